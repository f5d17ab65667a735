internal import Values

/// A price by which an amount of one asset becomes one of another; errs toward more.
struct ConversionRate: Sendable, Equatable {
  /// One step of it.
  enum Step: Sendable, Equatable {
    /// Times the ask of a pair that has the wanted asset as quote.
    case times(ExactDecimal)
    /// Over the bid of a pair that has it as base.
    case over(ExactDecimal)
  }

  /// None for the same asset, one, or two over a third asset.
  let steps: [Step]

  /// Decimals that are kept between steps; what is beyond is rounded up.
  private static let decimals = 12

  /// The amount in the other asset.
  func apply(to amount: ExactDecimal) throws(ExactDecimal.Failure) -> ExactDecimal {
    var amount = amount
    for step in steps {
      switch step {
      case .times(let price):
        amount = try amount.multiplied(by: price).rounded(decimals: Self.decimals, rounding: .up)
      case .over(let price):
        amount = try amount.divided(by: price, decimals: Self.decimals, rounding: .up)
      }
    }
    return amount.rounded(decimals: 8, rounding: .up).withoutTrailingZeros
  }
}
