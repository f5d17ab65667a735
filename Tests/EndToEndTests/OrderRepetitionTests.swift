import Foundation
import Testing

extension `End to end` {
  /// The client asks again, as clients and models do: one order all the same.
  @Suite struct `Orders asked for again` {
    @Test func `the same key gives the same order, whatever was known of it`() throws {
      let floor = try TradingFloor()
      let server = try floor.server()
      try server.waitUntilOpen()
      try floor.demand(#""kind":"close_after""#)
      let unknown = try server.place(PlainOrder(0, key: "there"))
      #expect(unknown.failureType == "outcome_unknown", "\(unknown.text)")
      // Whoever asks while the exchange is just being asked is told that it is not known yet.
      try server.settle()
      let found = try server.place(PlainOrder(0, key: "there"))
      #expect(found.isSuccess && found.clientOrderID == unknown.clientOrderID, "\(found.text)")
      let other = try server.place(PlainOrder(0, key: "there", more: ["quantity": "0.002"]))
      #expect(other.failureType == "validation_error" && other.clientOrderID == unknown.clientOrderID)

      try floor.demand(#""kind":"close_before""#)
      let lost = try server.place(PlainOrder(1, key: "never came"))
      let stillLost = try server.place(PlainOrder(1, key: "never came"))
      #expect(stillLost.failureType == "outcome_unknown", "\(stillLost.text)")
      #expect(lost.clientOrderID != nil && stillLost.clientOrderID == lost.clientOrderID)
      try floor.passExchangeTime(milliseconds: 14_000)
      try server.settle()
      let given = try server.place(PlainOrder(1, key: "never came"))
      #expect(given.details["outcome"] as? String == "not_placed", "\(given.text)")

      // The price is checked by this side too; what the account lacks only the exchange knows.
      let poor = PlainOrder(0, key: "refused", more: ["quantity": "100"])
      let refusals = [try server.place(poor), try server.place(poor)]
      #expect(refusals.allSatisfy { $0.failure["code"] as? Int == -2010 }, "\(refusals.map(\.text))")
      #expect(try floor.orderPosts().count == 3)
      #expect(try floor.booked().count == 1)
      try floor.finish(server)
    }

    @Test func `twenty calls at once with one key are one order`() throws {
      let floor = try TradingFloor()
      let server = try floor.server()
      let calls = (0..<20).map { _ in server.begin("create_order", PlainOrder(2, key: "once").arguments) }
      let answers = try calls.map { try server.answer($0) }
      #expect(answers.allSatisfy { $0.isSuccess }, "\(answers.map(\.text))")
      #expect(Set(answers.compactMap(\.clientOrderID)).count == 1)
      #expect(try floor.orderPosts().count == 1)
      try floor.finish(server)
    }

    @Test func `without a key the same order is suspected for a minute, and placed if it is meant`() throws {
      let floor = try TradingFloor()
      let server = try floor.server()
      try server.waitUntilOpen()
      try floor.demand(#""kind":"half""#)
      let unknown = try server.place(PlainOrder(0))
      #expect(unknown.failureType == "outcome_unknown", "\(unknown.text)")
      try server.settle()
      let again = try server.place(PlainOrder(0))
      #expect(again.failureType == "duplicate_suspected", "\(again.text)")
      #expect(again.clientOrderID == unknown.clientOrderID)
      let other = try server.place(PlainOrder(0, more: ["quantity": "0.0011"]))
      #expect(other.isSuccess, "another order is another: \(other.text)")
      #expect(try floor.orderPosts().count == 2)
      let meant = try server.place(PlainOrder(0, more: ["allow_duplicate": true]))
      #expect(meant.isSuccess && meant.clientOrderID != unknown.clientOrderID, "\(meant.text)")
      try floor.passExchangeTime(milliseconds: 61_000)
      // A question whose time stamp is refused has the server read the exchange's clock again.
      #expect(try server.call("get_open_orders", ["symbol": "BTCUSDT"]).isSuccess)
      let later = try server.place(PlainOrder(0))
      #expect(later.isSuccess, "\(later.text)")
      #expect(try floor.booked().count == 4)
      #expect(try floor.sends().allSatisfy { $0.value == 1 })
      try floor.finish(server)
    }

    @Test func `a client that starts anew and asks again gets the order that it has`() throws {
      let floor = try TradingFloor()
      let first = try floor.server()
      let placed = try first.place(PlainOrder(0, key: "over lives"))
      let id = try #require(placed.clientOrderID, "\(placed.text)")
      // Two whose answers nobody hears: the server is killed with all that belongs to it.
      try floor.demand(#""kind":"delay_after","delay_ms":20000,"count":2"#)
      _ = first.begin("create_order", PlainOrder(1, key: "unheard").arguments)
      _ = first.begin("create_order", PlainOrder(2).arguments)
      try first.wait(for: "both orders at the exchange") { try floor.booked().count == 3 }
      try first.killAll()

      let second = try floor.server()
      let again = try second.place(PlainOrder(0, key: "over lives"))
      #expect(again.isSuccess && again.clientOrderID == id, "\(again.text)")
      let unheard = try second.place(PlainOrder(1, key: "unheard"))
      #expect(unheard.isSuccess, "\(unheard.text)")
      let suspected = try second.place(PlainOrder(2))
      #expect(
        ["duplicate_suspected", "outcome_unknown"].contains(suspected.failureType), "\(suspected.text)")
      try second.settle()
      #expect(try second.place(PlainOrder(2)).failureType == "duplicate_suspected")
      #expect(try floor.orderPosts().count == 3)
      #expect(try floor.booked().count == 3)
      let states = try floor.orders().values.map { $0["state"] as? String }
      #expect(states == ["placed", "placed", "placed"])
      try floor.finish(second)
    }

    @Test(arguments: [false, true])
    func `a burst that is cut by a kill and asked for again with its keys is one order each`(
      killsAll: Bool
    ) throws {
      let floor = try TradingFloor()
      var server = try floor.server()
      try server.waitUntilOpen()
      let (worker, generation) = try server.tradingWorker()
      let orders = (0..<60).map { PlainOrder($0, key: "burst-\($0)") }
      let calls = orders.map { server.begin("create_order", $0.arguments) }
      try server.wait(for: "some of the burst") {
        server.program.move(forMilliseconds: 1)
        return try floor.orderPosts().count > 15
      }
      if killsAll {
        try server.killAll()
        server = try floor.server()
      } else {
        worker.kill()
        let answers = try calls.map { try server.answer($0) }
        #expect(answers.contains { $0.failureType == "outcome_unknown" })
        _ = try server.tradingWorker(after: generation)
      }
      try server.waitUntilOpen()
      try floor.passExchangeTime(milliseconds: 14_000)
      // A question whose time stamp is refused has the server read the exchange's clock again.
      #expect(try server.call("get_open_orders", ["symbol": "BTCUSDT"]).isSuccess)
      try server.settle()
      var placed: Set<String> = []
      for order in orders {
        let answer = try server.place(order)
        let isDenied = answer.details["outcome"] as? String == "not_placed"
        #expect(answer.isSuccess || isDenied, "\(answer.text)")
        if answer.isSuccess { placed.insert(try #require(answer.clientOrderID)) }
      }
      #expect(try floor.booked() == placed)
      #expect(placed.count > 15)
      #expect(try floor.sends().allSatisfy { $0.value == 1 })
      try floor.finish(server)
    }
  }
}
