internal import Values

/// How many decimals a column of amounts needs, so that all can be written with the same count and none loses
/// a digit.
enum DecimalPlaces {
  /// The most decimals that any of the amounts has, trailing zeros aside.
  static func needed(by amounts: some Sequence<ExactDecimal>) -> Int {
    amounts.reduce(0) { max($0, $1.withoutTrailingZeros.scale) }
  }
}
