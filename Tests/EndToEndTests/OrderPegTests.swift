import Foundation
import Testing

extension `End to end` {
  /// What an order may come to cost counts, not what it says.
  @Suite struct `Caps on orders that the book decides` {
    @Test func `a peg deep into the book passes no cap, with a low price beside it or without`() throws {
      let floor = try TradingFloor(policy: #""max_order_notional": "100""#)
      let server = try floor.server()
      try server.waitUntilOpen()
      let pegged: [String: Any] = ["peg_price_type": "MARKET_PEG", "peg_offset_levels": 100]
      func order(_ more: [String: Any]) -> [String: Any] {
        ["symbol": "BTCUSDT", "side": "BUY", "type": "LIMIT", "quantity": "0.008"]
          .merging(pegged) { $1 }.merging(more) { $1 }
      }
      let hidden = try server.call("create_order", order(["price": "12000"]))
      #expect(hidden.failureType == "validation_error", "\(hidden.text)")
      #expect(hidden.failureMessage.contains("does not go together with peg_price_type"), "\(hidden.text)")
      let open = try server.call("create_order", order([:]))
      #expect(open.details["limit"] as? String == "trading.max_order_notional", "\(open.text)")
      let replacing = try server.call("replace_order", order(["price": "12000", "cancel_order_id": 1]))
      #expect(replacing.failureType == "validation_error", "\(replacing.text)")
      #expect(try floor.orderPosts().isEmpty)
      try floor.finish(server)
    }
  }

  /// An answer that was on its way when the gateway died.
  @Suite struct `An order whose answer nobody may have read` {
    @Test func `is suspected when it is asked for again, and not after an end in peace`() throws {
      let floor = try TradingFloor()
      let first = try floor.server()
      #expect(try first.place(PlainOrder(0)).isSuccess)
      try first.gatewayProcess().kill()
      #expect(try first.program.waitForExit() == 70)
      let second = try floor.server()
      let again = try second.place(PlainOrder(0))
      #expect(again.failureType == "duplicate_suspected", "\(again.text)")
      #expect(try second.place(PlainOrder(1)).isSuccess)
      #expect(try second.finish() == 0)
      let third = try floor.server()
      let meant = try third.place(PlainOrder(1))
      #expect(meant.isSuccess, "\(meant.text)")
      #expect(try floor.orderPosts().count == 3)
      try floor.finish(third)
    }
  }

  /// A new worker takes the place of one that is at work on an order.
  @Suite struct `A restart in the middle of an order` {
    @Test func `lets the order have its answer first`() throws {
      let floor = try TradingFloor()
      let server = try floor.server()
      try server.waitUntilOpen()
      let generation = try server.tradingWorker().generation
      try floor.demand(#""kind":"delay_after","delay_ms":500"#)
      let call = server.begin("create_order", PlainOrder(0, key: "under way").arguments)
      try server.wait(for: "the order at the exchange") { try floor.booked().count == 1 }
      let restarted = try floor.operate(["restart", "trading"])
      #expect(restarted.code == 0, "\(restarted)")
      let answer = try server.answer(call)
      #expect(answer.isSuccess, "\(answer.text)")
      _ = try server.tradingWorker(after: generation)
      let again = try server.place(PlainOrder(0, key: "under way"))
      #expect(again.clientOrderID == answer.clientOrderID, "\(again.text)")
      #expect(try floor.orderPosts().count == 1)
      try floor.finish(server)
    }
  }
}
