import Foundation
import Testing

extension `End to end` {
  /// Two clients start a server each, and both trade the same account: what holds, holds over both.
  @Suite struct `One account, two servers` {
    @Test func `caps hold over both`() throws {
      let floor = try TradingFloor(policy: #""max_daily_notional": "160""#)
      let servers = [try floor.server(), try floor.server()]
      for server in servers { try server.waitUntilOpen() }
      let calls = (0..<12).map { number in
        servers[number % 2].begin("create_order", PlainOrder(0, key: "\(number)").arguments)
      }
      var successCount = 0
      for (number, call) in calls.enumerated() {
        let answer = try servers[number % 2].answer(call)
        if answer.isSuccess { successCount += 1 }
        #expect(
          answer.isSuccess || answer.details["limit"] as? String == "trading.max_daily_notional",
          "\(answer.text)")
      }
      #expect(successCount == 3)
      #expect(try floor.booked().count == 3)
      try floor.finish(servers[0], servers[1])
    }

    @Test func `gate, duplicates, keys and halt hold over both`() throws {
      let floor = try TradingFloor()
      let (one, two) = (try floor.server(), try floor.server())
      for server in [one, two] { try server.waitUntilOpen() }
      // The gate: what one does not know holds up the other.
      try floor.demand(#""kind":"close_before""#)
      let lost = try one.place(PlainOrder(0))
      #expect(lost.failureType == "outcome_unknown", "\(lost.text)")
      let held = try two.place(PlainOrder(0, more: ["quantity": "0.002"]))
      #expect(held.failureType == "outcome_unknown" && held.details["sent"] as? Bool == false, "\(held.text)")
      #expect(held.clientOrderID == lost.clientOrderID)
      // A duplicate of what the other has placed and could not say.
      try floor.demand(#""kind":"close_after""#)
      let placed = try one.place(PlainOrder(1))
      try one.wait(for: "the outcome") { try one.openIntents() == Set([lost.clientOrderID ?? ""]) }
      let duplicate = try two.place(PlainOrder(1))
      #expect(duplicate.failureType == "duplicate_suspected", "\(duplicate.text)")
      #expect(duplicate.clientOrderID == placed.clientOrderID)
      // A key is one client's over all of its servers.
      let keyed = try one.place(PlainOrder(2, key: "mine"))
      let again = try two.place(PlainOrder(2, key: "mine"))
      #expect(keyed.isSuccess && again.isSuccess && again.clientOrderID == keyed.clientOrderID)
      #expect(try floor.orderPosts().count == 3)

      #expect(try floor.operate(["halt", "both"]).code == 0)
      for server in [one, two] {
        let refused = try server.place(PlainOrder(3))
        #expect(refused.details["limit"] as? String == "halt", "\(refused.text)")
      }
      let id = try #require(keyed.clientOrderID)
      let cancelled = try two.call("cancel_order", ["symbol": "BNBUSDT", "client_order_id": id])
      #expect(cancelled.isSuccess, "what the other has placed: \(cancelled.text)")
      #expect(try floor.operate(["resume"]).code == 0)
      #expect(try two.place(PlainOrder(3)).isSuccess)
      #expect(try floor.orderPosts().count == 4)
      try floor.finish(one, two)
    }

    /// Nothing was sent, because the other server had the journal's lock all the time.
    private func isBusy(_ answer: Answer) -> Bool {
      answer.failureMessage.contains("journal's lock") && answer.isRetryable == true
    }

    @Test func `one key at both at the same time is one order`() throws {
      let floor = try TradingFloor()
      let servers = [try floor.server(), try floor.server()]
      for server in servers { try server.waitUntilOpen() }
      let orders = (0..<24).map { PlainOrder($0, key: "\($0)") }
      let calls = orders.map { order in servers.map { $0.begin("create_order", order.arguments) } }
      for (server, call) in calls.flatMap({ zip(servers, $0) }) {
        let answer = try server.answer(call)
        // One may find the other still at work on it, or on the journal all the time.
        #expect(
          answer.isSuccess || answer.failureType == "outcome_unknown" || isBusy(answer), "\(answer.text)")
      }
      for order in orders {
        var ids: Set<String?> = []
        for server in servers {
          var again = try server.place(order)
          if isBusy(again) { again = try server.place(order) }
          #expect(again.isSuccess, "\(again.text)")
          ids.insert(again.clientOrderID)
        }
        #expect(ids.count == 1)
      }
      #expect(try floor.orderPosts().count == orders.count)
      try floor.finish(servers[0], servers[1])
    }

    @Test func `one is killed with outcomes open, and the other settles them`() throws {
      let floor = try TradingFloor()
      let (one, two) = (try floor.server(), try floor.server())
      for server in [one, two] { try server.waitUntilOpen() }
      var expected: [String: String] = [:]
      try floor.demand(#""kind":"code","code":-2013,"count":0"#, "GET", "/api/v3/order")
      for (number, kind) in ["close_before", "close_after", "close_before", "close_after"].enumerated() {
        try floor.demand("\"kind\":\"\(kind)\"")
        let answer = try one.place(PlainOrder(number))
        #expect(answer.failureType == "outcome_unknown", "\(answer.text)")
        expected[answer.clientOrderID ?? ""] = kind == "close_after" ? "placed" : "not_placed"
      }
      // One that is on its way when it is killed.
      try floor.demand(#""kind":"delay_after","delay_ms":20000"#)
      _ = one.begin("create_order", PlainOrder(4).arguments)
      try one.wait(for: "the order at the exchange") { try floor.booked().count == 3 }
      #expect(try two.openIntents().count == 5)
      try one.killAll()
      try floor.forgive()
      let last = try floor.booked().first { expected[$0] == nil }
      expected[try #require(last)] = "placed"
      try floor.passExchangeTime(milliseconds: 14_000)
      try two.settle()
      let known = try floor.orders().mapValues { $0["state"] as? String ?? "" }
      #expect(known == expected)
      #expect(try floor.sends().allSatisfy { $0.value == 1 })
      let free = try two.place(PlainOrder(0, more: ["quantity": "0.002"]))
      #expect(free.isSuccess, "the symbol is free again: \(free.text)")
      try floor.finish(two)
    }
  }
}
