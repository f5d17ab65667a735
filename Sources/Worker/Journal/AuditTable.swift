/// Rows as a table of text.
enum AuditTable {
  private static let titles = ["time (UTC)", "what", "id", "symbol", "side", "amount", "outcome"]
  /// Characters of a cell at most, so that one of them does not push all the others off the screen.
  private static let widthsMax = [24, 32, 40, 32, 16, 48, Shown.lengthMax]

  /// The table, with a line of titles. Every text is made fit for a terminal.
  static func text(_ rows: [AuditRow]) -> String {
    let lines =
      [titles]
      + rows.map { row in
        zip(row.cells, widthsMax).map { Shown.text($0, lengthMax: $1) }
      }
    let widths = titles.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    return lines.map { line in
      var text = ""
      for (column, cell) in line.enumerated() {
        text += cell
        let isLast = line[(column + 1)...].allSatisfy(\.isEmpty)
        if isLast { break }
        text += String(repeating: " ", count: widths[column] - cell.count + 2)
      }
      return text + "\n"
    }.joined()
  }
}
