import Testing
import Values

/// What both draft-07 and 2020-12 read alike, and what clients stumble over.
enum SchemaRules {
  private static let words: Set<String> = [
    "type", "properties", "required", "additionalProperties", "items", "enum", "minimum", "maximum",
    "minItems",
    "maxItems", "maxLength", "pattern", "default", "examples", "description",
  ]

  static func check(_ schema: JSON) throws {
    guard case .object(let members) = schema else {
      Issue.record("a schema is not an object: \(schema.text)")
      return
    }
    for member in members {
      #expect(words.contains(member.key), "\(member.key) is not a word for every client")
    }
    #expect(schema["type"] != nil, "no type: \(schema.text)")
    if mentions("array", schema["type"]) {
      try check(#require(schema["items"], "an array without items: \(schema.text)"))
    }
    guard case .object(let properties)? = schema["properties"] else { return }
    for property in properties { try check(property.value) }
    guard case .array(let required)? = schema["required"] else { return }
    for name in required {
      guard case .string(let name) = name else {
        Issue.record("a required name is not a string")
        continue
      }
      #expect(properties.contains { $0.key == name }, "\(name) is required but not described")
    }
  }

  private static func mentions(_ type: String, _ value: JSON?) -> Bool {
    switch value {
    case .string(let text)?: text == type
    case .array(let types)?: types.contains(.string(type))
    default: false
    }
  }
}
