import Values

/// One check for each kind of argument.
extension ArgumentCheck {
  static func value(_ value: JSONValue, of parameter: Parameter) throws(ToolFailure) -> CheckedValue {
    switch parameter.kind {
    case .symbol:
      return .symbol(try symbol(value, parameter))
    case .symbols(let countMax):
      return .symbols(try symbols(value, parameter, countMax: countMax))
    case .interval(let choices), .choice(let choices):
      return .text(try choice(value, parameter, choices))
    case .window:
      let text = try string(value, parameter)
      guard TimeWindow.isValid(text) else { throw .refused(parameter, value, "is not a window of time") }
      return .text(text)
    case .integer(let range):
      return .integer(try integer(value, parameter, range))
    case .decimal(let minimum, let maximum):
      return .decimal(try decimal(value, parameter, minimum, maximum))
    case .string(let lengthMax):
      return .text(try boundedText(value, parameter, lengthMax: lengthMax))
    case .cursor:
      return .text(try boundedText(value, parameter, lengthMax: Parameter.cursorLengthMax))
    case .boolean:
      return .boolean(try boolean(value, parameter))
    case .timestampMilliseconds:
      return .integer(try timestamp(value, parameter))
    case .timeZone:
      return .text(try timeZone(value, parameter))
    }
  }

  private static func string(_ value: JSONValue, _ parameter: Parameter) throws(ToolFailure) -> String {
    guard let text = value.string else {
      throw .refused(parameter, value, "is not a string")
    }
    return text
  }

  private static func symbol(_ value: JSONValue, _ parameter: Parameter) throws(ToolFailure) -> Symbol {
    let text = try string(value, parameter)
    do {
      return try Symbol(text)
    } catch {
      throw .refused(parameter, value, "is not a trading pair; nothing is taken out of it to make it one")
    }
  }

  /// An array, or one string with commas: people type the latter on command lines, and models send it at
  /// times.
  private static func symbols(
    _ value: JSONValue, _ parameter: Parameter, countMax: Int
  ) throws(ToolFailure) -> [Symbol] {
    var symbols: [Symbol] = []
    if value.kind == .array {
      guard value.count <= countMax else {
        throw .refused(parameter, value, "has more than the \(countMax) trading pairs of one call")
      }
      for element in value.elements {
        let symbol = try symbol(element, parameter)
        if !symbols.contains(symbol) { symbols.append(symbol) }
      }
    } else if let text = value.string {
      let parts = text.split(separator: ",", maxSplits: countMax, omittingEmptySubsequences: false)
      guard parts.count <= countMax else {
        throw .refused(parameter, value, "has more than the \(countMax) trading pairs of one call")
      }
      for part in parts {
        guard let symbol = Self.symbol(trimming: part) else {
          throw .argument(
            parameter.name, value: ShownValue.quoted(String(part)), problem: "is not a trading pair",
            bound: parameter.kind.expectation())
        }
        if !symbols.contains(symbol) { symbols.append(symbol) }
      }
    } else {
      throw .refused(parameter, value, "is neither an array nor a string with commas")
    }
    guard !symbols.isEmpty else { throw .refused(parameter, value, "is empty") }
    return symbols
  }

  private static func symbol(trimming part: Substring) -> Symbol? {
    var name = part
    while name.first == " " { name.removeFirst() }
    while name.last == " " { name.removeLast() }
    do { return try Symbol(String(name)) } catch { return nil }
  }

  private static func choice(
    _ value: JSONValue, _ parameter: Parameter, _ choices: [String]
  ) throws(ToolFailure) -> String {
    let text = try string(value, parameter)
    if choices.contains(text) { return text }
    let alike = choices.filter { $0.lowercased() == text.lowercased() }
    let nearest = alike.count > 1 ? nil : alike.first ?? NearestName.find(text, among: choices)
    throw .argument(
      parameter.name, value: ShownValue.text(of: value), problem: "is not a choice",
      bound: parameter.kind.expectation(), suggestion: nearest.map { "Did you mean \($0)?" })
  }

  /// A whole number from its text; `5`, `"5"`, `5.0` and `5e0` are the same number.
  private static func wholeNumber(_ value: JSONValue) -> Int? {
    if let integer = value.integer { return integer }
    if let text = value.string {
      guard text.utf8.count <= 20 else { return nil }
      return text.utf8.first == UInt8(ascii: "+") ? nil : Int(text)
    }
    guard value.kind == .number, let decimal = value.decimal else { return nil }
    let plain = decimal.withoutTrailingZeros.description
    return Int(plain)
  }

  private static func integer(
    _ value: JSONValue, _ parameter: Parameter, _ range: ClosedRange<Int>
  ) throws(ToolFailure) -> Int {
    guard let integer = wholeNumber(value) else { throw .refused(parameter, value, "is not a whole number") }
    guard range.contains(integer) else {
      let problem =
        integer < range.lowerBound
        ? "is less than the minimum \(range.lowerBound)" : "is more than the maximum \(range.upperBound)"
      throw .refused(parameter, value, problem)
    }
    return integer
  }

  private static func decimal(
    _ value: JSONValue, _ parameter: Parameter, _ minimum: ExactDecimal?, _ maximum: ExactDecimal?
  ) throws(ToolFailure) -> ExactDecimal {
    guard let decimal = value.decimal else {
      throw .refused(parameter, value, "is not an amount in plain decimals")
    }
    if let minimum, decimal < minimum {
      throw .refused(parameter, value, "is less than the minimum \(minimum)")
    }
    if let maximum, decimal > maximum {
      throw .refused(parameter, value, "is more than the maximum \(maximum)")
    }
    return decimal
  }

  private static func boundedText(
    _ value: JSONValue, _ parameter: Parameter, lengthMax: Int
  ) throws(ToolFailure) -> String {
    let text = try string(value, parameter)
    guard !text.isEmpty else { throw .refused(parameter, value, "is empty") }
    guard text.unicodeScalars.count <= lengthMax else {
      throw .refused(parameter, value, "is longer than \(lengthMax) characters")
    }
    guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      throw .refused(parameter, value, "contains a control character")
    }
    return text
  }

  private static func boolean(_ value: JSONValue, _ parameter: Parameter) throws(ToolFailure) -> Bool {
    if let boolean = value.boolean { return boolean }
    switch value.string {
    case "true": return true
    case "false": return false
    default: throw .refused(parameter, value, "is neither true nor false")
    }
  }

  private static func timestamp(_ value: JSONValue, _ parameter: Parameter) throws(ToolFailure) -> Int {
    guard let time = wholeNumber(value) else { throw .refused(parameter, value, "is not a whole number") }
    guard time >= 0 else { throw .refused(parameter, value, "is before 1970") }
    // Seconds of the years 2001 to 5138 read as milliseconds would all lie in 1970 to 1973, before any
    // exchange.
    guard !(1_000_000_000..<100_000_000_000).contains(time) else {
      throw .argument(
        parameter.name, value: String(time), problem: "looks like seconds",
        bound: parameter.kind.expectation(),
        suggestion: "Use \(time)000 if seconds were meant.")
    }
    guard time <= TimeWindow.timestampMillisecondsMax else {
      throw .refused(parameter, value, "is after the year 9999; it may be in microseconds")
    }
    return time
  }

  /// Clients also send a bare number of hours.
  private static func timeZone(_ value: JSONValue, _ parameter: Parameter) throws(ToolFailure) -> String {
    let text = value.kind == .number ? value.numberText ?? "" : try string(value, parameter)
    guard TimeWindow.isTimeZone(text) else { throw .refused(parameter, value, "is not an offset from UTC") }
    return text
  }
}
