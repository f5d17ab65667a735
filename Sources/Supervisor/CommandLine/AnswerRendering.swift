internal import Values

/// A tool's answer for people: a drawing where there is one for the tool, then the data, then where it came
/// from.
struct AnswerRendering {
  /// Rows of prices in a candle drawing.
  static let candleRowCount = 14
  /// Levels of each side in a drawing of a book.
  static let levelCountMax = 20

  let width: Int
  let palette: Palette

  /// The lines.
  func lines(_ answer: ToolAnswer, tool: String, elapsedNanoseconds: UInt64) -> [String] {
    guard let data = answer.data else { return ["(no data)"] }
    let lines =
      switch tool {
      case "get_order_book": orderBook(data)
      case "get_klines": candles(data)
      default: nil as [String]?
      }
    return (lines ?? JSONRendering(width: width, palette: palette).lines(data))
      + [palette.paint(origin(answer, elapsedNanoseconds), .dim)]
  }

  private func orderBook(_ data: JSONValue) -> [String]? {
    guard let drawing = OrderBookDrawing(data) else { return nil }
    var lines = drawing.lines(width: width, levelCountMax: Self.levelCountMax, palette: palette)
    let hiddenCount = max(drawing.bids.count, drawing.asks.count) - Self.levelCountMax
    if hiddenCount > 0 {
      lines.append(palette.paint("… and \(hiddenCount) more levels; --json has them", .dim))
    }
    if let summary = OrderBookDrawing.summary(data) { lines.append(summary) }
    if let depth = data["depth"], depth.kind == .object {
      lines += JSONRendering(width: width, palette: palette).lines(depth)
    }
    return lines
  }

  private func candles(_ data: JSONValue) -> [String]? {
    let candles = Candle.list(data)
    if candles.isEmpty { return nil }
    return CandleDrawing(candles: candles).lines(
      width: width, rowCount: Self.candleRowCount, palette: palette)
      + [""] + JSONRendering(width: width, palette: palette).lines(data)
  }

  private func origin(_ answer: ToolAnswer, _ elapsedNanoseconds: UInt64) -> String {
    let venue =
      answer.envelope["metadata"]?["venue"]?.string.map { "venue \(TerminalText.escaped($0)) · " } ?? ""
    return "\(venue)answered in \(Elapsed.text(elapsedNanoseconds))"
  }
}
