import Values

/// What can be said about a book beyond its levels; everything exact but the two quotients, whose decimals
/// are fixed.
struct BookMeasures {
  /// Decimals of a spread in basis points, rounded half up.
  static let basisPointDecimals = 4
  /// Decimals of an imbalance, rounded half up.
  static let imbalanceDecimals = 6

  private static let half = ExactDecimal(unchecked: 5, scale: 1)
  private static let percent = ExactDecimal(unchecked: 1, scale: 2)

  let bids: BookSide
  let asks: BookSide

  /// Best ask minus best bid; `nil` when a side is empty.
  let spread: ExactDecimal?
  /// Half of best bid plus best ask, with one decimal more than they have when that is needed.
  let mid: ExactDecimal?

  init(bids: BookSide, asks: BookSide) throws(ExactDecimal.Failure) {
    self.bids = bids
    self.asks = asks
    guard let bid = bids.levels.first?.price, let ask = asks.levels.first?.price else {
      spread = nil
      mid = nil
      return
    }
    spread = try ask.subtracting(bid)
    mid = try ask.adding(bid).withoutTrailingZeros.multiplied(by: Self.half).withoutTrailingZeros
  }

  /// The spread in hundredths of a percent of the mid price.
  func spreadBasisPoints() throws(ExactDecimal.Failure) -> ExactDecimal? {
    guard let spread, let mid else { return nil }
    let scaled = try spread.withoutTrailingZeros.multiplied(by: ExactDecimal(10_000))
    return try scaled.divided(by: mid, decimals: Self.basisPointDecimals, rounding: .halfUp)
  }

  /// (bids − asks) / (bids + asks): 1 when all quantity is on the bid side, -1 when all is on the ask side.
  static func imbalance(
    bids: ExactDecimal, asks: ExactDecimal
  ) throws(ExactDecimal.Failure) -> ExactDecimal? {
    let sum = try bids.adding(asks)
    guard !sum.isZero else { return nil }
    let difference = try bids.subtracting(asks)
    return try difference.divided(by: sum, decimals: imbalanceDecimals, rounding: .halfUp)
  }

  /// The prices that are `distance` percent below and above the mid price.
  func bounds(percent distance: ExactDecimal) throws(ExactDecimal.Failure) -> (
    low: ExactDecimal, high: ExactDecimal
  )? {
    guard let mid else { return nil }
    let share = try distance.withoutTrailingZeros.multiplied(by: Self.percent)
    let away = try mid.multiplied(by: share)
    return (try mid.subtracting(away).withoutTrailingZeros, try mid.adding(away).withoutTrailingZeros)
  }
}
