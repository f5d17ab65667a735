import Values

/// The failures of arguments: each names the argument, the value as it came and the bound, and says what to
/// do.
extension ToolFailure {
  /// What `details.argument` is when the state that a client brought back was refused: `requestState` is no
  /// argument of a tool, and the protocol core answers it as an error of the request's parameters.
  public static let stateArgument = "requestState"

  /// A refused argument.
  ///
  /// - Parameters:
  ///   - name: the argument.
  ///   - value: the value as it came, already made harmless by `ShownValue`; `nil` when there is none.
  ///   - problem: what is wrong with it; the message is "NAME VALUE PROBLEM".
  ///   - bound: what would be accepted.
  ///   - suggestion: the next step; by default to use what the bound says.
  public static func argument(
    _ name: String, value: String?, problem: String, bound: String, suggestion: String? = nil
  ) -> ToolFailure {
    var details: [(String, JSON)] = [("argument", .string(name))]
    if let value { details.append(("value", .string(value))) }
    details.append(("bound", .string(bound)))
    let subject = value.map { "\(name) \($0)" } ?? name
    return ToolFailure(
      kind: .validationError, message: "\(subject) \(problem)", suggestion: suggestion ?? "Use \(bound).",
      details: details)
  }

  static func missing(_ parameter: Parameter, tool: Tool) -> ToolFailure {
    .argument(
      parameter.name, value: nil, problem: "is missing; \(tool.name) needs it",
      bound: parameter.kind.expectation(example: parameter.example))
  }

  static func unknown(_ name: String, tool: Tool) -> ToolFailure {
    let names = tool.parameters.map(\.name)
    let list = names.isEmpty ? "no arguments" : names.joined(separator: ", ")
    let shown = ShownValue.quoted(name)
    let nearest = NearestName.find(name, among: names)
    return ToolFailure(
      kind: .validationError, message: "\(tool.name) has no argument \(shown); it takes \(list)",
      suggestion: nearest.map { "Did you mean \($0)?" } ?? "Leave it out, or use one of: \(list).",
      details: [
        ("argument", .string(shown)), ("nearest", nearest.map { .string($0) } ?? .null),
        ("bound", .string(list)),
      ])
  }

  static func refused(_ parameter: Parameter, _ value: JSONValue, _ problem: String) -> ToolFailure {
    .argument(
      parameter.name, value: ShownValue.text(of: value), problem: problem,
      bound: parameter.kind.expectation(example: parameter.example))
  }
}
