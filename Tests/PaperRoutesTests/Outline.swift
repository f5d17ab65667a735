import Values

/// The shape of an answer: names, their order and JSON types; equal neighbours in an array count once.
enum Outline {
  /// `s` is a string, `#` a number, `!` a boolean.
  static func of(_ value: JSONValue) -> String {
    switch value.kind {
    case .null: return "null"
    case .boolean: return "!"
    case .number: return "#"
    case .string: return "s"
    case .array:
      var parts: [String] = []
      for element in value.elements.map({ of($0) }) where parts.last != element { parts.append(element) }
      return "[" + parts.joined(separator: ",") + "]"
    case .object:
      return "{" + value.members.map { $0.key + ":" + of($0.value) }.joined(separator: ",") + "}"
    }
  }
}
