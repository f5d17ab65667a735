import Catalog
import LinuxIO
import Testing

@testable import Exchange

extension `Exchange over sockets` {
  @Suite struct `Deadlines and cancelling` {
    @Test @LoopActor func `a server that is too slow fails within the call's deadline`() async throws {
      let server = try FakeServer { _ in [.silence] }
      defer { server.stop() }
      let start = EventLoop.now
      let call = ExchangeFixture.call(milliseconds: 120)
      let failure = await ExchangeFixture.failure(of: try ExchangeFixture.client(of: server), for: call)
      let milliseconds = (EventLoop.now - start) / 1_000_000
      #expect(failure?.kind == .timeout)
      #expect(failure?.detail("cause") == "answer_timeout")
      #expect((119...1_500).contains(milliseconds), "\(milliseconds) ms")
      #expect(call.sendCount == 1)
      #expect(await ExchangeFixture.eventually { server.openCount == 0 })
    }

    @Test @LoopActor func `bytes that trickle in do not stretch the deadline`() async throws {
      let server = try FakeServer { _ in
        [.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")]
          + (0..<50).flatMap { _ in [FakeServer.Step.send("1"), .pause(milliseconds: 20)] }
      }
      defer { server.stop() }
      let start = EventLoop.now
      let failure = await ExchangeFixture.failure(
        of: try ExchangeFixture.client(of: server), for: ExchangeFixture.call(milliseconds: 150))
      #expect(failure?.detail("cause") == "answer_timeout")
      #expect(EventLoop.now - start < 900_000_000)
    }

    @Test @LoopActor func `a request's own time-out may be sooner than the call's deadline`() async throws {
      let server = try FakeServer { _ in [.silence] }
      defer { server.stop() }
      var configuration = try ExchangeFixture.configuration("http://127.0.0.1:\(server.port)")
      configuration.requestTimeoutMilliseconds = 80
      let failure = await ExchangeFixture.failure(
        of: ExchangeClient(configuration: configuration), for: ExchangeFixture.call())
      #expect(failure?.kind == .timeout)
    }

    @Test @LoopActor func `a deadline that has passed sends nothing`() async throws {
      let server = try FakeServer { _ in [.reply("{}")] }
      defer { server.stop() }
      let failure = await ExchangeFixture.failure(
        of: try ExchangeFixture.client(of: server), for: ExchangeFixture.call(milliseconds: 0))
      #expect(failure?.kind == .timeout)
      #expect(server.requests.isEmpty)
    }

    @Test @LoopActor func `cancelling a call closes its connection`() async throws {
      let server = try FakeServer { _ in [.silence] }
      defer { server.stop() }
      let client = try ExchangeFixture.client(of: server)
      let call = ExchangeFixture.call()
      var failure: ToolFailure?
      onLoop { failure = await ExchangeFixture.failure(of: client, for: call) }
      #expect(await ExchangeFixture.eventually { server.requests.count == 1 })
      call.cancel()
      #expect(await ExchangeFixture.eventually { server.openCount == 0 && failure != nil })
      #expect(failure?.detail("cause") == "cancelled")
      #expect(client.idleConnectionCount == 0)
      #expect(server.requests.count == 1)
    }

    @Test @LoopActor func `a cancelled call in the queue gives its place up`() async throws {
      let server = try FakeServer { _ in [.pause(milliseconds: 60), .reply("{}")] }
      defer { server.stop() }
      var configuration = try ExchangeFixture.configuration("http://127.0.0.1:\(server.port)")
      configuration.parallelRequestCountMax = 1
      configuration.waitingRequestCountMax = 1
      let client = ExchangeClient(configuration: configuration)
      let waiting = ExchangeFixture.call()
      var endings: [String] = []
      onLoop {
        endings.append(
          await ExchangeFixture.failure(of: client, for: ExchangeFixture.call())?.message ?? "answer")
      }
      #expect(await ExchangeFixture.eventually { server.requests.count == 1 })
      onLoop {
        endings.append(await ExchangeFixture.failure(of: client, for: waiting)?.detail("cause") ?? "answer")
      }
      await EventLoop.shared.sleep(nanoseconds: 1_000_000)
      let refused = await ExchangeFixture.failure(of: client, for: ExchangeFixture.call())
      #expect(refused?.kind == .rateLimitExceeded)
      #expect(refused?.isRetryable == true)
      waiting.cancel()
      #expect(await ExchangeFixture.eventually { endings.count == 2 })
      #expect(endings == ["cancelled", "answer"])
      #expect(server.requests.count == 1)
      _ = try await client.read(ExchangeFixture.read, for: ExchangeFixture.call())
    }
  }
}
