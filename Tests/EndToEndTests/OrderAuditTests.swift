import Foundation
import Testing

extension `End to end` {
  @Suite struct `What the journal tells of orders` {
    /// One of each way to ask for an order, with arguments that the intent alone does not keep.
    private static var orders: [(tool: String, arguments: [String: Any])] {
      [
        (
          "create_order",
          [
            "symbol": "BTCUSDT", "side": "SELL", "type": "STOP_LOSS_LIMIT", "quantity": "0.01",
            "price": "40000", "stop_price": "41000", "time_in_force": "GTC", "iceberg_quantity": "0.005",
          ]
        ),
        (
          "create_order_list",
          [
            "symbol": "ETHUSDT", "kind": "OTO", "working_type": "LIMIT", "working_side": "BUY",
            "working_price": "1800", "working_quantity": "0.02", "pending_side": "SELL",
            "pending_type": "STOP_LOSS", "pending_stop_price": "1500", "pending_quantity": "0.02",
          ]
        ),
        (
          "create_futures_order",
          [
            "symbol": "BTCUSDT", "side": "BUY", "type": "LIMIT", "quantity": "0.01", "price": "50000",
            "time_in_force": "GTX", "reduce_only": true,
          ]
        ),
        ("set_leverage", ["symbol": "BTCUSDT", "leverage": 7]),
      ]
    }

    @Test func `is everything that was sent, but for the key and what signs it`() throws {
      let floor = try TradingFloor(policy: #""max_leverage": 10"#)
      let server = try floor.server()
      try server.waitUntilOpen()
      _ = try floor.faults.ledger()
      for (tool, arguments) in Self.orders { _ = try server.call(tool, arguments) }
      let posts = try floor.faults.ledger().entries.filter { $0["method"] as? String == "POST" }
      #expect(posts.count == Self.orders.count, "\(posts)")
      let shown = try floor.operate(["audit", "show", "--json", "--base-url", floor.url])
      #expect(shown.code == 0, "\(shown)")
      for (post, order) in zip(posts, Self.orders) {
        let sent = try #require(post["parameters"] as? String)
        let asked = try #require(sent.components(separatedBy: "&recvWindow=").first)
        let path = try #require(post["path"] as? String)
        let word = order.tool == "set_leverage" ? "sent" : "intended"
        #expect(sent.contains("&recvWindow="), "the ledger leaves the signature out")
        #expect(
          shown.output.contains("\"\(word) by stdio: POST \(path) \(asked)\""),
          "\(path) \(asked)\n\(shown.output)")
      }
      for part in [
        "stopPrice=41000", "icebergQty=0.005", "pendingStopPrice=1500", "timeInForce=GTX", "reduceOnly=true",
        "leverage=7",
      ] {
        #expect(shown.output.contains(part), "\(part)")
      }
      for secret in ["signature", floor.keyID, "timestamp="] {
        #expect(!shown.output.contains(secret), "\(secret)")
      }
      #expect(try floor.operate(["audit", "verify", "--base-url", floor.url]).code == 0)
      try floor.finish(server)
    }
  }
}
