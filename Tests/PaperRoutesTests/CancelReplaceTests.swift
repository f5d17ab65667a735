import Testing
import Values

@testable import PaperRoutes

/// Every row of the table of outcomes (rest-api.md, "Cancel an Existing Order and Send a New Order").
@Suite struct `Cancel and replace` {
  static let path = "order/cancelReplace"
  static let good = "symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=GTC&quantity=1&price={111}"
  /// Off the grid of prices.
  static let uneven = good.replacing("{111}", with: "70000.001")
  /// Reaches the engine and is refused there.
  static let bad = "symbol=BTCUSDT&side=SELL&type=LIMIT_MAKER&quantity=1&price={90}"

  /// What is sent, and what each half comes to.
  static let table: [(mode: String, isKnown: Bool, isGood: Bool, halves: [String], status: Int, code: Int)] =
    [
      ("STOP_ON_FAILURE", true, true, ["SUCCESS", "SUCCESS"], 200, 0),
      ("STOP_ON_FAILURE", false, true, ["FAILURE", "NOT_ATTEMPTED"], 400, -2022),
      ("STOP_ON_FAILURE", true, false, ["SUCCESS", "FAILURE"], 409, -2021),
      ("ALLOW_FAILURE", true, true, ["SUCCESS", "SUCCESS"], 200, 0),
      ("ALLOW_FAILURE", false, false, ["FAILURE", "FAILURE"], 400, -2022),
      ("ALLOW_FAILURE", false, true, ["FAILURE", "SUCCESS"], 409, -2021),
      ("ALLOW_FAILURE", true, false, ["SUCCESS", "FAILURE"], 409, -2021),
    ]

  private func parameters(_ mode: String, isKnown: Bool, isGood: Bool) -> String {
    "\(isGood ? Self.good : Self.bad)&cancelReplaceMode=\(mode)"
      + "&cancelOrigClientOrderId=\(isKnown ? "mine" : "other")"
  }

  @Test(arguments: table.indices, ["", "&orderRateLimitExceededMode=CANCEL_ONLY"])
  func `comes to what the table says`(_ index: Int, _ limitMode: String) throws {
    let row = Self.table[index]
    let desk = SpotDesk()
    _ = try desk.bytes("POST", "order", `Documented shapes of spot trading`.sell)
    let parameters = parameters(row.mode, isKnown: row.isKnown, isGood: row.isGood) + limitMode
    let error = try desk.refusal("POST", Self.path, parameters)
    #expect(error?.status ?? 200 == row.status)
    #expect(error?.code ?? 0 == row.code)
    let open = try desk.json("GET", "openOrders", "symbol=BTCUSDT").list
    #expect(open.count == (row.isKnown ? 0 : 1) + (row.halves[1] == "SUCCESS" ? 1 : 0))
    guard let error else { return }
    #expect(
      error.message
        == (row.code == -2022 ? "Order cancel-replace failed." : "Order cancel-replace partially failed."))
    let answer = try JSONDocument(try #require(error.data)).root
    #expect(answer.names == ["cancelResult", "newOrderResult", "cancelResponse", "newOrderResponse"])
    #expect(try [answer.text("cancelResult"), answer.text("newOrderResult")] == row.halves)
    if !row.isKnown {
      #expect(try #require(answer["cancelResponse"]).text("msg") == "Unknown order sent.")
    }
    switch row.halves[1] {
    case "NOT_ATTEMPTED": #expect(answer["newOrderResponse"]?.isNull == true)
    case "FAILURE":
      let refusal = try #require(answer["newOrderResponse"])
      #expect(try refusal.number("code") == -2010)
      #expect(try refusal.text("msg") == "Order would immediately match and take.")
    default: #expect(try #require(answer["newOrderResponse"]).text("status") == "NEW")
    }
  }

  @Test func `with too many orders nothing happens unless the cancel is wanted all the same`() throws {
    let table: [(mode: String, isKnown: Bool, halves: [String], status: Int)] = [
      ("STOP_ON_FAILURE", true, ["SUCCESS", "FAILURE"], 429),
      ("STOP_ON_FAILURE", false, ["FAILURE", "NOT_ATTEMPTED"], 429),
      ("ALLOW_FAILURE", true, ["SUCCESS", "FAILURE"], 409),
      ("ALLOW_FAILURE", false, ["FAILURE", "FAILURE"], 400),
    ]
    for row in table {
      let desk = SpotDesk(limits: Limits(weight: 1_000_000_000, orders: 1))
      _ = try desk.bytes("POST", "order", `Documented shapes of spot trading`.sell)
      let before = try desk.state()
      let parameters = parameters(row.mode, isKnown: row.isKnown, isGood: true)
      let plain = try #require(try desk.refusal("POST", Self.path, parameters))
      #expect(plain.status == 429)
      #expect(plain.code == -1015)
      #expect(plain.message == "Too many new orders; current limit is 1 orders per 10 SECOND.")
      #expect(try desk.state() == before)
      let error = try #require(
        try desk.refusal("POST", Self.path, parameters + "&orderRateLimitExceededMode=CANCEL_ONLY"))
      #expect(error.status == row.status)
      let answer = try JSONDocument(try #require(error.data)).root
      #expect(try [answer.text("cancelResult"), answer.text("newOrderResult")] == row.halves)
      if row.halves[1] == "FAILURE" {
        #expect(try #require(answer["newOrderResponse"]).number("code") == -1015)
      }
      #expect(try desk.json("GET", "openOrders").list.count == (row.isKnown ? 0 : 1))
    }
  }

  @Test func `what is missing or wrong is refused before anything is canceled`() throws {
    let desk = SpotDesk()
    _ = try desk.bytes("POST", "order", `Documented shapes of spot trading`.sell)
    let before = try desk.state()
    let table = [
      ("\(Self.good)&cancelOrderId=1", -1102),
      ("\(Self.good)&cancelReplaceMode=STOP_ON_FAILURE", -1102),
      ("\(Self.good)&cancelReplaceMode=MAYBE&cancelOrderId=1", -1130),
      ("\(Self.good)&cancelReplaceMode=STOP_ON_FAILURE&cancelOrderId=1&stopPrice=1", -1106),
      ("\(Self.good)&cancelReplaceMode=STOP_ON_FAILURE&cancelOrderId=1&cancelRestrictions=NEW", -1145),
      ("\(Self.good)&cancelReplaceMode=STOP_ON_FAILURE&cancelOrderId=1&orderRateLimitExceededMode=X", -1130),
      (
        "\(Self.uneven)&cancelReplaceMode=STOP_ON_FAILURE&cancelOrderId=1",
        -1013
      ),
    ]
    for (parameters, code) in table {
      #expect(try desk.refusal("POST", Self.path, parameters)?.code == code, "\(parameters)")
    }
    #expect(try desk.state() == before)
  }
}
