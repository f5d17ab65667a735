internal import Catalog
internal import Values

/// The filters that compare with the market's price.
extension SpotFilterCheck {
  private static let averageName = "the average price of \(averageMinutes) minutes"

  /// PERCENT_PRICE and PERCENT_PRICE_BY_SIDE. Of limit prices: a trigger may be anywhere.
  func checkBands(_ order: SpotOrder) throws(ToolFailure) {
    guard let price = order.price, let average, !average.isZero else { return }
    for band in rules.bands where band.averageMinutes == Self.averageMinutes {
      let factors = band.factors(of: order.side)
      try PriceBandCheck(
        rules: rules, filter: band.filter, argument: order.names.argument(.price),
        reference: (Self.averageName, average)
      ).check(price, minimum: factors.minimum, maximum: factors.maximum)
    }
  }

  /// MIN_NOTIONAL and NOTIONAL. A pegged order without a price is worth what the exchange finds.
  func checkNotional(_ order: SpotOrder) throws(ToolFailure) {
    let price: ExactDecimal
    if order.quoteQuantity != nil {
      price = ExactDecimal(1)
    } else if order.isMarketWhenWorking {
      guard let average, !average.isZero else { return }
      price = average
    } else {
      guard let limit = order.price else { return }
      price = limit
    }
    for bound in rules.notionals {
      let isEstimated = order.quoteQuantity == nil && order.isMarketWhenWorking
      if isEstimated, bound.averageMinutes != Self.averageMinutes { continue }
      let (minimum, maximum) = bound.bounds(isMarket: order.isMarketWhenWorking)
      try NotionalCheck(
        rules: rules, filter: bound.filter, isMarket: order.isMarketWhenWorking, price: price,
        argument: order.names.argument(order.quoteQuantity == nil ? .quantity : .quoteQuantity)
      ).check(order.quoteQuantity ?? order.quantity, minimum: minimum, maximum: maximum)
    }
  }
}
