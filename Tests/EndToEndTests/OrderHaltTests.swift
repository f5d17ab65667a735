import Foundation
import Testing

extension `End to end` {
  @Suite struct `Halt in the middle of a burst` {
    @Test func `no order is sent after it, and cancels pass`() throws {
      let floor = try TradingFloor()
      let server = try floor.server()
      let first = try server.place(PlainOrder(0))
      #expect(first.isSuccess, "\(first.text)")
      let count = 250
      let calls = (0..<count).map { number in
        server.begin(
          "create_order", PlainOrder(number % 8, key: "burst-\(number)").arguments)
      }
      try server.wait(for: "the first orders of the burst") {
        server.program.move(forMilliseconds: 1)
        return try floor.orderPosts().count > 20
      }
      #expect(try floor.operate(["halt", "enough"]).code == 0)
      let haltedAt = Int(Date().timeIntervalSince1970 * 1_000)
      let id = try #require(first.clientOrderID)
      let cancelled = try server.call("cancel_order", ["symbol": "BTCUSDT", "client_order_id": id])
      #expect(cancelled.isSuccess, "\(cancelled.text)")
      let answers = try calls.map { try server.answer($0) }
      let placed = answers.filter(\.isSuccess)
      let halted = answers.filter { $0.details["limit"] as? String == "halt" }
      #expect(placed.count + halted.count == count, "\(answers.first { !$0.isSuccess }?.text ?? "")")
      #expect(placed.count > 10 && halted.count > 10, "\(placed.count) placed, \(halted.count) halted")
      let posts = try floor.orderPosts()
      #expect(posts.count == placed.count + 1)
      // Of the two clocks of one machine the test's was read when the command had ended.
      #expect(posts.allSatisfy { $0.time <= haltedAt }, "\(posts.map(\.time).max() ?? 0), \(haltedAt)")
      #expect(try server.trading()["trading"] as? String == "halted")
      let all = try server.call("cancel_all_orders", ["symbol": "ETHUSDT"])
      #expect(all.isSuccess, "\(all.text)")
      try floor.finish(server)
    }
  }
}
