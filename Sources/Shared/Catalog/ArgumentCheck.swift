public import Values

/// Checks the arguments of a call against the table.
///
/// The gateway runs it to answer a mistake at once, and the worker runs it again, because it trusts nobody.
public enum ArgumentCheck {
  /// The arguments with their types, or what is wrong with the first that is not right.
  ///
  /// `null` counts as not given: many clients send it for every optional argument. Values may come as strings
  /// where a number is meant, and amounts as strings or numbers; a number is read from its text, exactly.
  ///
  /// - Parameters:
  ///   - arguments: the object the client sent; absent or `null` means no arguments.
  ///   - tool: whose parameters decide.
  /// - Throws: `ToolFailure` of kind `validationError`, naming argument, value, bound and next step.
  public static func check(
    _ arguments: JSONValue?, of tool: Tool
  ) throws(ToolFailure) -> CheckedArguments {
    var checked = CheckedArguments(reservingCount: tool.parameters.count)
    if let arguments, !arguments.isNull {
      guard arguments.kind == .object else {
        throw .argument(
          "arguments", value: ShownValue.text(of: arguments), problem: "is not an object",
          bound: "a JSON object with arguments by name")
      }
      for (name, value) in arguments.members {
        guard let parameter = tool.parameter(named: name) else { throw .unknown(name, tool: tool) }
        if value.isNull || checked.contains(parameter.name) { continue }
        checked.append(parameter.name, try Self.value(value, of: parameter))
      }
    }
    for rule in tool.rules { try check(rule, checked, tool) }
    for parameter in tool.parameters {
      // Most parameters have no default, and then there is nothing to look for.
      guard parameter.hasWordOnAbsence, !checked.contains(parameter.name) else { continue }
      if let value = parameter.checkedDefault {
        checked.append(parameter.name, value)
      } else if parameter.isRequired {
        throw .missing(parameter, tool: tool)
      }
    }
    return checked
  }

  private static func check(
    _ rule: ArgumentRule, _ checked: CheckedArguments, _ tool: Tool
  ) throws(ToolFailure) {
    switch rule {
    case .notTogether(let names):
      var givenCount = 0
      for name in names where checked.contains(name) { givenCount += 1 }
      guard givenCount > 1 else { return }
      let given = names.filter(checked.contains)
      throw ToolFailure(
        kind: .validationError, message: "\(given.joined(separator: " and ")) cannot be used together",
        suggestion: "Give only one of \(names.joined(separator: ", ")).",
        details: [("arguments", .array(given.map { .string($0) }))])
    case .oneNeeded(let names):
      for name in names where checked.contains(name) { return }
      let list = names.joined(separator: " or ")
      throw ToolFailure(
        kind: .validationError, message: "\(list) is missing; \(tool.name) needs one of them",
        suggestion: "Give \(list).", details: [("arguments", .array(names.map { .string($0) }))])
    case .ordered(let first, let last):
      guard let low = checked.integer(first), let high = checked.integer(last), low > high else { return }
      throw .argument(
        first, value: String(low), problem: "is more than \(last) \(high)",
        bound: "\(first) of at most \(high)",
        suggestion: "Swap them, or leave one out.")
    }
  }
}
