import Catalog
import LinuxIO
import Testing

@testable import Exchange

extension `Exchange over sockets` {
  @Suite struct `How often a request is sent` {
    @Test @LoopActor func `a read whose connection closes without an answer is sent three times in all`()
      async throws
    {
      let server = try FakeServer { _ in [.close] }
      defer { server.stop() }
      let client = try ExchangeFixture.client(of: server)
      let call = ExchangeFixture.call()
      let failure = await ExchangeFixture.failure(of: client, for: call)
      #expect(failure?.kind == .networkError)
      #expect(failure?.detail("cause") == "reset")
      #expect(failure?.isRetryable == true)
      #expect(server.requests.count == 3)
      #expect(call.sendCount == 3)
    }

    @Test @LoopActor func `the third send may bring the answer`() async throws {
      let server = try FakeServer { request in request.connection < 2 ? [.close] : [.reply("{}")] }
      defer { server.stop() }
      let client = try ExchangeFixture.client(of: server)
      _ = try await client.read(ExchangeFixture.read, for: ExchangeFixture.call())
      #expect(server.requests.count == 3)
    }

    @Test @LoopActor func `half an answer is asked for again`() async throws {
      let half = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"a\""
      let server = try FakeServer { request in
        request.connection == 0 ? [.send(half), .close] : [.reply("{}")]
      }
      defer { server.stop() }
      let client = try ExchangeFixture.client(of: server)
      let call = ExchangeFixture.call()
      _ = try await client.read(ExchangeFixture.read, for: call)
      #expect(call.sendCount == 2)
    }

    @Test @LoopActor func `half an answer every time fails as cut`() async throws {
      let server = try FakeServer { _ in [.send("HTTP/1.1 200 OK\r\nContent-Le"), .close] }
      defer { server.stop() }
      let failure = await ExchangeFixture.failure(
        of: try ExchangeFixture.client(of: server), for: ExchangeFixture.call())
      #expect(failure?.detail("cause") == "cut")
      #expect(server.requests.count == 3)
    }

    @Test @LoopActor func `a reset connection counts as any other`() async throws {
      let server = try FakeServer(readsRequests: false) { _ in [] }
      defer { server.stop() }
      let call = ExchangeFixture.call()
      let failure = await ExchangeFixture.failure(of: try ExchangeFixture.client(of: server), for: call)
      #expect(failure?.kind == .networkError)
      #expect(call.sendCount == 3)
      #expect(server.requests.count == 3)
    }

    @Test @LoopActor func `a write is sent exactly once`() async throws {
      let server = try FakeServer { _ in [.close] }
      defer { server.stop() }
      let client = try ExchangeFixture.client(of: server)
      let failure = await ExchangeFixture.failure(
        of: client, ExchangeFixture.write, for: ExchangeFixture.call())
      #expect(failure?.kind == .outcomeUnknown)
      #expect(failure?.isRetryable == false)
      await EventLoop.shared.sleep(nanoseconds: 30_000_000)
      #expect(server.requests.count == 1)
      #expect(failure.map { "\($0)".contains("5ec7e7") } == false)
    }

    @Test @LoopActor func `a write on a kept connection that closes under it is sent exactly once`()
      async throws
    {
      let server = try FakeServer { request in
        request.line.hasPrefix("POST") ? [.close] : [.reply("{}")]
      }
      defer { server.stop() }
      let client = try ExchangeFixture.client(of: server)
      _ = try await client.read(ExchangeFixture.read, for: ExchangeFixture.call())
      let failure = await ExchangeFixture.failure(
        of: client, ExchangeFixture.write, for: ExchangeFixture.call())
      #expect(failure?.kind == .outcomeUnknown)
      await EventLoop.shared.sleep(nanoseconds: 30_000_000)
      #expect(server.requests.map(\.connection) == [0, 0])
    }

    @Test @LoopActor func `sends of a worker that is gone count`() async throws {
      let server = try FakeServer { _ in [.close] }
      defer { server.stop() }
      let client = try ExchangeFixture.client(of: server)
      _ = await ExchangeFixture.failure(of: client, for: ExchangeFixture.call(sendCount: 2))
      #expect(server.requests.count == 1)
      let failure = await ExchangeFixture.failure(of: client, for: ExchangeFixture.call(sendCount: 3))
      #expect(failure?.detail("cause") == "sends_used_up")
      #expect(server.requests.count == 1)
    }

    @Test(arguments: [500, 503, 429, 400]) @LoopActor
    func `an answer that says no is not asked for again`(_ status: Int) async throws {
      let server = try FakeServer { _ in [.send("HTTP/1.1 \(status) No\r\nContent-Length: 0\r\n\r\n")] }
      defer { server.stop() }
      let failure = await ExchangeFixture.failure(
        of: try ExchangeFixture.client(of: server), for: ExchangeFixture.call())
      #expect(failure?.detail("http_status") == String(status))
      #expect(server.requests.count == 1)
    }
  }
}
