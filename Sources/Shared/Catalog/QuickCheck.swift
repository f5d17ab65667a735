/// What the quick look at an argument asks of its value: `Parameter.Kind` without anything to count
/// references of.
enum QuickCheck: Sendable {
  case symbol
  case symbols(countMax: Int)
  /// One of the choices that `QuickTable` keeps under the parameter's number.
  case choice
  case integer(from: Int, through: Int)
  case boolean
  /// Left to the check itself.
  case undecided

  init(_ kind: Parameter.Kind) {
    switch kind {
    case .symbol: self = .symbol
    case .symbols(let countMax): self = .symbols(countMax: countMax)
    case .interval, .choice: self = .choice
    case .integer(let range): self = .integer(from: range.lowerBound, through: range.upperBound)
    // Smaller ones may be seconds, which the check says.
    case .timestampMilliseconds:
      self = .integer(from: 100_000_000_000, through: TimeWindow.timestampMillisecondsMax)
    case .boolean: self = .boolean
    case .string, .cursor, .window, .decimal, .timeZone: self = .undecided
    }
  }
}
