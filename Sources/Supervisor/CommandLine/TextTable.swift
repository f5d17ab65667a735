/// A table of text in a bounded width.
///
/// Columns that do not fit are left out from the right and named, rather than cut to stumps; only text that
/// has some room left is cut. Half a price is worse than none.
struct TextTable {
  /// The least room in which the last column is still worth showing, cut; numbers are never cut.
  static let cutWidthMin = 16
  /// The most columns of text that one cell may take.
  static let cellWidthMax = 60

  /// Titles; empty for a table without.
  let titles: [String]
  /// Rows of cells, already escaped; short rows are filled up with empty cells.
  let rows: [[String]]

  /// The table as lines.
  ///
  /// - Parameters:
  ///   - width: columns of the terminal; the first column is shown in any case.
  ///   - indent: spaces before each line, part of the width.
  func lines(width: Int, indent: Int = 0, palette: Palette) -> [String] {
    var (widths, isNumeric) = measured()
    let columnCount = widths.count
    var shownCount = Self.fittingCount(widths, in: width - indent)
    let used = widths.prefix(shownCount).reduce(0) { $0 + $1 + 2 }
    let room = width - indent - used
    if shownCount < columnCount, !isNumeric[shownCount], room >= Self.cutWidthMin {
      widths[shownCount] = room
      shownCount += 1
    }
    let margin = String(repeating: " ", count: indent)
    func line(_ cells: [String]) -> String {
      var text = margin
      for column in 0..<shownCount {
        let isLast = column == shownCount - 1
        let cell = column < cells.count ? cells[column] : ""
        let room = min(widths[column], max(1, width - indent))
        // Nothing after the last cell, unless it is pushed right.
        text +=
          isLast && !isNumeric[column]
          ? DisplayWidth.clipped(cell, width: room)
          : DisplayWidth.fitted(cell, width: room, isRight: isNumeric[column])
        if !isLast { text += "  " }
      }
      while text.last == " " { text.removeLast() }
      return text
    }
    var lines = titles.isEmpty ? [] : [palette.paint(line(titles), .dim)]
    lines += rows.map(line)
    if shownCount < columnCount, !titles.isEmpty {
      let missing = titles.dropFirst(shownCount).joined(separator: ", ")
      lines.append(margin + palette.paint("(no room for: \(missing); --json has everything)", .dim))
    }
    return lines
  }

  /// Whether all columns fit.
  func fits(width: Int, indent: Int = 0) -> Bool {
    let widths = measured().widths
    return Self.fittingCount(widths, in: width - indent) == widths.count
  }

  /// The width of each column, and whether it holds numbers only.
  private func measured() -> (widths: [Int], isNumeric: [Bool]) {
    let columnCount = max(titles.count, rows.map(\.count).max() ?? 0)
    var widths = [Int](repeating: 0, count: columnCount)
    var isNumeric = [Bool](repeating: true, count: columnCount)
    for row in rows {
      for (column, cell) in row.enumerated() {
        widths[column] = max(widths[column], min(Self.cellWidthMax, DisplayWidth.columns(of: cell)))
        if !Self.isNumber(cell) { isNumeric[column] = false }
      }
    }
    for (column, title) in titles.enumerated() { widths[column] = max(widths[column], title.count) }
    return (widths, isNumeric)
  }

  private static func fittingCount(_ widths: [Int], in room: Int) -> Int {
    var used = 0
    for (column, width) in widths.enumerated() {
      used += width + (column == 0 ? 0 : 2)
      if used > room { return max(1, column) }
    }
    return widths.count
  }

  private static func isNumber(_ cell: String) -> Bool {
    cell.isEmpty
      || cell.utf8.allSatisfy {
        (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
      }
  }
}
