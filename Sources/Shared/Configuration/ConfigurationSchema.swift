public import Values

/// The JSON Schema of `bulkhead.json` (draft 2020-12), from the table of keys.
///
/// For editors and for people. What a schema cannot say (whether a tool exists, whether a folder can be
/// trusted) `bulkhead config check` says.
public enum ConfigurationSchema {
  /// Where the published one lies in the repository.
  public static let path = "docs/bulkhead.schema.json"

  /// The schema.
  public static var json: JSON {
    var members: [JSON.Member] = [
      .init(key: "$schema", value: "https://json-schema.org/draft/2020-12/schema"),
      .init(key: "title", value: "bulkhead.json"),
      .init(
        key: "description",
        value: "What the operator of bulkhead allows and where things are. Every key may be left out."),
    ]
    members += object(below: "", with: [.init(key: ConfigurationReader.schemaKey, value: ["type": "string"])])
    return .object(members)
  }

  /// The members of a schema for the object whose keys begin with a prefix.
  private static func object(below prefix: String, with first: [JSON.Member] = []) -> [JSON.Member] {
    var properties = first
    for key in ConfigurationKey.all where key.name.hasPrefix(prefix) {
      let rest = key.name.dropFirst(prefix.count)
      let name = String(rest.prefix { $0 != "." })
      if properties.contains(where: { $0.key == name }) { continue }
      let value: JSON =
        rest.contains(".")
        ? .object(object(below: prefix + name + "."))
        : .object([.init(key: "description", value: .string(key.explanation))] + key.schemaMembers)
      properties.append(.init(key: name, value: value))
    }
    return [
      .init(key: "type", value: "object"), .init(key: "additionalProperties", value: false),
      .init(key: "properties", value: .object(properties)),
    ]
  }
}

extension ConfigurationKey {
  /// What the schema says of its value.
  fileprivate var schemaMembers: [JSON.Member] {
    switch kind {
    case .flag: [.init(key: "type", value: "boolean"), .init(key: "default", value: false)]
    case .asset: Self.text(pattern: "^[A-Za-z0-9]{1,20}$")
    case .symbols: Self.list(of: .object(Self.text(lengthMax: Symbol.scalarCountMax)))
    case .choices(let words, _): Self.list(of: .object(Self.oneOf(words)), countMax: words.count)
    case .choice(let words, _): Self.oneOf(words)
    case .amount(let bound, _):
      Self.amount(
        pattern: "^[0-9]+(\\.[0-9]{1,\(AmountBound.decimalCountMax)})?$",
        from: bound.takesZero ? 0 : 1, to: bound.most)
    case .count(let range, _):
      [
        .init(key: "type", value: "integer"), .init(key: "minimum", value: .integer(range.lowerBound)),
        .init(key: "maximum", value: .integer(range.upperBound)),
      ]
    case .seconds(let range, _):
      Self.amount(
        pattern: "^[0-9]+(\\.[0-9]{1,3})?$", from: (range.lowerBound + 999) / 1000,
        to: range.upperBound / 1000)
    case .url: Self.text(pattern: "^[Hh][Tt][Tt][Pp][Ss]?://", lengthMax: BaseURL.lengthMax)
    case .path: Self.text(pattern: "^/", lengthMax: Self.pathByteCountMax)
    case .keyID: Self.text(pattern: "^[A-Za-z0-9_-]{1,\(Self.keyIDByteCountMax)}$")
    case .word:
      Self.text(pattern: "^[!#-&(-\\[\\]-~]{1,\(Self.wordByteCountMax)}$")
    case .toolSelection: Self.text()
    }
  }

  private static func text(pattern: String? = nil, lengthMax: Int? = nil) -> [JSON.Member] {
    var members: [JSON.Member] = [.init(key: "type", value: "string")]
    if let pattern { members.append(.init(key: "pattern", value: .string(pattern))) }
    if pattern == nil { members.append(.init(key: "minLength", value: 1)) }
    if let lengthMax { members.append(.init(key: "maxLength", value: .integer(lengthMax))) }
    return members
  }

  private static func oneOf(_ words: [String]) -> [JSON.Member] {
    [.init(key: "enum", value: .array(words.map { .string($0) }))]
  }

  private static func list(of element: JSON, countMax: Int = listCountMax) -> [JSON.Member] {
    [
      .init(key: "type", value: "array"), .init(key: "items", value: element),
      .init(key: "minItems", value: 1), .init(key: "maxItems", value: .integer(countMax)),
      .init(key: "uniqueItems", value: true),
    ]
  }

  private static func amount(pattern: String, from least: Int, to most: Int) -> [JSON.Member] {
    let text: JSON = ["type": "string", "pattern": .string(pattern)]
    let whole: JSON = ["type": "integer", "minimum": .integer(least), "maximum": .integer(most)]
    return [.init(key: "anyOf", value: .array([text, whole]))]
  }
}
