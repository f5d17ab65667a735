/// Gathers decimal digits into one whole number.
///
/// Most amounts have fewer than 19 digits, so digits are gathered in 64 bits and joined to the 128-bit number
/// in groups.
struct DigitAccumulator {
  private static let groupDigitCountMax = 18

  private var value: UInt128 = 0
  private var group: UInt64 = 0
  private var groupPower: UInt64 = 1
  private var groupDigitCount = 0

  /// Takes one more digit, 0 … 9.
  mutating func append(_ digit: UInt8) throws(ExactDecimal.Failure) {
    if groupDigitCount == Self.groupDigitCountMax { try join() }
    group = group &* 10 &+ UInt64(digit)
    groupPower = groupPower &* 10
    groupDigitCount += 1
  }

  /// The number, with its sign.
  mutating func finish(isNegative: Bool) throws(ExactDecimal.Failure) -> Int128 {
    if value == 0 { return isNegative ? -Int128(group) : Int128(group) }
    try join()
    guard value <= Int128.max.magnitude else { throw .overflow }
    return isNegative ? -Int128(value) : Int128(value)
  }

  private mutating func join() throws(ExactDecimal.Failure) {
    let (grown, overflow) = value.multipliedReportingOverflow(by: UInt128(groupPower))
    let (sum, sumOverflow) = grown.addingReportingOverflow(UInt128(group))
    guard !overflow, !sumOverflow else { throw .overflow }
    (value, group, groupPower, groupDigitCount) = (sum, 0, 1, 0)
  }
}
