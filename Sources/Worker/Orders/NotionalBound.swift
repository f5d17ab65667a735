internal import Values

/// `MIN_NOTIONAL` and `NOTIONAL`: what an order may be worth, in the quote asset.
struct NotionalBound: Sendable, Equatable {
  /// The filter's name.
  let filter: String
  let minimum: ExactDecimal?
  let maximum: ExactDecimal?
  /// Whether the bounds hold for orders without a limit price too.
  let minimumHoldsForMarket: Bool
  let maximumHoldsForMarket: Bool
  /// Over how many minutes the average price is taken that a market order is valued at; 0 is the last price.
  let averageMinutes: Int

  /// The bounds that hold for an order.
  func bounds(isMarket: Bool) -> (minimum: ExactDecimal?, maximum: ExactDecimal?) {
    (
      minimum: isMarket && !minimumHoldsForMarket ? nil : minimum,
      maximum: isMarket && !maximumHoldsForMarket ? nil : maximum
    )
  }
}
