import Values

/// The value of one argument after its check.
enum CheckedValue: Sendable {
  case symbol(Symbol)
  case symbols([Symbol])
  case integer(Int)
  case decimal(ExactDecimal)
  case text(String)
  case boolean(Bool)
}
