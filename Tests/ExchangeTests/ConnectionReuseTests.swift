import Catalog
import LinuxIO
import Testing

@testable import Exchange

extension `Exchange over sockets` {
  @Suite struct `Connections are kept` {
    @Test @LoopActor func `a thousand requests go over one connection`() async throws {
      let server = try FakeServer { _ in [.reply("{}")] }
      defer { server.stop() }
      let client = try ExchangeFixture.client(of: server)
      for _ in 0..<1_000 {
        _ = try await client.read(ExchangeFixture.read, for: ExchangeFixture.call())
      }
      #expect(server.requests.count == 1_000)
      #expect(server.connectionCount == 1)
      #expect(client.idleConnectionCount == 1)
    }

    @Test @LoopActor func `a kept connection that the server closed is found dead before use`() async throws {
      let server = try FakeServer { request in
        request.connection == 0 ? [.reply("{}"), .pause(milliseconds: 10), .close] : [.reply("[]")]
      }
      defer { server.stop() }
      let client = try ExchangeFixture.client(of: server)
      _ = try await client.read(ExchangeFixture.read, for: ExchangeFixture.call())
      #expect(await ExchangeFixture.eventually { server.openCount == 0 })
      let call = ExchangeFixture.call()
      let reply = try await client.read(ExchangeFixture.read, for: call)
      #expect(reply.body == Array("[]".utf8))
      #expect(call.sendCount == 1)
      #expect(server.requests.map(\.connection) == [0, 1])
    }

    @Test @LoopActor func `bytes that nobody asked for end a connection`() async throws {
      let server = try FakeServer { _ in [.reply("{}"), .send("HTTP/1.1 200 OK\r\n")] }
      defer { server.stop() }
      let client = try ExchangeFixture.client(of: server)
      for _ in 0..<3 {
        _ = try await client.read(ExchangeFixture.read, for: ExchangeFixture.call())
        await EventLoop.shared.sleep(nanoseconds: 10_000_000)
      }
      #expect(server.requests.map(\.connection) == [0, 1, 2])
    }

    @Test @LoopActor func `Connection: close is obeyed`() async throws {
      let server = try FakeServer { _ in [.reply("{}", headers: "Connection: close\r\n")] }
      defer { server.stop() }
      let client = try ExchangeFixture.client(of: server)
      for _ in 0..<2 { _ = try await client.read(ExchangeFixture.read, for: ExchangeFixture.call()) }
      #expect(client.idleConnectionCount == 0)
      #expect(server.connectionCount == 2)
    }

    @Test @LoopActor func `a connection that was idle too long is not used again`() async throws {
      let server = try FakeServer { _ in [.reply("{}")] }
      defer { server.stop() }
      var configuration = try ExchangeFixture.configuration("http://127.0.0.1:\(server.port)")
      configuration.idleMillisecondsMax = 20
      let client = ExchangeClient(configuration: configuration)
      _ = try await client.read(ExchangeFixture.read, for: ExchangeFixture.call())
      #expect(client.idleConnectionCount == 1)
      #expect(await ExchangeFixture.eventually { client.idleConnectionCount == 0 && server.openCount == 0 })
      _ = try await client.read(ExchangeFixture.read, for: ExchangeFixture.call())
      #expect(server.connectionCount == 2)
    }

    @Test @LoopActor func `the first request takes the connection that was warmed up`() async throws {
      let server = try FakeServer { _ in [.reply("{}")] }
      defer { server.stop() }
      let client = try ExchangeFixture.client(of: server)
      client.prewarm()
      client.prewarm()
      _ = try await client.read(ExchangeFixture.read, for: ExchangeFixture.call())
      #expect(server.connectionCount == 1)
      let second = try ExchangeFixture.client(of: server)
      second.prewarm()
      #expect(await ExchangeFixture.eventually { server.connectionCount == 2 })
      _ = try await second.read(ExchangeFixture.read, for: ExchangeFixture.call())
      #expect(server.requests.map(\.connection) == [0, 1])
    }

    @Test @LoopActor func `a failed warming up is forgotten`() async throws {
      let port = Loopback.closedPort()
      let client = ExchangeClient(
        configuration: try ExchangeFixture.configuration("http://127.0.0.1:\(port)"))
      client.prewarm()
      await EventLoop.shared.sleep(nanoseconds: 30_000_000)
      let failure = await ExchangeFixture.failure(of: client, for: ExchangeFixture.call())
      #expect(failure?.detail("cause") == "refused")
      #expect(client.idleConnectionCount == 0)
    }

    @Test @LoopActor func `calls in parallel are bounded and the rest wait their turn`() async throws {
      let server = try FakeServer { _ in [.pause(milliseconds: 5), .reply("{}")] }
      defer { server.stop() }
      let client = try ExchangeFixture.client(of: server)
      var answered = 0
      for _ in 0..<60 {
        onLoop {
          // Counted below.
          _ = try? await client.read(ExchangeFixture.read, for: ExchangeFixture.call())
          answered += 1
        }
      }
      #expect(await ExchangeFixture.eventually { answered == 60 })
      #expect(server.requests.count == 60)
      #expect(server.parallelCountMax == 16)
      #expect(server.connectionCount == 16)
      #expect(client.idleConnectionCount == 16)
    }

    @Test @LoopActor func `no socket is left behind`() async throws {
      let before = Loopback.socketCount()
      let watches = EventLoop.shared.watchCount
      do {
        let server = try FakeServer { request in
          request.connection % 3 == 0 ? [.close] : [.reply("{}")]
        }
        let client = try ExchangeFixture.client(of: server)
        for _ in 0..<20 {
          // Both outcomes are meant.
          _ = try? await client.read(ExchangeFixture.read, for: ExchangeFixture.call())
        }
        client.closeIdleConnections()
        server.stop()
      }
      #expect(await ExchangeFixture.eventually { Loopback.socketCount() <= before })
      #expect(await ExchangeFixture.eventually { EventLoop.shared.watchCount <= watches })
    }
  }
}
