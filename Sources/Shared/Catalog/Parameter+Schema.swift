public import Values

extension Parameter {
  /// The JSON Schema of this argument; only words that mean the same in draft-07 and 2020-12.
  ///
  /// One plain type for each argument, although the check accepts more: several client libraries cannot read
  /// a list of types.
  public var schema: JSON {
    var members: [JSON.Member] = []
    func add(_ name: String, _ value: JSON) { members.append(JSON.Member(key: name, value: value)) }
    switch kind {
    case .symbol, .timeZone: add("type", "string")
    case .symbols(let countMax):
      add("type", "array")
      add("items", ["type": "string"])
      add("minItems", 1)
      add("maxItems", .number(text: String(countMax)))
    case .interval(let choices), .choice(let choices):
      add("type", "string")
      add("enum", .array(choices.map { .string($0) }))
    case .window:
      add("type", "string")
      add("pattern", "^(24h|trading_day|[1-5]?[1-9]m|[1-5]0m|1?[1-9]h|10h|2[0-3]h|[1-7]d)$")
    case .integer(let range):
      add("type", "integer")
      add("minimum", .number(text: String(range.lowerBound)))
      // The largest number that every JSON library reads exactly goes without saying.
      if range.upperBound < Self.identifierMax { add("maximum", .number(text: String(range.upperBound))) }
    case .decimal:
      add("type", "string")
      add("pattern", "^-?[0-9]+(\\.[0-9]+)?$")
    case .string(let lengthMax):
      add("type", "string")
      add("maxLength", .number(text: String(lengthMax)))
    case .cursor:
      add("type", "string")
      add("maxLength", .number(text: String(Self.cursorLengthMax)))
    case .boolean: add("type", "boolean")
    case .timestampMilliseconds:
      add("type", "integer")
      add("minimum", 0)
    }
    add("description", .string(description))
    if let defaultValue { add("default", defaultValue) }
    // The description of a trading pair has an example in it.
    if case .symbol = kind { return .object(members) }
    if let example { add("examples", .array([example])) }
    return .object(members)
  }
}
