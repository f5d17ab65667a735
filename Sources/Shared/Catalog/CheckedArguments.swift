public import Values

/// The arguments of one call after `ArgumentCheck`: known names, right types, in range, defaults filled in.
///
/// Asking for an argument by the wrong type answers `nil`, like asking for one that was not given: the table
/// and the code that reads it are held together by a test over all tools.
public struct CheckedArguments: Sendable {
  private var entries: [(name: String, value: CheckedValue)] = []

  init(reservingCount count: Int) {
    entries.reserveCapacity(count)
  }

  /// The arguments in the order of their names.
  var entriesByName: [(name: String, value: CheckedValue)] { entries.sorted { $0.name < $1.name } }

  mutating func append(_ name: String, _ value: CheckedValue) {
    entries.append((name, value))
  }

  func value(_ name: String) -> CheckedValue? {
    for index in entries.indices where entries[index].name == name { return entries[index].value }
    return nil
  }

  /// Whether the argument was given or has a default.
  public func contains(_ name: String) -> Bool {
    for index in entries.indices where entries[index].name == name { return true }
    return false
  }

  /// A trading pair.
  public func symbol(_ name: String = "symbol") -> Symbol? {
    if case .symbol(let symbol)? = value(name) { symbol } else { nil }
  }

  /// Several trading pairs, each once, in the order given.
  public func symbols(_ name: String = "symbols") -> [Symbol]? {
    if case .symbols(let symbols)? = value(name) { symbols } else { nil }
  }

  /// A whole number, or a time in milliseconds.
  public func integer(_ name: String) -> Int? {
    if case .integer(let integer)? = value(name) { integer } else { nil }
  }

  /// An exact amount.
  public func decimal(_ name: String) -> ExactDecimal? {
    if case .decimal(let decimal)? = value(name) { decimal } else { nil }
  }

  /// Text, a choice, an interval, a window, a time zone or a cursor.
  public func string(_ name: String) -> String? {
    if case .text(let text)? = value(name) { text } else { nil }
  }

  /// True or false.
  public func boolean(_ name: String) -> Bool? {
    if case .boolean(let boolean)? = value(name) { boolean } else { nil }
  }
}
