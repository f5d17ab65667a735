internal import Values

/// `PERCENT_PRICE` and `PERCENT_PRICE_BY_SIDE`: how far a limit price may be from the market's, as factors.
struct PriceBand: Sendable, Equatable {
  /// The filter's name.
  let filter: String
  /// Of a buyer's price; `nil` for no bound.
  let buyMinimum: ExactDecimal?
  let buyMaximum: ExactDecimal?
  /// Of a seller's price.
  let sellMinimum: ExactDecimal?
  let sellMaximum: ExactDecimal?
  /// Over how many minutes the average price is taken that the factors are of; 0 is the last price. Of no
  /// meaning for futures, where it is the mark price.
  let averageMinutes: Int

  /// The factors for a side.
  func factors(of side: OrderSide) -> (minimum: ExactDecimal?, maximum: ExactDecimal?) {
    switch side {
    case .buy: (buyMinimum, buyMaximum)
    case .sell: (sellMinimum, sellMaximum)
    }
  }
}
