import Values

extension Parameter {
  /// A default as the check would read it.
  static func checked(_ value: JSON?, of kind: Kind) -> CheckedValue? {
    switch value {
    case .number(let text)?:
      if case .integer = kind { return Int(text).map { .integer($0) } }
      do { return .decimal(try ExactDecimal(text)) } catch { return nil }
    case .string(let text)?: return .text(text)
    case .boolean(let boolean)?: return .boolean(boolean)
    default: return nil
    }
  }
}
