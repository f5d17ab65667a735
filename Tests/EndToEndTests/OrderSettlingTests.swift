import Foundation
import Testing

extension `End to end` {
  /// An order on futures that got lost, and of which the exchange knows nothing any more after days.
  @Suite struct `Orders that the exchange has forgotten` {
    @Test func `are settled by the operator alone, who is written down`() throws {
      let floor = try TradingFloor()
      let server = try floor.server(["--call-timeout", "2"])
      try server.waitUntilOpen()
      try floor.demand(#""kind":"close_before""#, "POST", "/fapi/v1/order")
      let order: [String: Any] = [
        "symbol": "BTCUSDT", "side": "BUY", "type": "LIMIT", "quantity": "0.002", "price": "50000",
      ]
      let lost = try server.call("create_futures_order", order)
      let id = try #require(lost.clientOrderID, "\(lost.text)")
      #expect(lost.failureType == "outcome_unknown")
      // The exchange can still be asked, and no word of a person takes its place.
      let early = try floor.operate(["settle", id, "not-placed", "--yes"])
      #expect(early.code == 1 && early.errorText.contains("can still be asked"), "\(early)")
      #expect(try server.openIntents() == [id])
      try floor.passExchangeTime(milliseconds: 61 * 3_600_000)
      try server.wait(for: "word that a person has to look") {
        try floor.orders()[id]?["for_a_person"] is String
      }
      // Neither without the outcome, nor for another order, nor without a yes.
      #expect(try floor.operate(["settle", id, "--yes"]).code == 64)
      #expect(try floor.operate(["settle", id + "x", "not-placed", "--yes"]).code == 1)
      let unasked = try floor.operate(["settle", id, "not-placed"])
      #expect(unasked.code == 64 && unasked.errorText.contains("--yes"), "\(unasked)")
      #expect(try server.openIntents() == [id])
      let settled = try floor.operate(["settle", id, "not-placed", "--yes"])
      #expect(settled.code == 0, "\(settled)")
      #expect(try server.openIntents().isEmpty)
      #expect(try floor.orders()[id]?["state"] as? String == "not_placed")
      let shown = try floor.operate(["audit", "show", "--base-url", floor.url])
      let word = "by the word of the operator (user \(geteuid())): not placed"
      #expect(shown.output.contains(word) && shown.output.contains("bulkhead settle"), "\(shown)")
      #expect(try floor.operate(["audit", "verify", "--base-url", floor.url]).code == 0)
      #expect(try floor.operate(["settle", id, "placed", "--yes"]).code == 1, "what is known stays")
      #expect(try floor.sends() == [id: 1])
      try floor.finish(server)
    }
  }
}
