import Catalog
import LinuxIO
import Testing
import Values

@testable import Exchange

extension `Exchange over sockets` {
  @Suite struct `What changes something` {
    private static func answer(_ status: Int, _ body: String, _ headers: String = "") -> FakeServer.Step {
      .send("HTTP/1.1 \(status) X\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)")
    }

    /// What the server does, what is known then, and the type of the failure.
    private static let outcomes: [(steps: [FakeServer.Step], outcome: String, kind: ToolFailure.Kind?)] = [
      ([.reply(#"{"orderId":1}"#)], "done", nil),
      ([answer(201, #"{"orderId":1}"#)], "done", nil),
      ([answer(400, #"{"code":-2010,"msg":"x"}"#)], "notDone", .binanceAPIError),
      ([answer(400, #"{"code":-1013,"msg":"Filter failure: LOT_SIZE"}"#)], "notDone", .validationError),
      ([answer(400, #"{"code":-1021,"msg":"x"}"#)], "notDone", .authenticationError),
      ([answer(401, #"{"code":-2015,"msg":"x"}"#)], "notDone", .authenticationError),
      ([answer(429, #"{"code":-1015,"msg":"x"}"#)], "notDone", .rateLimitExceeded),
      ([answer(429, "")], "notDone", .rateLimitExceeded),
      ([answer(418, "")], "notDone", .rateLimitExceeded),
      ([answer(403, "<html>")], "notDone", .exchangeUnavailable),
      ([answer(451, "{}")], "notDone", .exchangeUnavailable),
      ([answer(400, #"{"code":-1006,"msg":"x"}"#)], "unknown", .outcomeUnknown),
      ([answer(400, #"{"code":-1007,"msg":"x"}"#)], "unknown", .outcomeUnknown),
      ([answer(400, #"{"code":-1008,"msg":"x"}"#)], "unknown", .outcomeUnknown),
      ([answer(500, "")], "unknown", .outcomeUnknown),
      ([answer(503, #"{"code":-1008,"msg":"x"}"#)], "unknown", .outcomeUnknown),
      (
        [answer(503, "Unknown error, please check your request or try again later.")], "unknown",
        .outcomeUnknown
      ),
      ([answer(504, "<html>")], "unknown", .outcomeUnknown),
      ([answer(408, "")], "unknown", .outcomeUnknown),
      ([answer(400, "<html>")], "unknown", .outcomeUnknown),
      ([answer(404, "")], "unknown", .outcomeUnknown),
      ([answer(302, "")], "unknown", .outcomeUnknown),
      ([answer(200, "<html>")], "unknown", .outcomeUnknown),
      ([answer(200, "")], "unknown", .outcomeUnknown),
      ([answer(200, #"{"orderId":1"#)], "unknown", .outcomeUnknown),
      ([.close], "unknown", .outcomeUnknown),
      ([.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{\"a\""), .close], "unknown", .outcomeUnknown),
      ([.send("nonsense\r\n\r\n")], "unknown", .outcomeUnknown),
    ]

    @Test(arguments: outcomes.indices) @LoopActor
    func `each answer says what is known, and nothing is sent twice`(index: Int) async throws {
      let expected = Self.outcomes[index]
      let server = try FakeServer { _ in expected.steps }
      defer { server.stop() }
      let (outcome, timestamps) = await KeyFixture.write(with: try KeyFixture.client(of: server))
      #expect(outcome.word == expected.outcome, "\(expected.steps)")
      #expect(outcome.failure?.kind == expected.kind, "\(expected.steps)")
      #expect(timestamps.count == 1)
      await EventLoop.shared.sleep(nanoseconds: 20_000_000)
      #expect(server.requests.filter { $0.line.hasPrefix("POST") }.count == 1)
    }

    @Test @LoopActor func `an answer that does not come in time is unknown`() async throws {
      let server = try FakeServer { _ in [.silence] }
      defer { server.stop() }
      let call = ExchangeFixture.call(milliseconds: 100)
      let (outcome, _) = await KeyFixture.write(with: try KeyFixture.client(of: server), for: call)
      #expect(outcome.word == "unknown")
      #expect(server.requests.count == 1)
    }

    @Test @LoopActor func `a call that is cancelled after the write is waited for, and before it not done`()
      async throws
    {
      let server = try FakeServer { _ in [.pause(milliseconds: 60), .reply(#"{"orderId":1}"#)] }
      defer { server.stop() }
      let client = try KeyFixture.client(of: server)
      let call = ExchangeFixture.call()
      onLoop {
        _ = await ExchangeFixture.eventually { !server.requests.isEmpty }
        call.cancel()
      }
      let (outcome, _) = await KeyFixture.write(with: client, for: call)
      #expect(call.isCancelled && outcome.word == "done")
      let (late, timestamps) = await KeyFixture.write(with: client, for: call)
      #expect(late.word == "notDone")
      #expect(timestamps.isEmpty)
      #expect(server.requests.count == 1)
    }

    @Test @LoopActor func `a kept connection that closes under it is not tried again`() async throws {
      let server = try FakeServer { request in
        request.line.hasPrefix("POST") ? [.close] : [.reply("{}")]
      }
      defer { server.stop() }
      let client = try KeyFixture.client(of: server)
      _ = try await client.read(ExchangeFixture.read, for: ExchangeFixture.call())
      let (outcome, _) = await KeyFixture.write(with: client)
      #expect(outcome.word == "unknown")
      await EventLoop.shared.sleep(nanoseconds: 30_000_000)
      #expect(server.requests.map(\.connection) == [0, 0])
    }

    @Test @LoopActor func `what is told before the write is what the signature carries`() async throws {
      let server = try FakeServer { _ in [.reply("{}")] }
      defer { server.stop() }
      let client = try KeyFixture.client(of: server)
      var requestCount = -1
      let (outcome, timestamps) = await KeyFixture.write(with: client) { _ in
        requestCount = server.requests.count
      }
      #expect(outcome.word == "done")
      #expect(requestCount == 0, "nothing was sent when willSend was called")
      let timestamp = try #require(timestamps.first)
      let parameters = try #require(server.requests.first?.parameters)
      #expect(
        parameters.hasPrefix("symbol=BTCUSDT&side=BUY&recvWindow=3000&timestamp=\(timestamp)&signature="))
      #expect(server.requests.first?.header("X-MBX-APIKEY") == KeyFixture.id)
    }

    @Test @LoopActor func `what willSend throws ends it with nothing sent, and the connection stays`()
      async throws
    {
      let server = try FakeServer { _ in [.reply("{}")] }
      defer { server.stop() }
      let client = try KeyFixture.client(of: server)
      let halted = ToolFailure(kind: .policyRefused, message: "halted")
      let (outcome, timestamps) = await KeyFixture.write(with: client) { _ throws(ToolFailure) in
        throw halted
      }
      #expect(outcome.word == "notDone")
      #expect(outcome.failure == halted)
      #expect(timestamps.count == 1)
      #expect(server.requests.isEmpty)
      #expect(client.budget.used == 0)
      #expect(client.idleConnectionCount == 1)
      #expect(await KeyFixture.write(with: client).outcome.word == "done")
      #expect(server.connectionCount == 1)
    }

    @Test @LoopActor func `when the time is over after willSend nothing is sent`() async throws {
      let server = try FakeServer { _ in [.reply("{}")] }
      defer { server.stop() }
      let client = try KeyFixture.client(of: server)
      let call = ExchangeFixture.call(milliseconds: 60)
      let (outcome, timestamps) = await KeyFixture.write(with: client, for: call) { _ in
        // A disk that takes its time.
        let end = EventLoop.now + 80_000_000
        while EventLoop.now < end {}
      }
      #expect(outcome.word == "notDone")
      #expect(timestamps.count == 1)
      await EventLoop.shared.sleep(nanoseconds: 20_000_000)
      #expect(server.requests.isEmpty)
    }

    @Test @LoopActor func `without a key nothing is sent`() async throws {
      let server = try FakeServer { _ in [.reply("{}")] }
      defer { server.stop() }
      let client = try ExchangeFixture.client(of: server)
      let (outcome, timestamps) = await KeyFixture.write(with: client)
      #expect(outcome.word == "notDone")
      #expect(outcome.failure?.kind == .authenticationError)
      #expect(timestamps.isEmpty)
      let failure = await ExchangeFixture.failure(of: client, KeyFixture.read, for: ExchangeFixture.call())
      #expect(failure?.kind == .authenticationError)
      #expect(server.connectionCount == 0)
    }

    @Test @LoopActor func `an id that would break out of its header is not sent`() async throws {
      let server = try FakeServer { _ in [.reply("{}")] }
      defer { server.stop() }
      let client = ExchangeClient(
        configuration: try ExchangeFixture.configuration("http://127.0.0.1:\(server.port)"),
        key: try KeyFixture.hmac(id: "abc\r\nX-Evil: 1"))
      KeyFixture.setClock(of: client)
      #expect(await KeyFixture.write(with: client).outcome.word == "notDone")
      let failure = await ExchangeFixture.failure(of: client, KeyFixture.read, for: ExchangeFixture.call())
      #expect(failure?.kind == .authenticationError)
      #expect(server.requests.isEmpty)
    }

    @Test @LoopActor func `a server that is not there is not done`() async throws {
      let client = ExchangeClient(
        configuration: try ExchangeFixture.configuration("http://127.0.0.1:\(Loopback.closedPort())"),
        key: try KeyFixture.hmac())
      KeyFixture.setClock(of: client)
      let (outcome, timestamps) = await KeyFixture.write(with: client)
      #expect(outcome.word == "notDone")
      #expect(outcome.failure?.message.contains("nothing was sent") == true)
      #expect(timestamps.isEmpty)
      #expect(client.budget.used == 0)
    }

    @Test @LoopActor func `after 429 orders wait or are refused before anything is written down`()
      async throws
    {
      let server = try FakeServer { request in
        request.line.hasPrefix("GET")
          ? [.send("HTTP/1.1 429 X\r\nRetry-After: 30\r\nContent-Length: 0\r\n\r\n")] : [.reply("{}")]
      }
      defer { server.stop() }
      let client = try KeyFixture.client(of: server)
      _ = await ExchangeFixture.failure(of: client, for: ExchangeFixture.call())
      let (outcome, timestamps) = await KeyFixture.write(with: client)
      #expect(outcome.word == "notDone")
      #expect(outcome.failure?.kind == .rateLimitExceeded)
      #expect(timestamps.isEmpty)
    }
  }
}
