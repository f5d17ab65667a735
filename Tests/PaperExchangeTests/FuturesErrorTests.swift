import HTTP
import PaperFutures
import Testing
import Values

@testable import PaperRoutes

/// Wrong USD-M requests: the exchange's codes and texts (USD-M documents, "Error codes").
@Suite struct `Wrong futures requests` {
  static let order = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000"

  /// Path, parameters, code and text of requests that read.
  static let reads: [(path: String, parameters: String, code: Int, message: String)] = [
    ("depth", "", -1102, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed."),
    ("depth", "symbol=NOSUCH", -1121, "Invalid symbol."),
    ("depth", "symbol=BTCUSDT&limit=7", -4021, "'7' is not valid depth limit."),
    ("klines", "symbol=BTCUSDT&interval=1s", -1120, "Invalid interval."),
    (
      "klines", "symbol=BTCUSDT&interval=1m&limit=1501", -1130,
      "Data sent for parameter 'limit' is not valid."
    ),
    (
      "klines", "symbol=BTCUSDT&interval=1m&startTime=5&endTime=4", -1023,
      "Start time is greater than end time."
    ),
    ("continuousKlines", "pair=NOPAIR&contractType=PERPETUAL&interval=1m", -4144, "Invalid pair"),
    ("continuousKlines", "pair=BTCUSDT&contractType=WEEKLY&interval=1m", -4104, "Invalid contract type"),
    (
      "aggTrades", "symbol=BTCUSDT&fromId=1&startTime=1", -1128, "Combination of optional parameters invalid."
    ),
    (
      "order", "symbol=BTCUSDT", -1102,
      "Param 'orderId' or 'origClientOrderId' must be sent, but both were empty/null!"
    ),
    ("order", "symbol=BTCUSDT&orderId=1", -2013, "Order does not exist."),
    ("openOrder", "symbol=BTCUSDT&orderId=1", -2013, "Order does not exist."),
    ("algoOrder", "", -1102, "Param 'algoId' or 'clientAlgoId' must be sent, but both were empty/null!"),
    (
      "userTrades", "symbol=BTCUSDT&startTime=1000000000000&endTime=1000700000000", -4165,
      "Maximum time interval is 7 days"
    ),
  ]

  @Test(arguments: reads.indices)
  func `that read are refused with code and text`(_ index: Int) throws {
    let row = Self.reads[index]
    let error = try FuturesClient().refusal("GET", "/fapi/v1/" + row.path, row.parameters)
    #expect(error == ExchangeError(code: row.code, message: row.message), "\(row.path)?\(row.parameters)")
  }

  /// What is changed about a good order, code and text.
  static let orders: [(parameters: String, code: Int, message: String)] = [
    ("side=BUY", -1102, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed."),
    ("symbol=NOSUCH&side=BUY&type=MARKET&quantity=1", -1121, "Invalid symbol."),
    (order.replacing("BUY", with: "HOLD"), -1117, "Invalid side."),
    (order.replacing("LIMIT", with: "LIMIT_MAKER"), -1116, "Invalid orderType."),
    (
      order.replacing("LIMIT", with: "STOP_MARKET"), -4120,
      "Order type not supported for this endpoint. Please use the Algo Order API endpoints instead."
    ),
    (order.replacing("GTC", with: "GTE"), -1115, "Invalid timeInForce."),
    (
      order.replacing("&timeInForce=GTC", with: ""), -1102,
      "Mandatory parameter 'timeinforce' was not sent, was empty/null, or malformed."
    ),
    (order.replacing("0.01", with: "0.0001"), -1111, "Precision is over the maximum defined for this asset."),
    (
      order.replacing("60000", with: "60000.001"), -1111,
      "Precision is over the maximum defined for this asset."
    ),
    (order.replacing("0.01", with: "0"), -4003, "Quantity less than zero."),
    (order.replacing("0.01", with: "1001"), -4005, "Quantity greater than max quantity."),
    (order.replacing("60000", with: "0"), -4001, "Price less than 0."),
    (order.replacing("60000", with: "0.01"), -4013, "Price less than min price."),
    (order.replacing("60000", with: "5000000"), -4002, "Price greater than max price."),
    (order.replacing("60000", with: "4000000"), -4016, "Price is higher than mark price multiplier cap."),
    (
      order.replacing("60000", with: "20000").replacing("BUY", with: "SELL"), -4024,
      "Price is lower than mark price multiplier floor."
    ),
    (
      order.replacing("0.01", with: "0.001"), -4164,
      "Order's notional must be no smaller than 100 (unless you choose reduce only)"
    ),
    (
      order.replacing("0.01", with: "-1"), -1100,
      #"Illegal characters found in parameter 'quantity'; legal range is '^([0-9]{1,20})(\.[0-9]{1,20})?$'."#
    ),
    (
      order.replacing("0.01", with: "1e3"), -1100,
      #"Illegal characters found in parameter 'quantity'; legal range is '^([0-9]{1,20})(\.[0-9]{1,20})?$'."#
    ),
    (order + "&positionSide=UP", -4060, "Invalid position side."),
    (order + "&positionSide=LONG", -4061, "Order's position side does not match user's setting."),
    (order + "&reduceOnly=true", -2022, "ReduceOnly Order is rejected."),
    (order + "&reduceOnly=maybe", -1130, "Data sent for parameter 'reduceOnly' is not valid."),
    (order + "&newOrderRespType=FULL", -1136, "Invalid newOrderRespType."),
    (order + "&priceMatch=OPPONENT", -1106, "Parameter 'price' sent when not required."),
    (order + "&selfTradePreventionMode=DECREMENT", -5039, "Invalid self trade prevention mode"),
    (
      order + "&newClientOrderId=" + String(repeating: "a", count: 37), -4015,
      "Client order id length should not be more than 36 chars"
    ),
    (order + "&newClientOrderId=a$b", -4015, "Client order id is not valid."),
    (
      "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01&price=60000", -1106,
      "Parameter 'price' sent when not required."
    ),
    (
      "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01&priceMatch=QUEUE", -5038,
      "Price match only supports order type: LIMIT, STOP AND TAKE_PROFIT"
    ),
    (
      "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=100", -2027,
      "Exceeded the maximum allowable position at current leverage."
    ),
    ("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=2", -2019, "Margin is insufficient."),
    (
      order.replacing("GTC", with: "GTD"), -1102,
      "Mandatory parameter 'goodtilldate' was not sent, was empty/null, or malformed."
    ),
    (
      order.replacing("GTC", with: "GTD") + "&goodTillDate=1795350896789", -5040,
      "The goodTillDate timestamp must be greater than the current time plus 600 seconds and smaller than "
        + "253402300799000 (UTC 9999-12-31 23:59:59)"
    ),
  ]

  @Test(arguments: orders.indices)
  func `that order are refused with code and text, and change nothing`(_ index: Int) throws {
    let row = Self.orders[index]
    let client = try FuturesClient(funds: 1_000)
    let mark = try client.markTicks("BTCUSDT")
    _ = try client.json("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=100")
    // The table's round price is brought to where the market is, a percent below it.
    let parameters = row.parameters.replacing("price=60000", with: "price=\(mark * 99 / 10_000)")
    let error = try client.refusal("POST", "/fapi/v1/order", parameters)
    #expect(error == ExchangeError(code: row.code, message: row.message), "\(parameters)")
    #expect(try client.json("GET", "/fapi/v1/openOrders").count == 0)
    #expect(client.venue.futures.member(client.account).incomes.entries.isEmpty)
  }

  /// Requests that change a setting to what it is, or cannot.
  static let settings: [(path: String, parameters: String, code: Int, message: String)] = [
    ("marginType", "symbol=BTCUSDT&marginType=CROSSED", -4046, "No need to change margin type."),
    ("positionSide/dual", "dualSidePosition=false", -4059, "No need to change position side."),
    (
      "multiAssetsMargin", "multiAssetsMargin=false", -4171,
      "Adjusted asset mode is currently set and does not need to be adjusted repeatedly."
    ),
    ("leverage", "symbol=BTCUSDT&leverage=126", -4028, "Leverage 126 is not valid"),
    ("leverage", "symbol=BTCUSDT&leverage=0", -4028, "Leverage 0 is not valid"),
    (
      "leverage", "symbol=BTCUSDT", -1102,
      "Mandatory parameter 'leverage' was not sent, was empty/null, or malformed."
    ),
    (
      "positionMargin", "symbol=BTCUSDT&amount=1&type=1", -4049,
      "Add margin only support for isolated position."
    ),
    ("positionMargin", "symbol=BTCUSDT&amount=0&type=1", -4055, "Amount must be positive."),
    (
      "algoOrder", "symbol=BTCUSDT", -1102,
      "Mandatory parameter 'algotype' was not sent, was empty/null, or malformed."
    ),
    (
      "algoOrder",
      "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&quantity=1&closePosition=true"
        + "&triggerPrice=1", -4137, "Quantity must be zero with closePosition equals true"
    ),
    (
      "algoOrder",
      "algoType=CONDITIONAL&symbol=BTCUSDT&side=BUY&type=STOP_MARKET&quantity=1&triggerPrice=1000",
      -2021, "Order would immediately trigger."
    ),
    (
      "algoOrder",
      "algoType=CONDITIONAL&symbol=BTCUSDT&side=BUY&type=STOP_MARKET&quantity=1&triggerPrice=90000"
        + "&workingType=LAST", -4031, "Invalid parameter working type: `LAST`"
    ),
    (
      "algoOrder",
      "algoType=CONDITIONAL&symbol=BTCUSDT&side=BUY&type=TRAILING_STOP_MARKET&quantity=1"
        + "&callbackRate=11", -1130, "Data sent for parameter 'callbackRate' is not valid."
    ),
    ("batchOrders", "batchOrders=[]", -4082, "Invalid number of batch place orders: 0"),
    ("batchOrders", "batchOrders=no", -1130, "Data sent for parameter 'batchOrders' is not valid."),
  ]

  @Test(arguments: settings.indices)
  func `that set something are refused with code and text`(_ index: Int) throws {
    let row = Self.settings[index]
    let error = try FuturesClient().refusal("POST", "/fapi/v1/" + row.path, row.parameters)
    #expect(error == ExchangeError(code: row.code, message: row.message), "\(row.path)?\(row.parameters)")
  }

  @Test func `a margin type that orders or positions use cannot be changed`() throws {
    let client = try FuturesClient()
    let price = try client.markTicks("BTCUSDT") * 98 / 10_000
    let order = Self.order.replacing("60000", with: "\(price)") + "&newClientOrderId=x"
    _ = try client.json("POST", "/fapi/v1/order", order)
    #expect(try client.refusal("POST", "/fapi/v1/order", order)?.code == -4116)
    let path = "/fapi/v1/marginType"
    #expect(try client.refusal("POST", path, "symbol=BTCUSDT&marginType=ISOLATED")?.code == -4047)
    #expect(try client.refusal("POST", "/fapi/v1/positionSide/dual", "dualSidePosition=true")?.code == -4067)
    _ = try client.json("DELETE", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=x")
    #expect(
      try client.refusal("DELETE", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=x")
        == ExchangeError(code: -2011, message: "Unknown order sent."))
    _ = try client.json("POST", "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.1")
    #expect(try client.refusal("POST", path, "symbol=BTCUSDT&marginType=ISOLATED")?.code == -4048)
    #expect(try client.refusal("POST", "/fapi/v1/positionSide/dual", "dualSidePosition=true")?.code == -4068)
  }

  @Test func `a signed route without an account is refused`() throws {
    let client = try FuturesClient()
    let route = try #require(Route.all.first { $0.path == "/fapi/v3/account" })
    let answer = Answer(
      venue: client.venue, account: nil, query: CheckedQuery(), now: client.now, wall: client.now,
      timeFactor: 1)
    #expect(throws: ExchangeError.self) { try route.answer(answer) }
  }
}
