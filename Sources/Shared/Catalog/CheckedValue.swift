public import Values

/// The value of one argument after its check.
public enum CheckedValue: Sendable {
  /// A trading pair.
  case symbol(Symbol)
  /// Several, each once.
  case symbols([Symbol])
  /// A whole number, or a time in milliseconds.
  case integer(Int)
  /// An exact amount.
  case decimal(ExactDecimal)
  /// Text, a choice, an interval, a window, a time zone or a cursor.
  case text(String)
  /// True or false.
  case boolean(Bool)
}
