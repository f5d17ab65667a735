import Foundation
import Testing

extension `End to end` {
  @Suite struct `Cancelled calls and progress` {
    @Test func `a cancelled call has no answer and its connection to the exchange is closed`() throws {
      let exchange = try FakeExchange { number, _ in
        number == 0 ? [.silence] : [.reply(body: FakeExchange.priceBody())]
      }
      defer { exchange.stop() }
      let server = try ServerUnderTest(exchange)
      let id = server.begin("get_ticker_price", ["symbol": "BTCUSDT"])
      try server.wait(for: "the request at the exchange") { exchange.requestCount == 1 }
      server.send([
        "jsonrpc": "2.0", "method": "notifications/cancelled",
        "params": ["requestId": id, "reason": "changed my mind"],
      ])
      try server.wait(for: "the end of the connection") { exchange.closedByPeerCount == 1 }
      #expect(try server.call("get_ticker_price", ["symbol": "BTCUSDT"]).isSuccess)
      #expect(try server.status()["calls_pending"] as? Int == 0)
      // Nothing is pending, so the end comes at once and brings no late answer.
      #expect(try server.finish() == 0)
      #expect(server.answers[id] == nil)
      #expect(server.others.isEmpty)
      #expect(exchange.requestCount == 2)
    }

    @Test func `of many calls in flight exactly the cancelled ones have no answer`() throws {
      let server = try ServerUnderTest(["--paper"])
      try server.readyWorker()
      let ids = (0..<100).map { _ in
        server.begin("get_klines", ["symbol": "BTCUSDT", "interval": "1m", "limit": 500])
      }
      for id in ids where id % 3 == 0 {
        server.send(["jsonrpc": "2.0", "method": "notifications/cancelled", "params": ["requestId": id]])
      }
      // Unknown and senseless cancellations change nothing.
      for id in [-1, "x", NSNull()] as [Any] {
        server.send(["jsonrpc": "2.0", "method": "notifications/cancelled", "params": ["requestId": id]])
      }
      for id in ids where id % 3 != 0 { #expect(try server.answer(id).isSuccess) }
      try server.expectAlive()
      #expect(try server.finish() == 0)
      // A call that was answered before its cancellation was read is no fault.
      let late = ids.filter { $0 % 3 == 0 && server.answers[$0] != nil }.count
      print("\(late) of 33 calls were answered before their cancellation was read")
    }

    @Test func `a call with a progress token says that it is still at work`() throws {
      // A sign of life is due after 15 s. One request takes 10 s at most, so the call outlives a worker.
      let exchange = try FakeExchange { _, _ in [.silence] }
      defer { exchange.stop() }
      let server = try ServerUnderTest(exchange, ["--call-timeout", "40"])
      let worker = try server.readyWorker()
      let id = server.begin("get_ticker_price", ["symbol": "BTCUSDT"], token: "tok-1")
      let quiet = server.begin("get_ticker_price", ["symbol": "BTCUSDT"])
      let watch = Stopwatch()
      try server.wait(for: "eight seconds") { watch.seconds > 8 }
      kill(try #require(worker.pid), SIGKILL)
      try server.wait(for: "progress") {
        server.others.contains { $0.method == "notifications/progress" } || server.answers[id] != nil
      }
      let params = try #require(server.others.first?.message["params"] as? [String: Any])
      #expect(params["progressToken"] as? String == "tok-1")
      #expect((params["progress"] as? Int ?? 0) >= 15)
      #expect(server.answers[id] == nil, "progress comes before the answer")
      #expect(try server.answer(id).failureType == "timeout")
      #expect(try server.answer(quiet).failureType == "timeout")
      #expect(try server.finish() == 0)
      #expect(server.others.count == 1, "only the call that asked for it hears of it")
    }
  }
}
