internal import Configuration
internal import Values

extension SettingsReport {
  /// The report as a table, then what it means.
  func lines(width: Int, palette: Palette) -> [String] {
    let cells = rows.map { row in
      [row.name, TerminalText.escaped(row.value ?? "–"), row.origin.words]
    }
    var lines = [
      configurationFile.map { "Configuration file: \(TerminalText.escaped($0))" } ?? "No configuration file.",
      "",
    ]
    lines += TextTable(titles: ["setting", "value", "from"], rows: cells).lines(
      width: width, palette: palette)
    lines.append("")
    lines += sentences.flatMap { WrappedText.lines($0, width: width) }
    if rows.contains(where: { $0.name == "read_only" && $0.value == "true" }) {
      lines.append("Read-only all the same: nothing that moves money is listed or done.")
    }
    return lines
  }

  /// The report as one object.
  var json: JSON {
    let settings: [JSON] = rows.map { row in
      var members: [JSON.Member] = [
        .init(key: "name", value: .string(row.name)),
        .init(key: "value", value: row.value.map { .string($0) } ?? .null),
        .init(key: "origin", value: .string(row.origin.kind)),
      ]
      if let name = row.origin.name { members.append(.init(key: "origin_name", value: .string(name))) }
      return .object(members)
    }
    return [
      "configuration_file": configurationFile.map { .string($0) } ?? .null, "settings": .array(settings),
      "words": .array(sentences.map { .string($0) }),
    ]
  }
}
