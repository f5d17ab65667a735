extension AnswerWriter {
  /// An amount in units of 10⁻⁸ without zeros at its end, as the wallet interface writes them: `"0.5"`,
  /// `"0"`.
  mutating func member(_ name: String, trimmed units: Int128) {
    member(name, Self.trimmed(units))
  }

  /// The same as a JSON number.
  mutating func member(_ name: String, number units: Int128) {
    key(name)
    raw(Self.trimmed(units).utf8)
  }

  static func trimmed(_ units: Int128) -> String {
    let (whole, fraction) = units.magnitude.quotientAndRemainder(dividingBy: 100_000_000)
    var text = units < 0 ? "-\(whole)" : "\(whole)"
    guard fraction > 0 else { return text }
    let digits = String(fraction)
    var decimals = String(repeating: "0", count: 8 - digits.utf8.count) + digits
    while decimals.utf8.last == 0x30 { decimals.removeLast() }
    text += "." + decimals
    return text
  }
}
