extension ExactDecimal {
  /// Where digits go that are dropped.
  public enum Rounding: Sendable, CaseIterable {
    /// Toward zero: digits are cut.
    case down
    /// Away from zero, whenever a dropped digit is not zero.
    case up
    /// To the nearest; a half goes away from zero.
    case halfUp
  }

  /// The number with at most `decimals` decimals.
  ///
  /// A number that has no more decimals than that is returned as it is, scale included: rounding never adds
  /// digits.
  ///
  /// - Precondition: `decimals` is not negative.
  public func rounded(decimals: Int, rounding: Rounding) -> ExactDecimal {
    precondition(decimals >= 0, "a count of decimals is not negative")
    guard decimals < scale else { return self }
    let divisor = PowerOfTen.unsigned(scale - decimals)
    let (quotient, remainder) = significand.magnitude.quotientAndRemainder(dividingBy: divisor)
    // Cannot overflow: the divisor is at least ten, so there is room for the one that rounding may add.
    let rounded = quotient + (Self.increments(rounding, remainder: remainder, divisor: divisor) ? 1 : 0)
    return ExactDecimal(unchecked: isNegative ? -Int128(rounded) : Int128(rounded), scale: decimals)
  }

  /// The largest whole number of `step`s whose magnitude is not more than this amount's.
  ///
  /// The exchange refuses a quantity that is not a whole number of the symbol's steps (`LOT_SIZE`, code
  /// -1013). Rounds toward zero, never up: rounding up could spend more than the caller asked for.
  /// `RoundedAmount.isExact` says when the amount changed, because a silent change of size is worse than a
  /// refusal. The value has the decimals of the step without its trailing zeros.
  ///
  /// - Precondition: `step` is more than zero; the filter parser has refused anything else.
  /// - Returns: `nil` when less than one step is left, so that no order of size zero can be built, and when
  ///   the result would need more than 38 digits.
  public func roundedDown(toStep step: ExactDecimal) -> RoundedAmount? {
    precondition(step.significand > 0, "a step is more than zero")
    let shortStep = step.withoutTrailingZeros
    let remainder = remainder(dividingBy: shortStep)
    let common = max(scale, shortStep.scale)
    let whole: Int128
    if remainder == 0, scale > shortStep.scale {
      whole = significand / PowerOfTen.signed(scale - shortStep.scale)
    } else {
      let (aligned, overflow) = significand.multipliedReportingOverflow(by: PowerOfTen.signed(common - scale))
      guard !overflow else { return nil }
      let cut = isNegative ? aligned + Int128(remainder) : aligned - Int128(remainder)
      // The rest is a multiple of the step, so these digits are zeros.
      whole = cut / PowerOfTen.signed(common - shortStep.scale)
    }
    guard whole != 0, whole != .min else { return nil }
    return RoundedAmount(
      value: ExactDecimal(unchecked: whole, scale: shortStep.scale), isExact: remainder == 0)
  }

  /// Whether the number is a whole number of `step`s. Of a step of zero only zero is a multiple.
  public func isMultiple(of step: ExactDecimal) -> Bool {
    if isZero { return true }
    if step.isZero { return false }
    return remainder(dividingBy: step.magnitude.withoutTrailingZeros) == 0
  }

  /// What is left of the magnitude after taking away whole steps, in units of the finer of both scales.
  ///
  /// Works in 256 bits, so no operand is too large.
  private func remainder(dividingBy step: ExactDecimal) -> UInt128 {
    let divisor = step.significand.magnitude
    if scale >= step.scale {
      // The step grows instead; when it outgrows 128 bits the amount is smaller than one step.
      let (grown, overflow) = divisor.multipliedReportingOverflow(by: PowerOfTen.unsigned(scale - step.scale))
      return overflow ? significand.magnitude : significand.magnitude % grown
    }
    let reduced = significand.magnitude % divisor
    let wide = reduced.multipliedFullWidth(by: PowerOfTen.unsigned(step.scale - scale))
    return divisor.dividingFullWidth(wide).remainder
  }

  /// Whether the quotient of a division grows by one when its remainder is dropped.
  static func increments(_ rounding: Rounding, remainder: UInt128, divisor: UInt128) -> Bool {
    switch rounding {
    case .down: false
    case .up: remainder != 0
    case .halfUp: remainder >= divisor - remainder
    }
  }
}
