import PaperCore
import PaperSpot

/// Reads one order out of a request whose parameters have been checked one by one: which of them go together,
/// and what they amount to.
///
/// Pure and without the market: whether the order passes the filters, is paid for or would trigger at once is
/// for `SpotExchange` to say.
struct OrderForm {
  /// The request.
  let query: CheckedQuery
  /// The symbol's listing, for the decimals of its assets.
  let listing: Listing
  /// What the endpoint calls the fields.
  var names: OrderFieldNames = .single
  /// Whether the order is one of a list, where a market order by quote quantity is not served and an iceberg
  /// order has an error of its own.
  var isInList = false
  /// Whether the order has no quantity yet: the pending orders of an OPO list.
  var awaitsQuantity = false

  /// Decimals of prices and quote amounts.
  private static let quoteDecimals = 8
  /// The smallest `strategyType`.
  static let strategyTypeMin = 1_000_000

  /// The order, with side and type as the request gives them.
  func order() throws(ExchangeError) -> NewOrder {
    guard let side: OrderSide = query.word(names.name(of: .side)) else { throw missing(.side) }
    guard let type: OrderType = query.word(names.name(of: .type)) else { throw missing(.type) }
    return try order(side: side, type: type)
  }

  /// The order, with a side and type that the endpoint knows otherwise.
  func order(side: OrderSide, type: OrderType) throws(ExchangeError) -> NewOrder {
    let peg = try peg(of: type)
    try checkPresence(OrderTypeRules.of(type), type: type, isPegged: peg != nil)
    var order = NewOrder(side: side, type: type)
    order.timeInForce = query.word(names.name(of: .timeInForce))
    try readAmounts(into: &order)
    order.trailingDelta = query.integer(names.name(of: .trailingDelta))
    order.clientOrderID = query[names.name(of: .clientOrderID)]
    order.strategyID = query.integer(names.name(of: .strategyID))
    order.strategyType = query.integer(names.name(of: .strategyType))
    if let strategyType = order.strategyType, strategyType < Self.strategyTypeMin {
      throw .lowStrategyType(names.name(of: .strategyType))
    }
    order.selfTradePrevention = query.word("selfTradePreventionMode")
    order.peg = peg
    try checkIceberg(order)
    if let peg { try check(peg, order) }
    return order
  }

  /// Which fields there are and are not.
  private func checkPresence(_ rules: OrderTypeRules, type: OrderType, isPegged: Bool) throws(ExchangeError) {
    for field in rules.mandatory where !isSent(field) {
      if field == .price && isPegged || field == .quantity && awaitsQuantity { continue }
      throw missing(field)
    }
    if rules.needsTrigger, !isSent(.stopPrice), !isSent(.trailingDelta) {
      throw .missingEither(names.name(of: .stopPrice), names.name(of: .trailingDelta))
    }
    for field in OrderTypeRules.regulated where isSent(field) && !rules.allows(field) {
      throw .notRequired(names.name(of: field))
    }
    guard type == .market, !awaitsQuantity else { return }
    if isInList {
      guard isSent(.quantity) else { throw missing(.quantity) }
    } else if isSent(.quantity) {
      guard !isSent(.quoteQuantity) else { throw .notRequired(names.name(of: .quoteQuantity)) }
    } else if !isSent(.quoteQuantity) {
      throw .missingEither(names.name(of: .quantity), names.name(of: .quoteQuantity))
    }
  }

  private func readAmounts(into order: inout NewOrder) throws(ExchangeError) {
    let baseDecimals = min(8, max(0, listing.baseAssetPrecision))
    if !awaitsQuantity {
      order.quantity = try query.positiveUnits(
        names.name(of: .quantity), decimals: baseDecimals, called: "quantity")
    }
    order.quoteQuantity = try query.positiveUnits(
      names.name(of: .quoteQuantity), decimals: Self.quoteDecimals, called: "quoteOrderQty")
    order.price = try query.positiveUnits(
      names.name(of: .price), decimals: Self.quoteDecimals, called: "price")
    order.stopPrice = try query.positiveUnits(
      names.name(of: .stopPrice), decimals: Self.quoteDecimals, called: "stopPrice")
    // Zero is how some clients say "no iceberg order".
    let iceberg = try query.units(names.name(of: .icebergQuantity), decimals: baseDecimals)
    order.icebergQuantity = iceberg == 0 ? nil : iceberg
  }

  /// "Any order with an icebergQty MUST have timeInForce set to GTC."
  private func checkIceberg(_ order: NewOrder) throws(ExchangeError) {
    guard order.icebergQuantity != nil, let timeInForce = order.timeInForce, timeInForce != .goodTillCanceled
    else { return }
    guard isInList else { throw .unsupportedCombination }
    throw .icebergNeedsGoodTillCanceled(
      names.name(of: .icebergQuantity), timeInForce: names.name(of: .timeInForce))
  }

  private func peg(of type: OrderType) throws(ExchangeError) -> Peg? {
    let offsetType = names.name(of: .pegOffsetType)
    let offsetValue = names.name(of: .pegOffsetValue)
    guard let priceType: Peg.PriceType = query.word(names.name(of: .pegPriceType)) else {
      for field in [OrderField.pegOffsetType, .pegOffsetValue] where isSent(field) {
        throw .notRequired(names.name(of: field))
      }
      return nil
    }
    guard !type.isMarketWhenWorking else { throw .orderRejected("This order type may not use pegged price.") }
    guard isSent(.pegOffsetType) == isSent(.pegOffsetValue) else {
      throw .mustBothBeSent(offsetType, offsetValue)
    }
    let levels = query.integer(offsetValue)
    if let levels, levels > Peg.offsetLevelsMax {
      throw .greaterThan(Peg.offsetLevelsMax, parameter: offsetValue)
    }
    return Peg(priceType: priceType, offsetLevels: levels)
  }

  /// Which pegs an order type has (faqs/pegged_orders.md).
  private func check(_ peg: Peg, _ order: NewOrder) throws(ExchangeError) {
    switch (order.type, peg.priceType) {
    case (.limitMaker, .market): throw .orderRejected("This price peg cannot be used with this order type.")
    case (.limit, .primary) where order.timeInForce != .goodTillCanceled: throw .unsupportedCombination
    default: break
    }
  }

  private func isSent(_ field: OrderField) -> Bool { query[names.name(of: field)] != nil }

  private func missing(_ field: OrderField) -> ExchangeError { .missingParameter(names.name(of: field)) }
}
