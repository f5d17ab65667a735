internal import Values

/// Maps prices to cells of a drawing and back, exactly.
struct PriceScale {
  let low: ExactDecimal
  let high: ExactDecimal
  /// How many cells there are between and including both ends; at least 2.
  let cellCount: Int

  /// The cell of a price, 0 for the lowest. When all prices are the same, everything is in cell 0.
  func cell(of price: ExactDecimal) -> Int {
    do throws(ExactDecimal.Failure) {
      let range = try high.subtracting(low)
      if range.isZero { return 0 }
      let share = try price.subtracting(low).multiplied(by: ExactDecimal(cellCount))
        .divided(by: range, decimals: 0, rounding: .down)
      return min(cellCount - 1, max(0, Int(clamping: share.significand)))
    } catch {
      // More than 38 digits cannot be drawn to scale.
      return 0
    }
  }

  /// The price at the middle of a row of two cells, row 0 at the top, rounded to `decimals`.
  func label(ofRow row: Int, decimals: Int) -> String {
    let rowCount = cellCount / 2
    do throws(ExactDecimal.Failure) {
      let range = try high.subtracting(low)
      let step = try range.multiplied(by: ExactDecimal(2 * (rowCount - row) - 1))
        .divided(by: ExactDecimal(2 * rowCount), decimals: decimals, rounding: .halfUp)
      return try low.adding(step).text(decimals: decimals)
    } catch {
      // As above: too many digits to compute with.
      return ""
    }
  }
}
