internal import Values

/// Any JSON as text for people: objects as aligned names and values, lists of rows as tables, everything
/// bounded and escaped.
struct JSONRendering {
  /// The most rows of a list that are shown.
  static let rowCountMax = 50
  /// The most objects of a list that are shown one below the other when they are too wide for a table.
  static let blockCountMax = 20
  /// The most lines that one text is given.
  static let proseLineCountMax = 8
  /// How deep objects inside objects are opened; deeper ones are shown as JSON, clipped.
  static let depthMax = 4

  let width: Int
  let palette: Palette

  /// The lines of a value.
  func lines(_ value: JSONValue) -> [String] { lines(value, indent: 0, depth: 0) }

  private func lines(_ value: JSONValue, indent: Int, depth: Int) -> [String] {
    switch value.kind {
    case .object where depth < Self.depthMax: object(value, indent: indent, depth: depth)
    case .array where depth < Self.depthMax: array(value, indent: indent, depth: depth)
    case .object, .array, .null, .boolean, .number, .string:
      [margin(indent) + cell(value, room: width - indent)]
    }
  }

  /// Scalars first, aligned; then what takes lines of its own, each under its name.
  private func object(_ value: JSONValue, indent: Int, depth: Int) -> [String] {
    let members = Array(value.members)
    if members.isEmpty { return [margin(indent) + "(nothing)"] }
    let isTable = value["columns"]?.kind == .array && value["rows"]?.kind == .array
    var lines: [String] = []
    let parts = members.filter { !isTable || ($0.key != "columns" && $0.key != "rows") }
    let plain = parts.filter { isOnOneLine($0.value) }
    let nameWidth = plain.map { DisplayWidth.columns(of: TerminalText.escaped($0.key)) }.max() ?? 0
    for (key, member) in plain {
      let name = DisplayWidth.fitted(TerminalText.escaped(key), width: nameWidth)
      let room = max(8, width - indent - nameWidth - 2)
      let shown = prose(member, room: room) ?? [cell(member, room: room)]
      lines.append(margin(indent) + palette.paint(name, .dim) + "  " + shown[0])
      lines += shown.dropFirst().map { margin(indent + nameWidth + 2) + $0 }
    }
    if isTable, let columns = value["columns"], let rows = value["rows"] {
      lines += table(
        rows, titles: columns.elements.map { TerminalText.escaped($0.string ?? "") }, indent: indent)
    }
    for (key, member) in parts where !isOnOneLine(member) {
      lines.append(margin(indent) + palette.paint(TerminalText.escaped(key), .dim))
      lines += self.lines(member, indent: indent + 2, depth: depth + 1)
    }
    return lines
  }

  private func array(_ value: JSONValue, indent: Int, depth: Int) -> [String] {
    let elements = Array(value.elements.prefix(Self.rowCountMax))
    if elements.isEmpty { return [margin(indent) + "(none)"] }
    if elements.allSatisfy({ $0.kind == .object }) {
      var titles: [String] = []
      for element in elements {
        for (key, _) in element.members where !titles.contains(key) && titles.count < 64 {
          titles.append(key)
        }
      }
      let rows = elements.map { element in
        titles.map { title in element[title].map { cell($0, room: TextTable.cellWidthMax) } ?? "" }
      }
      let table = TextTable(titles: titles.map(TerminalText.escaped), rows: rows)
      if elements.count <= Self.blockCountMax, !table.fits(width: width, indent: indent) {
        // Few and wide: one below the other, so that nothing has to be left out.
        return elements.enumerated().flatMap { place, element in
          (place == 0 ? [] : [""]) + lines(element, indent: indent, depth: depth + 1)
        }
      }
      return table.lines(width: width, indent: indent, palette: palette) + rest(of: value, indent: indent)
    }
    return table(value, titles: [], indent: indent)
  }

  /// An array of rows, or of single values, as a table.
  private func table(_ value: JSONValue, titles: [String], indent: Int) -> [String] {
    if value.count == 0 { return [margin(indent) + "(none)"] }
    let rows = value.elements.prefix(Self.rowCountMax).map { row in
      row.kind == .array
        ? row.elements.prefix(64).map { cell($0, room: TextTable.cellWidthMax) }
        : [cell(row, room: TextTable.cellWidthMax)]
    }
    return TextTable(titles: titles, rows: rows).lines(width: width, indent: indent, palette: palette)
      + rest(of: value, indent: indent)
  }

  private func rest(of value: JSONValue, indent: Int) -> [String] {
    guard value.count > Self.rowCountMax else { return [] }
    return [margin(indent) + palette.paint("… and \(value.count - Self.rowCountMax) more", .dim)]
  }

  private func isOnOneLine(_ value: JSONValue) -> Bool {
    switch value.kind {
    case .object: value.count == 0
    case .array:
      value.count == 0 || (value.count <= 8 && isFlat(value))
    case .null, .boolean, .number, .string: true
    }
  }

  /// A text that is too long for its line, in several; `nil` for anything else.
  private func prose(_ value: JSONValue, room: Int) -> [String]? {
    guard let text = value.string, text.utf8.count > room else { return nil }
    let lines = WrappedText.lines(TerminalText.escaped(text), width: room).prefix(Self.proseLineCountMax)
    return lines.isEmpty ? nil : lines.map { DisplayWidth.clipped($0, width: room) }
  }

  /// Whether no array or object is inside.
  private func isFlat(_ value: JSONValue) -> Bool {
    value.elements.allSatisfy { $0.kind != .object && $0.kind != .array }
      && value.members.allSatisfy { $0.value.kind != .object && $0.value.kind != .array }
  }

  private func cell(_ value: JSONValue, room: Int) -> String {
    let text: String
    switch value.kind {
    case .null: text = "none"
    case .boolean: text = value.boolean == true ? "yes" : "no"
    case .number: text = value.numberText ?? ""
    case .string: text = TerminalText.escaped(value.string ?? "")
    case .array where isFlat(value):
      text =
        value.count == 0
        ? "none" : value.elements.prefix(64).map { cell($0, room: room) }.joined(separator: ", ")
    case .object where value.count > 0 && isFlat(value):
      text = value.members.prefix(64).map { "\(TerminalText.escaped($0.key)) \(cell($0.value, room: room))" }
        .joined(separator: ", ")
    case .array, .object:
      var writer = JSONWriter()
      writer.value(value)
      text = String(decoding: TerminalText.escapedJSON(writer.bytes), as: UTF8.self)
    }
    return DisplayWidth.clipped(text, width: max(1, room))
  }

  private func margin(_ indent: Int) -> String { String(repeating: " ", count: indent) }
}
