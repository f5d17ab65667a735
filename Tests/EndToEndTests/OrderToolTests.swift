import Foundation
import Testing

extension `End to end` {
  /// The order tools that need an order that stands: each does its work, and the exchange says so too.
  @Suite struct `Orders that are cancelled and replaced` {
    /// What the exchange says of one order.
    private static func order(
      _ server: ServerUnderTest, _ arguments: [String: Any], location: SourceLocation = #_sourceLocation
    ) throws -> [String: Any] {
      let answer = try server.call("get_order", arguments)
      #expect(answer.isSuccess, "\(answer.text)", sourceLocation: location)
      return answer.data
    }

    /// How many orders stand.
    private static func openCount(
      _ server: ServerUnderTest, _ arguments: [String: Any] = [:]
    ) throws -> Int? {
      try server.call("get_open_orders", arguments).data["count"] as? Int
    }

    /// What makes a list of each kind that stays open.
    private static var lists: [[String: Any]] {
      let working: [String: Any] = [
        "symbol": "BTCUSDT", "working_type": "LIMIT", "working_side": "BUY", "working_quantity": "0.001",
        "working_price": "50000", "pending_side": "SELL", "pending_quantity": "0.001",
      ]
      let exits: [String: Any] = [
        "above_type": "LIMIT_MAKER", "above_price": "150000", "below_type": "STOP_LOSS",
        "below_stop_price": "20000",
      ]
      let pair: [String: Any] = [
        "kind": "OCO", "symbol": "BTCUSDT", "side": "SELL", "quantity": "0.001",
      ]
      return [
        pair.merging(exits) { $1 },
        working.merging(["kind": "OTO", "pending_type": "LIMIT", "pending_price": "150000"]) { $1 },
        working.merging(exits) { $1 }.merging(["kind": "OTOCO"]) { $1 },
      ]
    }

    @Test func `a list of each kind is cancelled whole, by its number and by its name`() throws {
      let floor = try TradingFloor()
      let server = try floor.server()
      try server.waitUntilOpen()
      for list in Self.lists {
        let kind = list["kind"] as? String ?? ""
        for isNamed in [false, true] {
          let placed = try server.call("create_order_list", list.merging(["allow_duplicate": true]) { $1 })
          let name = try #require(placed.isSuccess ? placed.clientOrderID : nil, "\(kind): \(placed.text)")
          let number = try #require(placed.data["orderListId"] as? Int, "\(placed.text)")
          let count = kind == "OTOCO" ? 3 : 2
          #expect(try Self.openCount(server, ["symbol": "BTCUSDT"]) == count, "\(kind)")
          let which: [String: Any] = isNamed ? ["list_client_order_id": name] : ["order_list_id": number]
          let cancelled = try server.call(
            "cancel_order_list", which.merging(["symbol": "BTCUSDT"]) { $1 })
          #expect(cancelled.isSuccess, "\(kind): \(cancelled.text)")
          #expect(cancelled.data["outcome"] as? String == "cancelled", "\(cancelled.text)")
          #expect(cancelled.clientOrderID == name, "\(cancelled.text)")
          #expect(cancelled.data["orderListId"] as? Int == number, "\(cancelled.text)")
          #expect(cancelled.data["listOrderStatus"] as? String == "ALL_DONE", "\(cancelled.text)")
          #expect(try Self.openCount(server, ["symbol": "BTCUSDT"]) == 0, "\(kind)")
          // It is no longer there to be cancelled.
          let again = try server.call("cancel_order_list", ["symbol": "BTCUSDT", "order_list_id": number])
          #expect(again.failure["code"] as? Int == -2011, "\(again.text)")
        }
      }
      try floor.finish(server)
    }

    @Test func `a futures order is cancelled by its number and by its name, a conditional one too`() throws {
      let floor = try TradingFloor()
      let server = try floor.server()
      try server.waitUntilOpen()
      let plain: [String: Any] = [
        "symbol": "BTCUSDT", "side": "BUY", "type": "LIMIT", "quantity": "0.002", "price": "50000",
      ]
      let conditional: [String: Any] = [
        "symbol": "BTCUSDT", "side": "SELL", "type": "STOP_MARKET", "quantity": "0.002",
        "stop_price": "20000",
      ]
      for (order, isConditional) in [(plain, false), (conditional, true)] {
        let market: [String: Any] = ["symbol": "BTCUSDT", "market": "futures"]
        for isNamed in [false, true] {
          let placed = try server.call(
            "create_futures_order", order.merging(["allow_duplicate": true]) { $1 })
          let name = try #require(placed.isSuccess ? placed.clientOrderID : nil, "\(placed.text)")
          let number = try #require(
            placed.data[isConditional ? "algoId" : "orderId"] as? Int, "\(placed.text)")
          #expect(try Self.openCount(server, market) == 1)
          let which: [String: Any] =
            switch (isConditional, isNamed) {
            case (false, false): ["order_id": number]
            case (false, true): ["client_order_id": name]
            case (true, false): ["algo_id": number]
            case (true, true): ["client_algo_id": name]
            }
          let arguments = which.merging(["symbol": "BTCUSDT"]) { $1 }
          let cancelled = try server.call("cancel_futures_order", arguments)
          #expect(cancelled.isSuccess, "\(arguments): \(cancelled.text)")
          #expect(cancelled.data["outcome"] as? String == "cancelled", "\(cancelled.text)")
          #expect(cancelled.clientOrderID == name, "\(cancelled.text)")
          #expect(try Self.openCount(server, market) == 0, "\(arguments)")
          let found = try Self.order(
            server, market.merging(["client_order_id": name, "conditional": isConditional]) { $1 })
          #expect(found[isConditional ? "algoStatus" : "status"] as? String == "CANCELED", "\(found)")
          let again = try server.call("cancel_futures_order", arguments)
          #expect(!again.isSuccess && again.failure["code"] as? Int == -2011, "\(again.text)")
        }
      }
      try floor.finish(server)
    }

    @Test func `a replacement ends the old order and places the new one, both in one request`() throws {
      let floor = try TradingFloor()
      let server = try floor.server()
      try server.waitUntilOpen()
      var name = try #require(try server.place(PlainOrder(0)).clientOrderID)
      for (price, isNamed) in [("51000", true), ("49000", false)] {
        let old = try Self.order(server, ["symbol": "BTCUSDT", "client_order_id": name])
        #expect(old["status"] as? String == "NEW", "\(old)")
        let number = try #require(old["orderId"] as? Int)
        let which: [String: Any] = isNamed ? ["cancel_client_order_id": name] : ["cancel_order_id": number]
        let replaced = try server.call(
          "replace_order", PlainOrder(0, more: which.merging(["price": price]) { $1 }).arguments)
        #expect(replaced.isSuccess && replaced.data["outcome"] as? String == "placed", "\(replaced.text)")
        #expect(replaced.data["cancelResult"] as? String == "SUCCESS", "\(replaced.text)")
        #expect(replaced.data["newOrderResult"] as? String == "SUCCESS", "\(replaced.text)")
        let new = try #require(replaced.clientOrderID)
        #expect(new != name)
        let gone = try Self.order(server, ["symbol": "BTCUSDT", "order_id": number])
        #expect(gone["status"] as? String == "CANCELED", "\(gone)")
        let standing = try Self.order(server, ["symbol": "BTCUSDT", "client_order_id": new])
        #expect(standing["status"] as? String == "NEW", "\(standing)")
        #expect((standing["price"] as? String).flatMap { Decimal(string: $0) } == Decimal(string: price))
        #expect(try Self.openCount(server, ["symbol": "BTCUSDT"]) == 1)
        name = new
      }
      #expect(try floor.sends().values.allSatisfy { $0 == 1 })
      #expect(try floor.orderPosts().filter { $0.path.hasSuffix("cancelReplace") }.count == 2)
      try floor.finish(server)
    }
  }
}
