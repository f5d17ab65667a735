public import Values

/// The few words of JSON Schema that the catalog uses, checked against a value.
public enum SchemaCheck {
  /// What does not fit: nothing, when the value is as the schema says.
  public static func problems(of value: JSON, schema: JSON, at place: String = "answer") -> [String] {
    var problems: [String] = []
    let types: [String] =
      switch schema["type"] {
      case .string(let type)?: [type]
      case .array(let list)?: list.compactMap { if case .string(let type) = $0 { type } else { nil } }
      default: []
      }
    if !types.isEmpty, !types.contains(typeName(value)) {
      problems.append("\(place) is \(typeName(value)), not \(types.joined(separator: " or "))")
    }
    if case .object(let members) = value {
      if case .array(let required)? = schema["required"] {
        for case .string(let key) in required where value[key] == nil {
          problems.append("\(place).\(key) is missing")
        }
      }
      if let properties = schema["properties"] {
        for member in members {
          guard let inner = properties[member.key] else { continue }
          problems += Self.problems(of: member.value, schema: inner, at: "\(place).\(member.key)")
        }
      }
    }
    if case .array(let elements) = value, let inner = schema["items"] {
      for (index, element) in elements.enumerated() {
        problems += Self.problems(of: element, schema: inner, at: "\(place)[\(index)]")
      }
    }
    return problems
  }

  private static func typeName(_ value: JSON) -> String {
    switch value {
    case .null: "null"
    case .boolean: "boolean"
    case .number(let text):
      text.utf8.allSatisfy { $0 == 0x2D || (0x30...0x39).contains($0) } ? "integer" : "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}
