import PaperCore

extension SpotFilters {
  /// LOT_SIZE, for a quantity that there is.
  static func failsLot(_ quantity: Int?, minimum: Int, maximum: Int, step: Int) -> Bool {
    guard let quantity else { return false }
    return quantity < minimum || quantity > maximum || (step > 0 && quantity % step != 0)
  }

  /// MARKET_LOT_SIZE. Of an order by quote quantity only the maximum is asked, against what it pays for
  /// (changelog of 2023-07-11: "correctly rejects reverse market orders that go over the symbol's maxQty").
  static func failsMarketLot(_ question: FilterQuestion, minimum: Int, maximum: Int, step: Int) -> Bool {
    guard question.order.type.isMarketWhenWorking else { return false }
    if let quantity = question.quantity {
      return failsLot(quantity, minimum: minimum, maximum: maximum, step: step)
    }
    guard let estimate = question.estimatedQuantity else { return false }
    return estimate > Int128(maximum)
  }

  /// ICEBERG_PARTS: the order in parts of its iceberg quantity, the last of which may be smaller.
  static func failsParts(_ question: FilterQuestion, limit: Int) -> Bool {
    guard let part = question.icebergQuantity, let quantity = question.quantity, quantity > 0 else {
      return false
    }
    return (quantity - 1) / part + 1 > limit
  }

  /// TRAILING_DELTA: one pair of bounds for orders that wait for a price above, one for those below.
  static func failsTrailing(
    _ question: FilterQuestion, above: (minimum: Int, maximum: Int), below: (minimum: Int, maximum: Int)
  ) -> Bool {
    guard question.occasion != .amendment, let delta = question.order.trailingDelta else { return false }
    let isAbove: Bool
    switch question.order.type {
    case .stopLoss, .stopLossLimit: isAbove = question.order.side == .buy
    case .takeProfit, .takeProfitLimit: isAbove = question.order.side == .sell
    case .limit, .limitMaker, .market: return false
    }
    let bounds = isAbove ? above : below
    return delta < bounds.minimum || delta > bounds.maximum
  }
}

extension FilterQuestion {
  /// The iceberg quantity of an iceberg order, which is one "where the icebergQty is > 0" (filters.md).
  var icebergQuantity: Int? { order.icebergQuantity.flatMap { $0 > 0 ? $0 : nil } }

  /// Base units that an order by quote quantity pays for at the average price of five minutes.
  var estimatedQuantity: Int128? {
    guard let quote = order.quoteQuantity, let average = average(5), average > 0 else { return nil }
    return Int128(quote) * Int128(AmountScale.unitsPerWhole) / Int128(average)
  }
}
