internal import Values

/// Sizes of drawings, computed exactly: an amount becomes a whole number of cells by integer arithmetic only.
enum BarLength {
  /// `amount` as a share of `maximum`, in whole cells of `cellCount`, to the nearest; what is more than
  /// nothing gets one cell at least.
  static func cells(_ amount: ExactDecimal, of maximum: ExactDecimal, cellCount: Int) -> Int {
    guard !amount.isZero, !amount.isNegative, !maximum.isZero, !maximum.isNegative else { return 0 }
    do throws(ExactDecimal.Failure) {
      let share = try amount.multiplied(by: ExactDecimal(cellCount))
        .divided(by: maximum, decimals: 0, rounding: .halfUp)
      return min(cellCount, max(1, Int(clamping: share.significand)))
    } catch {
      // Numbers of more than 38 digits: nothing that could be drawn in proportion.
      return 1
    }
  }
}
