import Values

/// A JSON Schema validator for the keywords that the official MCP schemas use.
///
/// A keyword it does not know is a problem of its own, so that it can never pass a message by overlooking a
/// rule.
package struct JSONSchema {
  private let root: JSON
  private static let annotations: Set<String> = [
    "description", "title", "default", "$schema", "$defs", "definitions", "examples",
  ]
  // `uri` and `byte` are annotations in both dialects unless a validator is asked to assert them.
  private static let formats: Set<String> = ["uri", "byte", "uri-template"]

  package init(root: JSON) { self.root = root }

  /// Whether the schema has a definition of that name.
  package func hasDefinition(_ name: String) -> Bool { definition(name) != nil }

  /// What is wrong with a value, one line each with its place; empty when it is valid.
  package func problems(of value: JSON, as name: String) -> [String] {
    guard let schema = definition(name) else { return ["no definition \(name)"] }
    return problems(of: value, schema, at: name)
  }

  /// The same with a schema that is not one of the definitions.
  package func problems(of value: JSON, _ schema: JSON, at path: String) -> [String] {
    switch schema {
    case .boolean(let isAllowed): return isAllowed ? [] : ["\(path): not allowed"]
    case .object(let members):
      return members.flatMap { keyword in
        problems(of: value, keyword: keyword.key, keyword.value, in: schema, at: path)
      }
    default: return ["\(path): the schema is neither an object nor a boolean"]
    }
  }

  private func definition(_ name: String) -> JSON? {
    root["$defs"]?[name] ?? root["definitions"]?[name]
  }

  private func problems(
    of value: JSON, keyword: String, _ argument: JSON, in schema: JSON, at path: String
  ) -> [String] {
    switch keyword {
    case "$ref": return reference(value, argument, at: path)
    case "type": return type(value, argument, at: path)
    case "const": return value == argument ? [] : ["\(path): is not the constant \(argument)"]
    case "enum": return argument.elements.contains(value) ? [] : ["\(path): is not one of the values"]
    case "properties", "required", "additionalProperties":
      return object(value, keyword, argument, in: schema, at: path)
    case "items", "minItems", "maxItems": return array(value, keyword, argument, at: path)
    case "minimum", "maximum": return bound(value, keyword, argument, at: path)
    case "anyOf", "oneOf":
      let results = argument.elements.map { problems(of: value, $0, at: path) }
      let matches = results.filter(\.isEmpty).count
      if keyword == "anyOf" ? matches > 0 : matches == 1 { return [] }
      return ["\(path): matches \(matches) of the alternatives of \(keyword)"] + results.joined()
    case "allOf": return argument.elements.flatMap { problems(of: value, $0, at: path) }
    case "format":
      guard case .string(let format) = argument, JSONSchema.formats.contains(format) else {
        return ["\(path): the validator does not know the format \(argument)"]
      }
      return []
    default:
      return JSONSchema.annotations.contains(keyword)
        ? [] : ["\(path): the validator does not know the keyword \(keyword)"]
    }
  }

  private func reference(_ value: JSON, _ argument: JSON, at path: String) -> [String] {
    guard case .string(let address) = argument, let name = address.split(separator: "/").last,
      address.hasPrefix("#/$defs/") || address.hasPrefix("#/definitions/"),
      let target = definition(String(name))
    else { return ["\(path): unknown reference \(argument)"] }
    return problems(of: value, target, at: path)
  }

  private func type(_ value: JSON, _ argument: JSON, at path: String) -> [String] {
    let names: [JSON] = if case .array(let list) = argument { list } else { [argument] }
    for case .string(let name) in names where value.isOfType(name) { return [] }
    return ["\(path): is not of type \(names)"]
  }

  private func object(
    _ value: JSON, _ keyword: String, _ argument: JSON, in schema: JSON, at path: String
  ) -> [String] {
    guard case .object(let members) = value else { return [] }
    switch keyword {
    case "required":
      return argument.elements.compactMap {
        guard case .string(let name) = $0, value[name] == nil else { return nil }
        return "\(path): \(name) is missing"
      }
    case "properties":
      return members.flatMap { member in
        argument[member.key].map { problems(of: member.value, $0, at: "\(path).\(member.key)") } ?? []
      }
    default:
      return members.flatMap { member in
        schema["properties"]?[member.key] == nil
          ? problems(of: member.value, argument, at: "\(path).\(member.key)") : []
      }
    }
  }

  private func array(_ value: JSON, _ keyword: String, _ argument: JSON, at path: String) -> [String] {
    guard case .array(let elements) = value else { return [] }
    switch keyword {
    case "items":
      return elements.enumerated().flatMap { problems(of: $1, argument, at: "\(path)[\($0)]") }
    default:
      guard case .number(let text) = argument, let bound = Int(text) else {
        return ["\(path): bad \(keyword)"]
      }
      let isValid = keyword == "minItems" ? elements.count >= bound : elements.count <= bound
      return isValid ? [] : ["\(path): has \(elements.count) elements, \(keyword) is \(bound)"]
    }
  }

  private func bound(_ value: JSON, _ keyword: String, _ argument: JSON, at path: String) -> [String] {
    guard case .number(let text) = value, case .number(let boundText) = argument else { return [] }
    do {
      let number = try ExactDecimal(jsonNumber: text)
      let bound = try ExactDecimal(jsonNumber: boundText)
      return (keyword == "minimum" ? number >= bound : number <= bound)
        ? [] : ["\(path): \(text) is beyond the \(keyword) \(boundText)"]
    } catch {
      return ["\(path): \(text) cannot be compared with \(boundText)"]
    }
  }
}

extension JSON {
  fileprivate func isOfType(_ name: String) -> Bool {
    switch (self, name) {
    case (.null, "null"), (.boolean, "boolean"), (.number, "number"), (.string, "string"), (.array, "array"),
      (.object, "object"):
      return true
    case (.number(let text), "integer"):
      if text.allSatisfy({ $0.isNumber || $0 == "-" }) { return true }
      // A number with a fraction or an exponent may still be whole; one that is too long to be read is taken
      // for not.
      guard let value = try? ExactDecimal(jsonNumber: text) else { return false }
      return value.rounded(decimals: 0, rounding: .down) == value
    default: return false
    }
  }
}
