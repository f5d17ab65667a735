import Values

extension JSON {
  /// The value over several lines, so that a change of a snapshot can be read as a difference of lines.
  func pretty(indent: String = "") -> String {
    let inner = indent + "  "
    switch self {
    case .array(let elements) where elements.contains { $0.isContainer }:
      return "[\n" + elements.map { inner + $0.pretty(indent: inner) }.joined(separator: ",\n")
        + "\n\(indent)]"
    case .object(let members) where !members.isEmpty:
      let lines = members.map { member in
        "\(inner)\(JSON.string(member.key).text): \(member.value.pretty(indent: inner))"
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    default: return text
    }
  }

  /// The compact text.
  var text: String { String(decoding: encoded(), as: UTF8.self) }

  private var isContainer: Bool {
    switch self {
    case .array, .object: true
    default: false
    }
  }
}
