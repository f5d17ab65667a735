import PaperFutures

/// A new conditional order as it was sent (USD-M documents, "New Algo Order").
struct FuturesAlgoForm {
  /// The contract.
  let listed: ListedContract
  /// The order.
  let order: NewAlgoOrder

  /// - Parameter isHedged: the account's position mode, which decides on `reduceOnly`.
  init(_ fields: FuturesFields, futures: FuturesExchange, isHedged: Bool) throws(ExchangeError) {
    guard try fields.required("algoType") == "CONDITIONAL" else { throw .invalidData("algoType") }
    guard let listed = futures.contract(named: try fields.required("symbol")) else { throw .invalidSymbol }
    self.listed = listed
    _ = try fields.required("side")
    _ = try fields.required("type")
    guard let side: FuturesSide = try fields.word("side", .invalidSide),
      let type: FuturesOrderType = try fields.word("type", .invalidOrderType), type.isConditional
    else { throw .invalidOrderType }
    var new = NewFuturesOrder(side: side, type: type.hasPrice ? .limit : .market, steps: 0)
    new.selfTradePrevention = .expireMaker
    try FuturesOrderForm.readCommon(fields, isHedged: isHedged, into: &new)
    if fields.text("selfTradePreventionMode") == nil { new.selfTradePrevention = .expireMaker }
    var algo = NewAlgoOrder(order: new, type: type)
    try Self.readQuantity(fields, listed.contract, into: &algo)
    try Self.readPrices(fields, listed.contract, into: &algo)
    try Self.readTime(fields, into: &algo)
    let working = fields.text("workingType")
    algo.workingType = try fields.word("workingType", .invalidWorkingType(working ?? "")) ?? .contractPrice
    algo.isPriceProtected = try fields.flag("priceProtect") ?? false
    algo.clientAlgoID = try fields.clientID("clientAlgoId")
    order = algo
  }

  private static func readQuantity(
    _ fields: FuturesFields, _ contract: FuturesContract, into algo: inout NewAlgoOrder
  ) throws(ExchangeError) {
    let closes = try fields.flag("closePosition") ?? false
    if closes {
      guard algo.type == .stopMarket || algo.type == .takeProfitMarket else {
        throw .notRequired("closePosition")
      }
      guard fields.text("quantity") == nil else { throw .quantityWithClosePosition }
      guard fields.text("reduceOnly") == nil else { throw .notRequired("reduceonly") }
      algo.order.closePosition = true
      return
    }
    _ = try fields.required("quantity")
    algo.order.steps = try fields.steps("quantity", contract) ?? 0
  }

  private static func readPrices(
    _ fields: FuturesFields, _ contract: FuturesContract, into algo: inout NewAlgoOrder
  ) throws(ExchangeError) {
    if algo.type.hasPrice, algo.order.priceMatch == .none {
      _ = try fields.required("price")
      algo.order.priceTicks = try FuturesOrderForm.positive(fields.ticks("price", contract))
    } else {
      guard algo.type.hasPrice || algo.order.priceMatch == .none else { throw .priceMatchNeedsLimit }
      guard fields.text("price") == nil else { throw .notRequired("price") }
    }
    guard algo.type == .trailingStopMarket else {
      _ = try fields.required("triggerPrice")
      algo.triggerTicks = try fields.ticks("triggerPrice", contract) ?? 0
      return
    }
    guard fields.text("triggerPrice") == nil else { throw .notRequired("triggerprice") }
    _ = try fields.required("callbackRate")
    // Percent with one decimal, from 0.1 to 10.
    let rate = try fields.units("callbackRate", precision: 1) ?? 0
    guard (10_000_000...1_000_000_000).contains(rate) else { throw .invalidData("callbackRate") }
    algo.callbackRate = rate / 100
    if fields.text("activatePrice") != nil {
      algo.activateTicks = try FuturesOrderForm.positive(fields.ticks("activatePrice", contract))
    }
  }

  private static func readTime(_ fields: FuturesFields, into algo: inout NewAlgoOrder) throws(ExchangeError) {
    algo.order.timeInForce =
      try fields.word("timeInForce", .invalidTimeInForce) ?? .goodTillCanceled
    guard algo.order.timeInForce == .goodTillDate else { return }
    _ = try fields.required("goodTillDate")
    algo.order.goodTillDate = (try fields.integer("goodTillDate") ?? 0) / 1_000 * 1_000
  }
}
