internal import Values

/// The columns of an order book's drawing: how wide each is and with how many decimals its numbers are
/// written.
struct OrderBookColumns {
  /// Cells of one side's bars.
  let barWidth: Int
  private let priceDecimals: Int
  private let quantityDecimals: Int
  private let priceWidth: Int
  private let quantityWidth: Int
  private let largestQuantity: ExactDecimal

  /// Columns for these levels in a drawing of `width` columns.
  init(_ levels: [BookLevel], width: Int) {
    let priceDecimals = DecimalPlaces.needed(by: levels.map(\.price))
    let quantityDecimals = DecimalPlaces.needed(by: levels.map(\.quantity))
    let priceWidth = levels.map { $0.price.text(decimals: priceDecimals).count }.max() ?? 0
    let quantityWidth = max(8, levels.map { $0.quantity.text(decimals: quantityDecimals).count }.max() ?? 0)
    // Per side: quantity, space, bar, space, price; between the sides " │ ".
    barWidth = max(4, (width - 3) / 2 - priceWidth - quantityWidth - 2)
    largestQuantity = levels.map(\.quantity).max() ?? .zero
    (self.priceDecimals, self.quantityDecimals) = (priceDecimals, quantityDecimals)
    (self.priceWidth, self.quantityWidth) = (priceWidth, quantityWidth)
  }

  /// Columns of one side.
  var sideWidth: Int { quantityWidth + 1 + barWidth + 1 + priceWidth }

  /// A bid: its bar grows to the left.
  func bid(_ level: BookLevel, palette: Palette) -> String {
    let (full, half) = barCells(level)
    let bar = (half ? "▐" : "") + String(repeating: "█", count: full)
    return quantity(level) + " "
      + palette.paint(DisplayWidth.fitted(bar, width: barWidth, isRight: true), .rising)
      + " " + price(level, isRight: true)
  }

  /// An ask: its bar grows to the right.
  func ask(_ level: BookLevel, palette: Palette) -> String {
    let (full, half) = barCells(level)
    let bar = String(repeating: "█", count: full) + (half ? "▌" : "")
    return price(level, isRight: false) + " "
      + palette.paint(DisplayWidth.fitted(bar, width: barWidth), .falling)
      + " " + quantity(level)
  }

  private func barCells(_ level: BookLevel) -> (full: Int, half: Bool) {
    let halves = BarLength.cells(level.quantity, of: largestQuantity, cellCount: barWidth * 2)
    return (halves / 2, halves % 2 == 1)
  }

  private func price(_ level: BookLevel, isRight: Bool) -> String {
    DisplayWidth.fitted(level.price.text(decimals: priceDecimals), width: priceWidth, isRight: isRight)
  }

  private func quantity(_ level: BookLevel) -> String {
    DisplayWidth.fitted(level.quantity.text(decimals: quantityDecimals), width: quantityWidth, isRight: true)
  }
}
