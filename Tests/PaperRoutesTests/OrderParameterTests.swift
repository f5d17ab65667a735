import Testing

@testable import PaperRoutes

/// What is wrong with an order before the market is asked, with the exchange's code and text (errors.md).
@Suite struct `Wrong order parameters` {
  static let decimalRange = #"'^([0-9]{1,20})(\.[0-9]{1,20})?$'"#
  static let idRange = "'^[a-zA-Z0-9-_]{1,36}$'"
  static let limit = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=50000"
  static let market = "symbol=BTCUSDT&side=BUY&type=MARKET"
  static let stop = "symbol=BTCUSDT&side=BUY&type=STOP_LOSS"

  static func missing(_ name: String) -> String {
    "Mandatory parameter '\(name)' was not sent, was empty/null, or malformed."
  }
  static func illegal(_ name: String, _ range: String) -> String {
    "Illegal characters found in parameter '\(name)'; legal range is \(range)."
  }
  static func notRequired(_ name: String) -> String { "Parameter '\(name)' sent when not required." }

  /// What is mandatory, always and by type.
  static let missingTable: [(parameters: String, code: Int, message: String)] = [
    ("", -1102, missing("symbol")),
    ("symbol=BTCUSDT&type=LIMIT", -1102, missing("side")),
    ("symbol=BTCUSDT&side=BUY", -1102, missing("type")),
    ("symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=1&price=1", -1102, missing("timeInForce")),
    ("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&price=1", -1102, missing("quantity")),
    ("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1", -1102, missing("price")),
    (market, -1102, "Param 'quantity' or 'quoteOrderQty' must be sent, but both were empty/null!"),
    (stop + "&stopPrice=1", -1102, missing("quantity")),
    (
      stop + "&quantity=1", -1102,
      "Param 'stopPrice' or 'trailingDelta' must be sent, but both were empty/null!"
    ),
    ("symbol=BTCUSDT&side=BUY&type=TAKE_PROFIT&stopPrice=1", -1102, missing("quantity")),
    (
      "symbol=BTCUSDT&side=BUY&type=TAKE_PROFIT&quantity=1", -1102,
      "Param 'stopPrice' or 'trailingDelta' must be sent, but both were empty/null!"
    ),
    (
      "symbol=BTCUSDT&side=BUY&type=STOP_LOSS_LIMIT&quantity=1&price=1&stopPrice=1", -1102,
      missing("timeInForce")
    ),
    (
      "symbol=BTCUSDT&side=BUY&type=STOP_LOSS_LIMIT&timeInForce=GTC&quantity=1&stopPrice=1", -1102,
      missing("price")
    ),
    (
      "symbol=BTCUSDT&side=BUY&type=TAKE_PROFIT_LIMIT&timeInForce=GTC&quantity=1&price=1", -1102,
      "Param 'stopPrice' or 'trailingDelta' must be sent, but both were empty/null!"
    ),
    ("symbol=BTCUSDT&side=BUY&type=LIMIT_MAKER&price=1", -1102, missing("quantity")),
    ("symbol=BTCUSDT&side=BUY&type=LIMIT_MAKER&quantity=1", -1102, missing("price")),
  ]

  /// What a type does not have.
  static let forbiddenTable: [(parameters: String, code: Int, message: String)] = [
    (limit + "&quoteOrderQty=10", -1106, notRequired("quoteOrderQty")),
    (limit + "&stopPrice=10", -1106, notRequired("stopPrice")),
    (limit + "&trailingDelta=10", -1106, notRequired("trailingDelta")),
    (market + "&quantity=1&timeInForce=GTC", -1106, notRequired("timeInForce")),
    (market + "&quantity=1&price=1", -1106, notRequired("price")),
    (market + "&quantity=1&icebergQty=1", -1106, notRequired("icebergQty")),
    (market + "&quantity=1&stopPrice=1", -1106, notRequired("stopPrice")),
    (market + "&quantity=1&quoteOrderQty=1", -1106, notRequired("quoteOrderQty")),
    (stop + "&quantity=1&stopPrice=1&price=1", -1106, notRequired("price")),
    (stop + "&quantity=1&stopPrice=1&timeInForce=GTC", -1106, notRequired("timeInForce")),
    (stop + "&quantity=1&stopPrice=1&icebergQty=1", -1106, notRequired("icebergQty")),
    (
      "symbol=BTCUSDT&side=BUY&type=LIMIT_MAKER&quantity=1&price=1&timeInForce=GTC", -1106,
      notRequired("timeInForce")
    ),
    (
      "symbol=BTCUSDT&side=BUY&type=LIMIT_MAKER&quantity=1&price=1&stopPrice=1", -1106,
      notRequired("stopPrice")
    ),
    (limit + "&pegOffsetType=PRICE_LEVEL", -1106, notRequired("pegOffsetType")),
    (limit + "&pegOffsetValue=1", -1106, notRequired("pegOffsetValue")),
    (
      limit.replacing("GTC", with: "IOC") + "&icebergQty=0.5", -1014, "Unsupported order combination."
    ),
    (
      limit + "&pegPriceType=PRIMARY_PEG&pegOffsetValue=1", -1128,
      "Combination of optional fields invalid. Recommendation: 'pegOffsetType' and 'pegOffsetValue' "
        + "must both be sent."
    ),
    (
      limit + "&pegPriceType=PRIMARY_PEG&pegOffsetType=PRICE_LEVEL&pegOffsetValue=101", -1102,
      "'pegOffsetValue' contains unexpected value. Cannot be greater than 100."
    ),
    (
      market + "&quantity=1&pegPriceType=MARKET_PEG", -2010, "This order type may not use pegged price."
    ),
    (
      "symbol=BTCUSDT&side=BUY&type=LIMIT_MAKER&quantity=1&pegPriceType=MARKET_PEG", -2010,
      "This price peg cannot be used with this order type."
    ),
  ]

  /// What a text may not look like.
  static let textTable: [(parameters: String, code: Int, message: String)] = [
    ("symbol=NOSUCH&side=BUY&type=MARKET&quantity=1", -1121, "Invalid symbol."),
    ("symbol=BTCUSDT&side=buy&type=MARKET&quantity=1", -1117, "Invalid side."),
    ("symbol=BTCUSDT&side=HOLD&type=MARKET&quantity=1", -1117, "Invalid side."),
    ("symbol=BTCUSDT&side=BUY&type=STOP&quantity=1", -1116, "Invalid orderType."),
    ("symbol=BTCUSDT&side=BUY&type=market&quantity=1", -1116, "Invalid orderType."),
    (limit.replacing("GTC", with: "GTX"), -1115, "Invalid timeInForce."),
    (
      limit + "&selfTradePreventionMode=EXPIRE", -1130,
      "Data sent for parameter 'selfTradePreventionMode' is not valid."
    ),
    (limit + "&newOrderRespType=full", -1130, "Data sent for parameter 'newOrderRespType' is not valid."),
    (limit + "&pegPriceType=BEST", -1210, "Invalid pegPriceType."),
    (
      limit + "&pegPriceType=PRIMARY_PEG&pegOffsetType=TICK&pegOffsetValue=1", -1211, "Invalid pegOffsetType."
    ),
    (limit + "&strategyType=999999", -1134, "strategyType was less than 1000000."),
    (limit + "&strategyId=-1", -1100, illegal("strategyId", "'^[0-9]{1,20}$'")),
    (limit + "&strategyId=99999999999999999999", -1108, "Parameter 'strategyId' overflowed."),
    (limit + "&newClientOrderId=a%20b", -1100, illegal("newClientOrderId", idRange)),
    (limit + "&newClientOrderId=%C3%A4", -1100, illegal("newClientOrderId", idRange)),
    (
      limit + "&newClientOrderId=" + String(repeating: "x", count: 37), -1100,
      illegal("newClientOrderId", idRange)
    ),
    (limit + "&newClientOrderId=", -1105, "Parameter 'newClientOrderId' was empty."),
    (limit + "&quantity=2", -1101, "Duplicate values for a parameter detected."),
    (
      limit + "&reduceOnly=true", -1104,
      "Not all sent parameters were read; read '6' parameter(s) but was sent '7'."
    ),
    ("symbol=&side=BUY&type=MARKET&quantity=1", -1105, "Parameter 'symbol' was empty."),
  ]

  /// What an amount may not look like.
  static let amountTable: [(amount: String, code: Int, message: String)] = [
    ("1e3", -1100, illegal("quantity", decimalRange)),
    ("1E-3", -1100, illegal("quantity", decimalRange)),
    ("-1", -1100, illegal("quantity", decimalRange)),
    ("%2B1", -1100, illegal("quantity", decimalRange)),
    (".5", -1100, illegal("quantity", decimalRange)),
    ("1.", -1100, illegal("quantity", decimalRange)),
    ("1.2.3", -1100, illegal("quantity", decimalRange)),
    ("1,5", -1100, illegal("quantity", decimalRange)),
    ("0x10", -1100, illegal("quantity", decimalRange)),
    ("NaN", -1100, illegal("quantity", decimalRange)),
    ("%D9%A1", -1100, illegal("quantity", decimalRange)),
    ("1%00", -1100, illegal("quantity", decimalRange)),
    ("123456789012345678901", -1100, illegal("quantity", decimalRange)),
    ("1.123456789012345678901", -1100, illegal("quantity", decimalRange)),
    ("", -1105, "Parameter 'quantity' was empty."),
    ("0.123456789", -1111, "Parameter 'quantity' has too much precision."),
    ("0.00000000000000000001", -1111, "Parameter 'quantity' has too much precision."),
    ("92233720369", -1108, "Parameter 'quantity' overflowed."),
    ("99999999999999999999", -1108, "Parameter 'quantity' overflowed."),
    ("0", -1013, "Invalid quantity."),
    ("0.00000000", -1013, "Invalid quantity."),
  ]

  @Test(arguments: (missingTable + forbiddenTable + textTable).indices)
  func `are answered with the exchange's code and text`(_ index: Int) throws {
    let row = (Self.missingTable + Self.forbiddenTable + Self.textTable)[index]
    for path in ["order", "order/test"] {
      let refusal = try SpotDesk().refusal("POST", path, row.parameters)
      #expect(refusal == ExchangeError(code: row.code, message: row.message), "\(row.parameters)")
    }
  }

  @Test(arguments: amountTable.indices)
  func `an amount that is none is refused as such`(_ index: Int) throws {
    let row = Self.amountTable[index]
    let refusal = try SpotDesk().refusal("POST", "order", Self.market + "&quantity=\(row.amount)")
    #expect(refusal == ExchangeError(code: row.code, message: row.message), "\(row.amount)")
  }

  @Test func `each amount has its own name and precision`() throws {
    let desk = SpotDesk()
    for name in ["price", "stopPrice", "quantity", "icebergQty"] {
      var fields = ["price": "1", "stopPrice": "1", "quantity": "1", "icebergQty": "1"]
      fields[name] = "1.000000001"
      let text = fields.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "&")
      let refusal = try desk.refusal(
        "POST", "order", "symbol=BTCUSDT&side=BUY&type=STOP_LOSS_LIMIT&timeInForce=GTC&" + text)
      #expect(refusal?.code == -1111)
      #expect(refusal?.message == "Parameter '\(name)' has too much precision.")
    }
    let quote = try desk.refusal("POST", "order", Self.market + "&quoteOrderQty=0.000000001")
    #expect(quote?.message == "Parameter 'quoteOrderQty' has too much precision.")
    let coin = try desk.refusal("POST", "order", "symbol=SHIBUSDT&side=BUY&type=MARKET&quantity=1000.001")
    #expect(coin?.message == "Parameter 'quantity' has too much precision.")
  }

  @Test func `a signed route without an account is not authorized`() throws {
    let desk = SpotDesk()
    desk.account = nil
    #expect(try desk.refusal("GET", "account")?.status == 401)
    #expect(try desk.refusal("POST", "order", Self.limit)?.code == -1002)
  }

  @Test func `a refused order leaves nothing behind`() throws {
    let desk = SpotDesk()
    let before = try desk.state()
    for row in Self.missingTable + Self.forbiddenTable + Self.textTable {
      #expect(try desk.refusal("POST", "order", row.parameters) != nil)
    }
    for row in Self.amountTable {
      #expect(try desk.refusal("POST", "order", Self.market + "&quantity=\(row.amount)") != nil)
    }
    #expect(try desk.state() == before)
  }
}
