import Foundation
import Testing

extension `End to end` {
  /// The operator's caps, over everything that calls at once, dies in between, or counts in another way.
  @Suite struct `Caps on orders` {
    private func used(_ server: ServerUnderTest) throws -> String? {
      (try server.trading()["counters"] as? [String: Any])?["used_today"] as? String
    }

    @Test func `ten calls at once, each just under the daily cap, stay under it, also over a kill`() throws {
      let floor = try TradingFloor(policy: #""max_daily_notional": "60""#)
      let server = try floor.server()
      // 50 USDT each.
      let calls = (0..<10).map { server.begin("create_order", PlainOrder(0, key: "\($0)").arguments) }
      let answers = try calls.map { try server.answer($0) }
      #expect(answers.filter(\.isSuccess).count == 1, "\(answers.map(\.text))")
      let refused = answers.filter { !$0.isSuccess }
      #expect(refused.allSatisfy { $0.details["limit"] as? String == "trading.max_daily_notional" })
      #expect(try floor.booked().count == 1)
      let before = try used(server)
      #expect(before == "50" || before == "50.000", "\(before ?? "nothing")")

      let (worker, generation) = try server.tradingWorker()
      worker.kill()
      _ = try server.tradingWorker(after: generation)
      try server.waitUntilOpen()
      #expect(try used(server) == before, "what counted before the kill counts after it")
      #expect(try server.place(PlainOrder(0, key: "after")).failureType == "policy_refused")
      try server.finish()
      let next = try floor.server()
      #expect(try next.place(PlainOrder(0, key: "later")).failureType == "policy_refused")
      #expect(try floor.orderPosts().count == 1)
      try floor.finish(next)
    }

    @Test func `an order by its amount of money and a list of orders count with all that they may trade`()
      throws
    {
      let floor = try TradingFloor(policy: #""max_order_notional": "60", "max_daily_notional": "90""#)
      let server = try floor.server()
      try server.waitUntilOpen()
      let limits = { (answer: Answer) in answer.details["limit"] as? String }
      func market(_ amount: String) throws -> Answer {
        try server.call(
          "create_order",
          ["symbol": "BTCUSDT", "side": "BUY", "type": "MARKET", "quote_quantity": amount])
      }
      func list(_ quantity: String) throws -> Answer {
        try server.call(
          "create_order_list",
          [
            "kind": "OTO", "symbol": "BNBUSDT", "working_type": "LIMIT", "working_side": "BUY",
            "working_quantity": quantity, "working_price": "450", "pending_side": "SELL",
            "pending_quantity": quantity, "pending_type": "LIMIT", "pending_price": "900",
          ])
      }
      #expect(limits(try market("61")) == "trading.max_order_notional")
      // 27 + 54: neither alone is beyond.
      #expect(limits(try list("0.06")) == "trading.max_order_notional")
      let bought = try market("50")
      #expect(bought.isSuccess, "\(bought.text)")
      #expect(limits(try market("41")) == "trading.max_daily_notional")
      #expect(limits(try list("0.04")) == "trading.max_daily_notional", "18 + 36")
      let listed = try list("0.02")
      #expect(listed.isSuccess, "9 + 18: \(listed.text)")
      #expect(limits(try market("20")) == "trading.max_daily_notional")
      #expect(try floor.booked().count == 3)
      #expect(try floor.orderPosts().count == 2)
      try floor.finish(server)
    }

    @Test func `what is not known counts, and no longer once it turned out not to be there`() throws {
      let floor = try TradingFloor(policy: #""max_daily_notional": "60""#)
      let server = try floor.server()
      try server.waitUntilOpen()
      try floor.demand(#""kind":"close_before""#)
      let lost = try server.place(PlainOrder(0))
      #expect(lost.failureType == "outcome_unknown", "\(lost.text)")
      let refused = try server.place(PlainOrder(1))
      #expect(refused.details["limit"] as? String == "trading.max_daily_notional", "\(refused.text)")
      try floor.passExchangeTime(milliseconds: 14_000)
      try server.settle()
      let placed = try server.place(PlainOrder(1))
      #expect(placed.isSuccess, "\(placed.text)")
      #expect(try floor.booked().count == 1)
      try floor.finish(server)
    }

    @Test func `what counts today counts until midnight UTC at the exchange and no longer`() throws {
      let floor = try TradingFloor(policy: #""max_daily_notional": "60""#)
      let day = 86_400_000
      let now = Int(Date().timeIntervalSince1970 * 1_000)
      // The exchange's day ends in twelve seconds, wherever this machine's ends.
      let midnight = Date(timeIntervalSinceNow: 12)
      try floor.passExchangeTime(milliseconds: day - now % day - 12_000)
      let server = try floor.server()
      try server.waitUntilOpen()
      #expect(try server.place(PlainOrder(0, key: "evening")).isSuccess)
      let (worker, generation) = try server.tradingWorker()
      worker.kill()
      _ = try server.tradingWorker(after: generation)
      try server.waitUntilOpen()
      let refused = try server.place(PlainOrder(1, key: "too much"))
      #expect(refused.details["limit"] as? String == "trading.max_daily_notional", "\(refused.text)")
      try #require(midnight.timeIntervalSinceNow > 0, "this machine took too long")

      let isOver = { midnight.timeIntervalSinceNow < -1 }
      try server.wait(for: "midnight at the exchange", seconds: 20, until: isOver)
      #expect(try used(server) == "0")
      let placed = try server.place(PlainOrder(1, key: "next day"))
      #expect(placed.isSuccess, "\(placed.text)")
      let more = try server.place(PlainOrder(0, key: "next day, too much"))
      #expect(more.details["limit"] as? String == "trading.max_daily_notional", "\(more.text)")
      // A worker that reads the journal after midnight counts as the one that lived through it.
      let before = try used(server)
      let (next, number) = try server.tradingWorker()
      next.kill()
      _ = try server.tradingWorker(after: number)
      try server.waitUntilOpen()
      #expect(try used(server) == before)
      #expect(
        try server.place(PlainOrder(0, key: "later")).details["limit"] as? String
          == "trading.max_daily_notional")
      #expect(try floor.booked().count == 2)
      try floor.finish(server)
    }
  }
}
