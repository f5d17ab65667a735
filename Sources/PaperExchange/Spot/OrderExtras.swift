/// What only some orders have; apart, so that the millions that have none of it stay small.
final class OrderExtras {
  var quoteQuantity = 0
  var stopPrice = 0
  var trailingDelta: Int?
  var trailingTime: Int?
  /// The highest price (of a sell order) or the lowest since a trailing stop follows it.
  var extremePrice: Int?
  /// The price that a buy order without a limit price is expected to pay, for its lock.
  var estimatedPrice = 0
  var icebergQuantity: Int?
  var strategyID: Int?
  var strategyType: Int?
  var peg: Peg?
  var peggedPrice: Int?
  var preventedQuantity = 0
  var preventedMatchID: Int?
  var amendmentCount = 0
  var awaitsQuantity = false

  /// - Returns: `nil` for an order that has nothing of it.
  init?(_ new: NewOrder) {
    let hasSome =
      new.quoteQuantity != nil || new.stopPrice != nil || new.trailingDelta != nil
      || new.icebergQuantity != nil
      || new.strategyID != nil || new.strategyType != nil || new.peg != nil
    guard hasSome else { return nil }
    quoteQuantity = new.quoteQuantity ?? 0
    stopPrice = new.stopPrice ?? 0
    trailingDelta = new.trailingDelta
    icebergQuantity = new.icebergQuantity
    strategyID = new.strategyID
    strategyType = new.strategyType
    peg = new.peg
  }

  /// Nothing yet: for an order that gets a prevented quantity or an amendment.
  init() {}
}
