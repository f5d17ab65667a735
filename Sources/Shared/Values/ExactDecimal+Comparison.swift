extension ExactDecimal: Comparable, Hashable {
  /// Whether both are the same number, whatever their counts of decimals.
  public static func == (left: ExactDecimal, right: ExactDecimal) -> Bool {
    if left.storedScale == right.storedScale { return left.significand == right.significand }
    return left.order(against: right) == 0
  }

  /// Whether the left number is less than the right one.
  public static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
    left.order(against: right) < 0
  }

  /// Equal numbers hash alike: 0.10 as 0.1.
  public func hash(into hasher: inout Hasher) {
    let short = withoutTrailingZeros
    hasher.combine(short.significand)
    hasher.combine(short.storedScale)
  }

  /// -1, 0 or 1 as this number is less than, equal to or more than the other.
  private func order(against other: ExactDecimal) -> Int {
    if scale > other.scale { return -other.order(against: self) }
    let (aligned, overflow) = significand.multipliedReportingOverflow(
      by: PowerOfTen.signed(other.scale - scale))
    // What outgrows 128 bits is farther from zero than anything that fits.
    if overflow { return isNegative ? -1 : 1 }
    return aligned == other.significand ? 0 : aligned < other.significand ? -1 : 1
  }
}
