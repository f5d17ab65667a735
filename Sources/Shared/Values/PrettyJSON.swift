/// JSON as people write it into configuration files: two spaces a level, arrays of strings on one line.
public enum PrettyJSON {
  /// The text, without a newline at its end.
  public static func text(_ value: JSON) -> String { text(value, indent: 0) }

  private static func text(_ value: JSON, indent: Int) -> String {
    let margin = String(repeating: "  ", count: indent + 1)
    let end = String(repeating: "  ", count: indent)
    switch value {
    case .object(let members) where !members.isEmpty:
      let lines = members.map {
        "\(margin)\(encoded(.string($0.key))): \(text($0.value, indent: indent + 1))"
      }
      return "{\n\(lines.joined(separator: ",\n"))\n\(end)}"
    case .array(let elements) where elements.contains(where: isContainer):
      let lines = elements.map { margin + text($0, indent: indent + 1) }
      return "[\n\(lines.joined(separator: ",\n"))\n\(end)]"
    case .array(let elements):
      return "[\(elements.map { encoded($0) }.joined(separator: ", "))]"
    case .object, .null, .boolean, .number, .string:
      return encoded(value)
    }
  }

  private static func isContainer(_ value: JSON) -> Bool {
    switch value {
    case .array, .object: true
    case .null, .boolean, .number, .string: false
    }
  }

  private static func encoded(_ value: JSON) -> String { String(decoding: value.encoded(), as: UTF8.self) }
}
