import Foundation
import Testing

extension `End to end` {
  /// The limit of requests is the address's, and three workers share it: what one is told by the exchange,
  /// the others heed. Cancels and orders go on, with what an order has to know first: only what the exchange
  /// says to the trading worker itself stops them.
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

    /// An order goes on too, with all that has to be asked first of a symbol of which nothing is known yet.
    private func expectPlaced(_ floor: TradingFloor, _ server: ServerUnderTest) throws {
      var order = PlainOrder(1, more: ["type": "MARKET"])
      order.arguments["price"] = nil
      let placed = try server.place(order)
      #expect(placed.isSuccess, "\(placed.text)")
      let entries = try floor.faults.ledger().entries
      let paths = ["/api/v3/exchangeInfo", "/api/v3/avgPrice", "/api/v3/ticker/bookTicker", "/api/v3/order"]
      for path in paths {
        let asked = entries.first { $0["path"] as? String == path }
        #expect((asked?["parameters"] as? String)?.contains("symbol=\(order.symbol)") == true, "\(path)")
      }
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

    @Test func `and what it hears from the exchange itself holds all that it sends`() throws {
      let floor = try TradingFloor()
      let server = try floor.server()
      let placed = try server.place(PlainOrder(0))
      let id = try #require(placed.clientOrderID, "\(placed.text)")
      try floor.demand(#""kind":"status","status":429,"retry_after":30"#, "GET", "/api/v3/avgPrice")
      let stopped = try server.place(PlainOrder(1))
      #expect(stopped.failureType == "rate_limit_exceeded", "\(stopped.text)")
      #expect(try floor.faults.ledger().entries.contains { $0["path"] as? String == "/api/v3/avgPrice" })
      let next = try server.place(PlainOrder(2))
      #expect(next.failureType == "rate_limit_exceeded", "\(next.text)")
      let cancelled = try server.call("cancel_order", ["symbol": "BTCUSDT", "client_order_id": id])
      #expect(cancelled.failureType == "rate_limit_exceeded", "\(cancelled.text)")
      let entries = try floor.faults.ledger().entries
      #expect(entries.isEmpty, "\(entries.compactMap { $0["path"] })")
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
      try expectPlaced(floor, server)
      try floor.finish(server)
    }
  }
}
