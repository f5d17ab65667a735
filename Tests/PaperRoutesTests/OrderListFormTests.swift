import PaperSpot
import Testing

@testable import PaperRoutes

@Suite struct `An order list form` {
  static let pair = "symbol=BTCUSDT&side=SELL&quantity=1"
  static let working =
    "symbol=BTCUSDT&workingType=LIMIT&workingSide=BUY&workingPrice=5&workingQuantity=1&workingTimeInForce=GTC"
  static let profit = "aboveType=LIMIT_MAKER&abovePrice=9"
  static let loss = "belowType=STOP_LOSS&belowStopPrice=3"

  static func missing(_ name: String) -> String {
    "Mandatory parameter '\(name)' was not sent, was empty/null, or malformed."
  }

  static let table: [(path: String, parameters: String, code: Int, message: String)] = [
    ("orderList/oco", "symbol=BTCUSDT&quantity=1&\(profit)&\(loss)", -1102, missing("side")),
    ("orderList/oco", "symbol=BTCUSDT&side=SELL&\(profit)&\(loss)", -1102, missing("quantity")),
    ("orderList/oco", "\(pair)&\(loss)", -1102, missing("aboveType")),
    ("orderList/oco", "\(pair)&\(profit)", -1102, missing("belowType")),
    ("orderList/oco", "\(pair)&aboveType=LIMIT_MAKER&\(loss)", -1102, missing("abovePrice")),
    (
      "orderList/oco", "\(pair)&\(profit)&belowType=STOP_LOSS", -1102,
      "Param 'belowStopPrice' or 'belowTrailingDelta' must be sent, but both were empty/null!"
    ),
    (
      "orderList/oco", "\(pair)&\(profit)&belowType=STOP_LOSS_LIMIT&belowStopPrice=3&belowPrice=3", -1102,
      missing("belowTimeInForce")
    ),
    (
      "orderList/oco", "\(pair)&\(profit)&\(loss)&belowPrice=3", -1106,
      "Parameter 'belowPrice' sent when not required."
    ),
    (
      "orderList/oco",
      "\(pair)&\(profit)&belowType=STOP_LOSS_LIMIT&belowStopPrice=3&belowPrice=3&belowTimeInForce=IOC"
        + "&belowIcebergQty=0.1", -1160,
      "Parameter 'belowIcebergQty' is not supported if `belowTimeInForce` is not GTC."
    ),
    (
      "orderList/oco", "\(pair)&aboveType=LIMIT&abovePrice=9&aboveTimeInForce=GTC&\(loss)", -1158,
      "Order type not supported in OCO."
    ),
    ("orderList/oco", "\(pair)&aboveType=MARKET&\(loss)", -1158, "Order type not supported in OCO."),
    (
      "orderList/oco", "\(pair)&\(profit)&belowType=LIMIT_MAKER&belowPrice=3", -1168,
      "At least one OCO order must be contingent."
    ),
    (
      "orderList/oco",
      "symbol=BTCUSDT&side=BUY&quantity=1&\(profit)&belowType=TAKE_PROFIT&belowStopPrice=3", -1165,
      "A limit order in a buy OCO must be below."
    ),
    (
      "orderList/oco", "\(pair)&aboveType=STOP_LOSS&aboveStopPrice=9&belowType=LIMIT_MAKER&belowPrice=3",
      -1166,
      "A limit order in a sell OCO must be above."
    ),
    (
      "orderList/oco",
      "symbol=BTCUSDT&side=BUY&quantity=1&aboveType=STOP_LOSS&aboveStopPrice=9&\(loss)", -1196,
      "A stop loss order in a buy OCO must be above."
    ),
    (
      "orderList/oco", "\(pair)&aboveType=STOP_LOSS&aboveStopPrice=9&\(loss)", -1197,
      "A stop loss order in a sell OCO must be below."
    ),
    (
      "orderList/oco",
      "symbol=BTCUSDT&side=BUY&quantity=1&aboveType=TAKE_PROFIT&aboveStopPrice=9&belowType=TAKE_PROFIT"
        + "&belowStopPrice=3", -1198, "A take profit order in a buy OCO must be below."
    ),
    (
      "orderList/oco",
      "\(pair)&aboveType=TAKE_PROFIT&aboveStopPrice=9&belowType=TAKE_PROFIT&belowStopPrice=3", -1199,
      "A take profit order in a sell OCO must be above."
    ),
    (
      "orderList/oco", "\(pair)&\(profit)&\(loss)&aboveStrategyType=1", -1134,
      "aboveStrategyType was less than 1000000."
    ),
    (
      "order/oco", "symbol=BTCUSDT&side=SELL&quantity=1&price=9&stopPrice=3&stopLimitPrice=3", -1128,
      "Combination of optional parameters invalid. "
        + "Recommendation: 'stopLimitTimeInForce' should also be sent."
    ),
    (
      "order/oco", "symbol=BTCUSDT&side=SELL&quantity=1&price=9&stopPrice=3&stopLimitTimeInForce=GTC", -1106,
      "Parameter 'stopLimitTimeInForce' sent when not required."
    ),
    ("order/oco", "symbol=BTCUSDT&side=SELL&quantity=1&stopPrice=3", -1102, missing("price")),
    ("order/oco", "symbol=BTCUSDT&side=SELL&quantity=1&price=9", -1102, missing("stopPrice")),
    ("order/oco", "symbol=BTCUSDT&side=SELL&price=9&stopPrice=3", -1102, missing("quantity")),
    ("orderList/oto", "\(working)&pendingType=MARKET&pendingSide=SELL", -1102, missing("pendingQuantity")),
    (
      "orderList/oto",
      working.replacing("workingType=LIMIT", with: "workingType=LIMIT_MAKER")
        + "&pendingType=MARKET&pendingSide=SELL&pendingQuantity=1", -1106,
      "Parameter 'workingTimeInForce' sent when not required."
    ),
    (
      "orderList/oto",
      "symbol=BTCUSDT&workingType=MARKET&workingSide=BUY&workingQuantity=1&pendingType=MARKET"
        + "&pendingSide=SELL&pendingQuantity=1", -1116, "Invalid orderType."
    ),
    (
      "orderList/oto", "\(working)&pendingType=LIMIT&pendingSide=SELL&pendingQuantity=1&pendingPrice=9",
      -1102,
      missing("pendingTimeInForce")
    ),
    (
      "orderList/oto", "\(working)&pendingType=STOP_LOSS&pendingSide=SELL&pendingQuantity=1", -1102,
      "Param 'pendingStopPrice' or 'pendingTrailingDelta' must be sent, but both were empty/null!"
    ),
    (
      "orderList/otoco",
      "\(working)&pendingSide=SELL&pendingQuantity=1&pendingAboveType=LIMIT_MAKER&pendingAbovePrice=9", -1102,
      missing("pendingBelowType")
    ),
    (
      "orderList/otoco",
      "\(working)&pendingSide=SELL&pendingQuantity=1&pendingAboveType=LIMIT_MAKER&pendingAbovePrice=9"
        + "&pendingBelowType=LIMIT_MAKER&pendingBelowPrice=3", -1168,
      "At least one OCO order must be contingent."
    ),
    (
      "orderList/opo", "\(working)&pendingType=MARKET&pendingSide=BUY", -1223,
      "Pending orders in an OPO list must be asks."
    ),
    (
      "orderList/opo",
      working.replacing("workingSide=BUY", with: "workingSide=SELL") + "&pendingType=MARKET&pendingSide=SELL",
      -1222, "Working order in an OPO list must be a bid."
    ),
    (
      "orderList/opo", "\(working)&pendingType=MARKET&pendingSide=SELL&pendingQuantity=1", -1104,
      "Not all sent parameters were read; read '8' parameter(s) but was sent '9'."
    ),
  ]

  @Test(arguments: table.indices)
  func `refuses what does not go together`(_ index: Int) throws {
    let row = Self.table[index]
    let desk = SpotDesk()
    let before = try desk.state()
    let refusal = try desk.refusal("POST", row.path, row.parameters)
    #expect(refusal == ExchangeError(code: row.code, message: row.message), "\(row.path) \(row.parameters)")
    #expect(try desk.state() == before)
  }

  private func form(_ parameters: String) throws -> OrderListForm {
    OrderListForm(
      query: try #require(CheckedQuery(parameters)), listing: try `An order form`.listing())
  }

  @Test func `reads a pair with side and quantity in common`() throws {
    let list = try form(
      "\(Self.pair)&\(Self.profit)&\(Self.loss)&aboveClientOrderId=up&belowClientOrderId=down"
        + "&selfTradePreventionMode=NONE"
    ).oco()
    let above = NewOrder(
      side: .sell, type: .limitMaker, quantity: 100_000_000, price: 900_000_000, clientOrderID: "up",
      selfTradePrevention: SelfTradePrevention.none)
    let below = NewOrder(
      side: .sell, type: .stopLoss, quantity: 100_000_000, stopPrice: 300_000_000, clientOrderID: "down",
      selfTradePrevention: SelfTradePrevention.none)
    #expect(list == .oco(above: above, below: below))
  }

  @Test(arguments: OrderSide.allCases)
  func `reads the deprecated pair, whose side says which order is above`(_ side: OrderSide) throws {
    let list = try form(
      "side=\(side.rawValue)&quantity=1&price=9&limitClientOrderId=limit&stopPrice=3&stopLimitPrice=2"
        + "&stopLimitTimeInForce=GTC&stopClientOrderId=stop&limitIcebergQty=0.5&stopStrategyId=7"
    ).deprecatedOCO()
    let limit = NewOrder(
      side: side, type: .limitMaker, quantity: 100_000_000, price: 900_000_000, icebergQuantity: 50_000_000,
      clientOrderID: "limit")
    let stop = NewOrder(
      side: side, type: .stopLossLimit, timeInForce: .goodTillCanceled, quantity: 100_000_000,
      price: 200_000_000, stopPrice: 300_000_000, clientOrderID: "stop", strategyID: 7)
    #expect(list == (side == .buy ? .oco(above: stop, below: limit) : .oco(above: limit, below: stop)))
  }

  @Test func `reads lists with pending orders`() throws {
    let working = NewOrder(
      side: .buy, type: .limit, timeInForce: .goodTillCanceled, quantity: 100_000_000, price: 500_000_000)
    let market = NewOrder(side: .sell, type: .market, quantity: 200_000_000)
    let oto = try form("\(Self.working)&pendingType=MARKET&pendingSide=SELL&pendingQuantity=2").oto()
    #expect(oto == .oto(working: working, pending: market))
    let opo = try form("\(Self.working)&pendingType=MARKET&pendingSide=SELL").opo()
    #expect(opo == .opo(working: working, pending: NewOrder(side: .sell, type: .market)))
    let legs =
      "\(Self.working)&pendingSide=SELL&pendingAboveType=LIMIT_MAKER&pendingAbovePrice=9"
      + "&pendingBelowType=STOP_LOSS&pendingBelowTrailingDelta=100"
    var above = NewOrder(side: .sell, type: .limitMaker, price: 900_000_000)
    var below = NewOrder(side: .sell, type: .stopLoss, trailingDelta: 100)
    #expect(
      try form(legs).opoco() == .opoco(working: working, pendingAbove: above, pendingBelow: below))
    above.quantity = 300_000_000
    below.quantity = 300_000_000
    #expect(
      try form(legs + "&pendingQuantity=3").otoco()
        == .otoco(working: working, pendingAbove: above, pendingBelow: below))
  }
}
