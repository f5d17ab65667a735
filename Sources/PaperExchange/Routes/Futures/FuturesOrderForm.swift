import PaperFutures

/// A new futures order as it was sent, read and checked for what must and must not be there (USD-M documents,
/// "New Order").
struct FuturesOrderForm {
  /// The contract.
  let listed: ListedContract
  /// The order.
  let order: NewFuturesOrder
  /// Whether the answer tells what became of it, and not only that it came.
  let wantsResult: Bool

  /// - Parameter isHedged: the account's position mode, which decides on `reduceOnly`.
  init(_ fields: FuturesFields, futures: FuturesExchange, isHedged: Bool) throws(ExchangeError) {
    guard let listed = futures.contract(named: try fields.required("symbol")) else { throw .invalidSymbol }
    self.listed = listed
    _ = try fields.required("side")
    _ = try fields.required("type")
    guard let side: FuturesSide = try fields.word("side", .invalidSide),
      let type: FuturesOrderType = try fields.word("type", .invalidOrderType)
    else { throw .invalidOrderType }
    guard !type.isConditional else { throw .conditionalMoved }
    var new = NewFuturesOrder(side: side, type: type, steps: 0)
    try Self.readCommon(fields, isHedged: isHedged, into: &new)
    _ = try fields.required("quantity")
    new.steps = try fields.steps("quantity", listed.contract) ?? 0
    try Self.readPrice(fields, listed.contract, into: &new)
    try Self.readTime(fields, into: &new)
    new.clientOrderID = try fields.clientID("newClientOrderId")
    order = new
    switch fields.text("newOrderRespType") {
    case nil, "ACK": wantsResult = false
    case "RESULT": wantsResult = true
    default: throw .invalidFuturesResponseType
    }
  }

  /// What plain and conditional orders share.
  static func readCommon(_ fields: FuturesFields, isHedged: Bool, into new: inout NewFuturesOrder)
    throws(ExchangeError)
  {
    new.positionSide = try fields.word("positionSide", .invalidPositionSide) ?? .both
    if let reduceOnly = try fields.flag("reduceOnly") {
      guard !isHedged else { throw .notRequired("reduceonly") }
      new.reduceOnly = reduceOnly
    }
    new.priceMatch = try fields.word("priceMatch", .invalidPriceMatch) ?? .none
    new.selfTradePrevention =
      try fields.word("selfTradePreventionMode", .invalidFuturesSelfTradePrevention) ?? .none
  }

  private static func readPrice(
    _ fields: FuturesFields, _ contract: FuturesContract, into new: inout NewFuturesOrder
  ) throws(ExchangeError) {
    if new.type == .market {
      guard new.priceMatch == .none else { throw .priceMatchNeedsLimit }
      guard fields.text("price") == nil else { throw .notRequired("price") }
    } else if new.priceMatch != .none {
      guard fields.text("price") == nil else { throw .notRequired("price") }
    } else {
      _ = try fields.required("price")
      new.priceTicks = try positive(fields.ticks("price", contract))
    }
  }

  /// A price must be more than nothing.
  static func positive(_ ticks: Int?) throws(ExchangeError) -> Int {
    guard let ticks, ticks > 0 else { throw ExchangeError(code: -4001, message: "Price less than 0.") }
    return ticks
  }

  private static func readTime(_ fields: FuturesFields, into new: inout NewFuturesOrder) throws(ExchangeError)
  {
    let given: FuturesTimeInForce? = try fields.word("timeInForce", .invalidTimeInForce)
    if new.type == .market {
      guard given == nil else { throw .notRequired("timeinforce") }
      return
    }
    _ = try fields.required("timeInForce")
    new.timeInForce = given ?? .goodTillCanceled
    if new.timeInForce == .goodTillDate {
      _ = try fields.required("goodTillDate")
      // Only whole seconds count.
      new.goodTillDate = (try fields.integer("goodTillDate") ?? 0) / 1_000 * 1_000
    }
  }
}
