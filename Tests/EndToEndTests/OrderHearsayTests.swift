import Foundation
import Testing

extension `End to end` {
  /// The limit of requests is the address's, and three workers share it: what one is told by the exchange,
  /// the others heed. Cancels go on: only what the exchange says to themselves stops them.
  @Suite struct `What one worker hears of the limit` {
    /// How often the exchange was asked for a price.
    private func priceCount(_ entries: [[String: Any]]) -> Int {
      entries.count { $0["path"] as? String == "/api/v3/ticker/price" }
    }

    /// The market worker asks nothing, and says for how long; the trading worker cancels all the same.
    private func expectHeeded(_ floor: TradingFloor, _ server: ServerUnderTest, _ placed: Answer) throws {
      // The word goes from worker to worker through the gateway, at most four times a second.
      let watch = Stopwatch()
      try server.wait(for: "the word to be passed on") { watch.seconds > 1.5 }
      let refused = try server.call("get_ticker_price", ["symbol": "BTCUSDT"])
      #expect(refused.failureType == "rate_limit_exceeded", "\(refused.text)")
      #expect((refused.details["retry_after_seconds"] as? Int ?? 0) > 2, "\(refused.text)")
      let id = try #require(placed.clientOrderID, "\(placed.text)")
      let cancelled = try server.call("cancel_order", ["symbol": "BTCUSDT", "client_order_id": id])
      #expect(cancelled.isSuccess, "\(cancelled.text)")
      let entries = try floor.faults.ledger().entries
      #expect(priceCount(entries) == 0, "nothing was asked")
      #expect(entries.contains { $0["method"] as? String == "DELETE" })
    }

    @Test func `of weight that is used up`() throws {
      let floor = try TradingFloor()
      // The weight is counted by the minute: it has to last.
      while Int(Date().timeIntervalSince1970) % 60 > 40 { usleep(100_000) }
      let server = try floor.server(readsApart: true)
      let placed = try server.place(PlainOrder(0))
      #expect(try server.call("get_ticker_price", ["symbol": "BTCUSDT"]).isSuccess)
      for _ in 0..<80 { _ = try floor.faults.customer.ask("GET", "/api/v3/openOrders") }
      #expect(priceCount(try floor.faults.ledger().entries) == 1)
      let read = try server.call("get_open_orders", ["symbol": "BTCUSDT"])
      #expect(read.isSuccess, "the account's worker is the first to know: \(read.text)")
      try expectHeeded(floor, server, placed)
      try floor.finish(server)
    }

    @Test func `of a stop`() throws {
      let floor = try TradingFloor()
      let server = try floor.server(readsApart: true)
      let placed = try server.place(PlainOrder(0))
      #expect(try server.call("get_ticker_price", ["symbol": "BTCUSDT"]).isSuccess)
      #expect(priceCount(try floor.faults.ledger().entries) == 1)
      try floor.demand(#""kind":"status","status":429,"retry_after":30"#, "GET", "/api/v3/openOrders")
      let stopped = try server.call("get_open_orders", ["symbol": "BTCUSDT"])
      #expect(stopped.failureType == "rate_limit_exceeded", "\(stopped.text)")
      try expectHeeded(floor, server, placed)
      try floor.finish(server)
    }
  }
}
