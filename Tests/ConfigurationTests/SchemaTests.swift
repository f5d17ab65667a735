import Foundation
import TestSupport
import Testing
import Values

@testable import Configuration

/// With `BULKHEAD_WRITE_SCHEMA=1` the published schema is written anew; read the difference before
/// committing.
@Suite struct `The schema` {
  private static let isWriting = ProcessInfo.processInfo.environment["BULKHEAD_WRITE_SCHEMA"] == "1"

  @Test func `is the published one`() throws {
    let text = PrettyJSON.text(ConfigurationSchema.json) + "\n"
    let file = Repository.root.appendingPathComponent(ConfigurationSchema.path)
    if Self.isWriting { return try Data(text.utf8).write(to: file) }
    let published = try String(contentsOf: file, encoding: .utf8)
    #expect(
      published == text, "BULKHEAD_WRITE_SCHEMA=1 swift test --filter ConfigurationTests writes it anew")
  }

  @Test func `explains every key and knows no other`() throws {
    var names: [String] = []
    func walk(_ schema: JSON, _ prefix: String) {
      #expect(schema["additionalProperties"] == false && schema["type"] == "object")
      guard case .object(let members)? = schema["properties"] else { return }
      for member in members where member.key != "$schema" {
        if member.value["properties"] != nil {
          walk(member.value, prefix + member.key + ".")
        } else {
          names.append(prefix + member.key)
          #expect(member.value["description"] != nil, "\(member.key)")
        }
      }
    }
    walk(ConfigurationSchema.json, "")
    #expect(Set(names) == Set(ConfigurationKey.all.map(\.name)))
    #expect(names.count == ConfigurationKey.all.count)
  }

  @Test func `takes what the reader takes`() throws {
    for sample in KeySample.all {
      let schema = try #require(Self.schema(of: sample.key))
      for (json, _) in sample.accepted {
        #expect(try Self.accepts(schema, json), "the schema refuses \(sample.key): \(json)")
      }
    }
  }

  @Test func `refuses values of the wrong type and out of range`() throws {
    for (key, json) in [
      ("trading.enabled", "\"true\""), ("trading.symbols", "[]"), ("trading.symbols", "[1]"),
      ("trading.sides", "[\"buy\"]"), ("trading.max_leverage", "126"), ("trading.max_leverage", "0"),
      ("trading.max_order_notional", "0.5"), ("trading.max_order_notional", "\"1e2\""),
      ("trading.max_order_notional", "0"), ("log_level", "\"warn\""), ("state_folder", "\"relative\""),
      ("keys.read.id", "\"a b\""), ("call_timeout_seconds", "601"), ("hosts.spot", "\"ftp://x\""),
    ] {
      #expect(try !Self.accepts(try #require(Self.schema(of: key)), json), "the schema takes \(key): \(json)")
    }
  }

  private static func schema(of key: String) -> JSON? {
    key.split(separator: ".").reduce(ConfigurationSchema.json) { $0?["properties"]?[String($1)] }
  }

  /// The few words of JSON Schema that are in use here.
  private static func accepts(_ schema: JSON, _ json: String) throws -> Bool {
    try accepts(schema, try JSONDocument(Array(json.utf8)).root)
  }

  private static func accepts(_ schema: JSON, _ value: JSONValue) throws -> Bool {
    if case .array(let choices)? = schema["anyOf"] { return try choices.contains { try accepts($0, value) } }
    if case .array(let words)? = schema["enum"] { return words.contains(JSON(value)) }
    switch schema["type"] {
    case "boolean": return value.boolean != nil
    case "integer":
      guard let number = value.integer else { return false }
      return number >= (schema["minimum"].flatMap(Self.number) ?? .min)
        && number <= (schema["maximum"].flatMap(Self.number) ?? .max)
    case "string":
      guard let text = value.string else { return false }
      if case .string(let pattern)? = schema["pattern"] {
        guard try text.contains(Regex(pattern)) else { return false }
      }
      return text.unicodeScalars.count <= (schema["maxLength"].flatMap(Self.number) ?? .max)
    case "array":
      guard let items = schema["items"], value.kind == .array else { return false }
      let range =
        (schema["minItems"].flatMap(Self.number) ?? 0)...(schema["maxItems"].flatMap(Self.number) ?? .max)
      return try range.contains(value.count) && value.elements.allSatisfy { try accepts(items, $0) }
    default: return false
    }
  }

  private static func number(_ value: JSON) -> Int? {
    if case .number(let text) = value { return Int(text) }
    return nil
  }
}
