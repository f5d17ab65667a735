internal import Catalog
internal import Values

/// `name=value` words as the JSON arguments of a tool, by the kinds of the tool's parameters.
///
/// Only the form is made here. Whether a value is in range is left to the server, so that a person sees the
/// answer that a client would.
enum ToolArguments {
  static func object(_ words: ArraySlice<String>, of tool: Tool) throws(UsageFailure) -> JSON {
    var members: [JSON.Member] = []
    for word in words {
      guard let equals = word.firstIndex(of: "=") else { throw nameless(word, tool) }
      let name = String(word[..<equals])
      guard let parameter = tool.parameter(named: name) else { throw unknown(name, tool) }
      guard !members.contains(where: { $0.key == name }) else {
        throw UsageFailure("\(name) is given twice", suggestion: "Keep the one that is meant.")
      }
      let text = String(word[word.index(after: equals)...])
      members.append(JSON.Member(key: name, value: try value(text, of: parameter)))
    }
    return .object(members)
  }

  private static func value(_ text: String, of parameter: Parameter) throws(UsageFailure) -> JSON {
    switch parameter.kind {
    case .symbols:
      let names = text.split(separator: ",", omittingEmptySubsequences: false)
      return .array(names.map { .string(String($0)) })
    case .integer, .timestampMilliseconds:
      guard let number = Int(text), String(number) == text else { throw unreadable(text, parameter) }
      return .integer(number)
    case .boolean:
      switch text.lowercased() {
      case "true", "yes", "1": return .boolean(true)
      case "false", "no", "0": return .boolean(false)
      default: throw unreadable(text, parameter)
      }
    case .symbol, .interval, .choice, .window, .decimal, .string, .timeZone, .cursor:
      return .string(text)
    }
  }

  private static func unreadable(_ text: String, _ parameter: Parameter) -> UsageFailure {
    let expectation = parameter.kind.expectation(example: parameter.example)
    return UsageFailure(
      "\(parameter.name)=\(TerminalText.shown(text)) is not \(expectation)",
      suggestion: "Write \(parameter.name)=VALUE with \(expectation).")
  }

  private static func nameless(_ word: String, _ tool: Tool) -> UsageFailure {
    let shown = TerminalText.shown(word)
    let first = tool.parameters.first { $0.isRequired } ?? tool.parameters.first
    return UsageFailure(
      "the argument \(TerminalText.quoted(word)) has no name",
      suggestion: first.map { "Write name=value, for example: \($0.name)=\(shown)" }
        ?? "\(tool.name) takes no arguments.")
  }

  private static func unknown(_ name: String, _ tool: Tool) -> UsageFailure {
    let names = tool.parameters.map(\.name)
    let list = names.isEmpty ? "no arguments" : names.joined(separator: ", ")
    let nearest = NearestName.find(name, among: names)
    return UsageFailure(
      "\(tool.name) has no argument \(TerminalText.quoted(name)); it takes \(list)",
      suggestion: nearest.map { "Did you mean \($0)?" } ?? "Try: bulkhead help \(tool.name)")
  }
}
