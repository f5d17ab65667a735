/// An amount after rounding, with the answer to whether rounding changed it.
public struct RoundedAmount: Sendable, Equatable {
  /// The amount after rounding.
  public let value: ExactDecimal
  /// Whether it is the amount that was asked for.
  public let isExact: Bool

  /// An amount and whether it is what was asked for.
  public init(value: ExactDecimal, isExact: Bool) {
    self.value = value
    self.isExact = isExact
  }
}
