internal import Values

/// An order book as lines of text: bids to the left, asks to the right, the best in the first row, each with
/// a bar as long as its quantity.
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
    let columns = OrderBookColumns(bids + asks, width: max(width, Self.widthMin))
    let leftTitle = DisplayWidth.fitted("bids: quantity, price", width: columns.sideWidth, isRight: true)
    var lines = [palette.paint(leftTitle, .dim) + " │ " + palette.paint("asks: price, quantity", .dim)]
    for row in 0..<max(bids.count, asks.count) {
      let left =
        row < bids.count
        ? columns.bid(bids[row], palette: palette) : String(repeating: " ", count: columns.sideWidth)
      lines.append(left + " │ " + (row < asks.count ? columns.ask(asks[row], palette: palette) : ""))
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
