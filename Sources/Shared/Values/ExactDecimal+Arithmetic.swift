extension ExactDecimal {
  /// The exact sum; it has the decimals of the operand that has more.
  ///
  /// - Throws: `overflow` when the sum needs more than 38 digits.
  public func adding(_ other: ExactDecimal) throws(Failure) -> ExactDecimal {
    if let sum = alignedSum(other) { return sum }
    // Trailing zeros of one operand may be what did not fit.
    if let sum = withoutTrailingZeros.alignedSum(other.withoutTrailingZeros) { return sum }
    throw .overflow
  }

  /// The exact difference; it has the decimals of the operand that has more.
  ///
  /// - Throws: `overflow` when the difference needs more than 38 digits.
  public func subtracting(_ other: ExactDecimal) throws(Failure) -> ExactDecimal {
    try adding(other.negated)
  }

  /// The exact product; it has the decimals of both operands together, less when those would not fit.
  ///
  /// - Throws: `overflow` when the product needs more than 38 digits or more than `scaleMax` decimals.
  public func multiplied(by other: ExactDecimal) throws(Failure) -> ExactDecimal {
    if let product = fittingProduct(other) { return product }
    let (left, right) = (withoutTrailingZeros, other.withoutTrailingZeros)
    if let product = left.fittingProduct(right) { return product }
    // Two and five make tens: 0.2 × 0.5 needs one decimal, not two. Zeros are taken off the 256-bit product.
    var wide = left.significand.magnitude.multipliedFullWidth(by: right.significand.magnitude)
    var decimals = left.scale + right.scale
    while decimals > 0, wide.high != 0 || wide.low > Int128.max.magnitude || decimals > Self.scaleMax {
      let (high, carried) = wide.high.quotientAndRemainder(dividingBy: 10)
      let (low, remainder) = UInt128(10).dividingFullWidth((carried, wide.low))
      guard remainder == 0 else { throw .overflow }
      (wide, decimals) = ((high, low), decimals - 1)
    }
    guard wide.high == 0, wide.low <= Int128.max.magnitude else { throw .overflow }
    let value = Int128(wide.low)
    return ExactDecimal(unchecked: left.isNegative == right.isNegative ? value : -value, scale: decimals)
  }

  /// The quotient with exactly `decimals` decimals, rounded as asked; the digits that do not fit are lost, as
  /// `rounding` says.
  ///
  /// - Precondition: `decimals` is 0 … `scaleMax`.
  /// - Throws: `divisionByZero`; `overflow` when the quotient needs more than 38 digits.
  public func divided(
    by other: ExactDecimal, decimals: Int, rounding: Rounding
  ) throws(Failure) -> ExactDecimal {
    precondition(decimals >= 0 && decimals <= Self.scaleMax, "a count of decimals is 0 to 30")
    if other.isZero { throw .divisionByZero }
    let division = try Self.quotient(
      of: significand.magnitude, by: other.significand.magnitude, exponent: decimals + other.scale - scale)
    var quotient = division.quotient
    if Self.increments(rounding, remainder: division.remainder, divisor: division.divisor) {
      quotient += 1
    }
    guard quotient <= Int128.max.magnitude else { throw .overflow }
    let value = Int128(quotient)
    return ExactDecimal(unchecked: isNegative == other.isNegative ? value : -value, scale: decimals)
  }

  /// The sum after giving both operands the finer scale, `nil` when something does not fit.
  private func alignedSum(_ other: ExactDecimal) -> ExactDecimal? {
    let common = max(scale, other.scale)
    let (left, leftOverflow) = significand.multipliedReportingOverflow(by: PowerOfTen.signed(common - scale))
    let (right, rightOverflow) = other.significand.multipliedReportingOverflow(
      by: PowerOfTen.signed(common - other.scale))
    let (sum, sumOverflow) = left.addingReportingOverflow(right)
    guard !leftOverflow, !rightOverflow, !sumOverflow, sum != .min else { return nil }
    return ExactDecimal(unchecked: sum, scale: common)
  }

  /// The product as it comes, `nil` when it does not fit.
  private func fittingProduct(_ other: ExactDecimal) -> ExactDecimal? {
    let (product, overflow) = significand.multipliedReportingOverflow(by: other.significand)
    let decimals = scale + other.scale
    guard !overflow, product != .min, decimals <= Self.scaleMax else { return nil }
    return ExactDecimal(unchecked: product, scale: decimals)
  }

  /// The whole quotient of `numerator` × 10^`exponent` by `divisor`, with the remainder and the divisor that
  /// it belongs to.
  private static func quotient(
    of numerator: UInt128, by divisor: UInt128, exponent: Int
  ) throws(Failure) -> (quotient: UInt128, remainder: UInt128, divisor: UInt128) {
    if exponent < 0 {
      let (grown, overflow) = divisor.multipliedReportingOverflow(by: PowerOfTen.unsigned(-exponent))
      // More than 128 bits of divisor: the quotient is less than a half, since no numerator has more than
      // 127.
      if overflow { return (0, numerator, UInt128.max) }
      let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: grown)
      return (quotient, remainder, grown)
    }
    let first = min(exponent, PowerOfTen.exponentMax)
    let wide = numerator.multipliedFullWidth(by: PowerOfTen.unsigned(first))
    guard wide.high < divisor else { throw .overflow }
    var (quotient, remainder) = divisor.dividingFullWidth(wide)
    if exponent > first {
      let rest = PowerOfTen.unsigned(exponent - first)
      let (grown, overflow) = quotient.multipliedReportingOverflow(by: rest)
      let (last, lastRemainder) = divisor.dividingFullWidth(remainder.multipliedFullWidth(by: rest))
      let (sum, sumOverflow) = grown.addingReportingOverflow(last)
      guard !overflow, !sumOverflow else { throw .overflow }
      (quotient, remainder) = (sum, lastRemainder)
    }
    // Leaves room for the one that rounding may add.
    guard quotient <= Int128.max.magnitude else { throw .overflow }
    return (quotient, remainder, divisor)
  }
}
