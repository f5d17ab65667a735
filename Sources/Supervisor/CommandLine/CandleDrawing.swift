internal import Values

/// Candles as lines of text: a column each, half a row of a terminal as the unit, prices at the right, times
/// below.
///
/// A rising candle is drawn thin (`┃`), a falling one filled (`█`), as on paper, so that the drawing reads
/// without colours too.
struct CandleDrawing {
  /// What half a row of one candle holds.
  private enum Part {
    case nothing, wick, body
  }

  let candles: [Candle]

  /// The drawing.
  ///
  /// - Parameters:
  ///   - width: columns. When more candles came than fit, the newest are drawn.
  ///   - rowCount: rows for the prices; two more are for the times and the legend.
  func lines(width: Int, rowCount: Int, palette: Palette) -> [String] {
    guard rowCount > 0, !candles.isEmpty else { return ["(no candles)"] }
    let decimals = DecimalPlaces.needed(by: candles.flatMap { [$0.open, $0.high, $0.low, $0.close] })
    let labelWidth = candles.map { $0.high.text(decimals: decimals).count }.max() ?? 0
    let drawn = Array(candles.suffix(max(1, (width - labelWidth - 3) / 2)))
    guard let high = drawn.map(\.high).max(), let low = drawn.map(\.low).min() else { return [] }
    let scale = PriceScale(low: low, high: high, cellCount: rowCount * 2)
    var lines: [String] = []
    for row in 0..<rowCount {
      // Cells are counted from below, rows from above.
      let upper = (rowCount - row) * 2 - 1
      var line = ""
      for candle in drawn {
        let glyph = Self.glyph(
          Self.part(of: candle, at: upper, scale), Self.part(of: candle, at: upper - 1, scale),
          candle.isRising)
        line += " " + palette.paint(glyph, candle.isRising ? .rising : .falling)
      }
      let isLabelled = row % 3 == 0 || row == rowCount - 1
      let label =
        isLabelled
        ? DisplayWidth.fitted(scale.label(ofRow: row, decimals: decimals), width: labelWidth, isRight: true)
        : ""
      lines.append(line + " " + palette.paint(isLabelled ? "┤ " + label : "│", .dim))
    }
    lines.append(palette.paint(timeAxis(drawn), .dim))
    let range = "high \(high.text(decimals: decimals)), low \(low.text(decimals: decimals))"
    lines.append(
      palette.paint("┃", .rising) + palette.paint(" rising  ", .dim) + palette.paint("█", .falling)
        + palette.paint(" falling  │ high and low; \(drawn.count) candles, \(range)", .dim))
    return lines
  }

  private func timeAxis(_ drawn: [Candle]) -> String {
    guard let first = drawn.first, let last = drawn.last else { return "" }
    let left = UTCTime.text(first.openTimeMilliseconds)
    let right = UTCTime.text(last.openTimeMilliseconds) + " UTC"
    let gap = drawn.count * 2 - left.count - right.count
    return gap > 0 ? " \(left)\(String(repeating: " ", count: gap))\(right)" : " \(left) to \(right)"
  }

  private static func part(of candle: Candle, at cell: Int, _ scale: PriceScale) -> Part {
    guard cell >= scale.cell(of: candle.low), cell <= scale.cell(of: candle.high) else { return .nothing }
    let bottom = scale.cell(of: min(candle.open, candle.close))
    let top = scale.cell(of: max(candle.open, candle.close))
    return cell >= bottom && cell <= top ? .body : .wick
  }

  private static func glyph(_ upper: Part, _ lower: Part, _ isRising: Bool) -> String {
    switch (upper, lower) {
    case (.nothing, .nothing): " "
    case (.wick, .wick): "│"
    case (.wick, .nothing): "╵"
    case (.nothing, .wick): "╷"
    case (.body, .body): isRising ? "┃" : "█"
    case (.body, .nothing): isRising ? "╹" : "▀"
    case (.nothing, .body): isRising ? "╻" : "▄"
    // No character joins a filled half with a wick; the body is what matters.
    case (.body, .wick): isRising ? "╿" : "▀"
    case (.wick, .body): isRising ? "╽" : "▄"
    }
  }
}
