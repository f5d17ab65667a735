internal import Values

/// An order book as lines of text: bids to the left, asks to the right, the best in the first row, each with a bar as long as its quantity.
struct OrderBookDrawing {
  /// The narrowest drawing, in columns.
  static let widthMin = 48

  let bids: [BookLevel]
  let asks: [BookLevel]

  /// Reads `data` of `get_order_book`.
  ///
  /// - Returns: `nil` when it holds no level at all.
  init?(_ data: JSONValue) {
    bids = BookLevel.list(data["bids"])
    asks = BookLevel.list(data["asks"])
    if bids.isEmpty && asks.isEmpty { return nil }
  }

  init(bids: [BookLevel], asks: [BookLevel]) {
    self.bids = bids
    self.asks = asks
  }

  /// The drawing.
  ///
  /// - Parameters:
  ///   - width: columns; not less than `widthMin` are used.
  ///   - levelCountMax: rows.
  func lines(width: Int, levelCountMax: Int, palette: Palette) -> [String] {
    let bids = Array(bids.prefix(levelCountMax))
    let asks = Array(asks.prefix(levelCountMax))
    let levels = bids + asks
    let priceWidth = levels.map { $0.price.description.count }.max() ?? 0
    let quantityWidth = max(8, levels.map { $0.quantity.description.count }.max() ?? 0)
    let largest = levels.map(\.quantity).max() ?? .zero
    // Per side: quantity, space, bar, space, price; between the sides " │ ".
    let barWidth = max(4, (max(width, Self.widthMin) - 3) / 2 - priceWidth - quantityWidth - 2)
    let sideWidth = quantityWidth + 1 + barWidth + 1 + priceWidth
    let leftTitle = DisplayWidth.fitted("bids: quantity, price", width: sideWidth, isRight: true)
    var lines = [palette.paint(leftTitle, .dim) + " │ " + palette.paint("asks: price, quantity", .dim)]
    for row in 0..<max(bids.count, asks.count) {
      var left = String(repeating: " ", count: sideWidth)
      if row < bids.count {
        let level = bids[row]
        let halves = BarLength.cells(level.quantity, of: largest, cellCount: barWidth * 2)
        let bar = DisplayWidth.fitted(
          (halves % 2 == 1 ? "▐" : "") + String(repeating: "█", count: halves / 2), width: barWidth,
          isRight: true)
        left =
          DisplayWidth.fitted(level.quantity.description, width: quantityWidth, isRight: true) + " "
          + palette.paint(bar, .rising) + " "
          + DisplayWidth.fitted(level.price.description, width: priceWidth, isRight: true)
      }
      var right = ""
      if row < asks.count {
        let level = asks[row]
        let halves = BarLength.cells(level.quantity, of: largest, cellCount: barWidth * 2)
        let bar = DisplayWidth.fitted(
          String(repeating: "█", count: halves / 2) + (halves % 2 == 1 ? "▌" : ""), width: barWidth)
        right =
          DisplayWidth.fitted(level.price.description, width: priceWidth) + " " + palette.paint(bar, .falling)
          + " " + DisplayWidth.fitted(level.quantity.description, width: quantityWidth, isRight: true)
      }
      lines.append(left + " │ " + right)
    }
    return lines
  }

  /// Spread, mid price and imbalance, as the answer has them; `nil` when the book is one-sided.
  static func summary(_ data: JSONValue) -> String? {
    let names = [
      ("spread", "spread"), ("spread_bps", "in basis points"), ("mid", "mid price"),
      ("imbalance", "imbalance"),
    ]
    let parts = names.compactMap { name, title in
      data[name]?.string.map { "\(title) \(TerminalText.escaped($0))" }
    }
    return parts.isEmpty ? nil : parts.joined(separator: " · ")
  }
}
