import Values

extension Parameter {
  /// The default as the check would read it; a test holds that every default passes the check of its own
  /// kind.
  static func checked(_ defaultValue: JSON?, of kind: Kind) -> CheckedValue? {
    switch defaultValue {
    case .number(let text)?:
      if case .integer = kind { return Int(text).map { .integer($0) } }
      do { return .decimal(try ExactDecimal(text)) } catch { return nil }
    case .string(let text)?: return .text(text)
    case .boolean(let boolean)?: return .boolean(boolean)
    default: return nil
    }
  }
}
