/// Amounts as clients of the wallet interface send them.
enum WalletAmount {
  /// The exchange's expression for an amount.
  static let range = #"^([0-9]{1,20})(\.[0-9]{1,20})?$"#

  /// Units of 10⁻⁸ in the text of a parameter, more than zero.
  ///
  /// - Throws: -1100 for what is no plain decimal, -1111 for more than eight decimals that count, -5007 for
  ///   zero.
  static func units(_ text: String, of parameter: String) throws(ExchangeError) -> Int128 {
    let parts = text.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
    let areDigits = parts.allSatisfy { part in
      (1...20).contains(part.count) && part.allSatisfy { (0x30...0x39).contains($0) }
    }
    guard areDigits, (1...2).contains(parts.count) else {
      throw .illegalCharacters(parameter: parameter, legalRange: range)
    }
    var units: Int128 = 0
    for digit in parts[0] { units = units * 10 + Int128(digit - 0x30) }
    let decimals = parts.count == 2 ? parts[1] : parts[0].prefix(0)
    guard decimals.dropFirst(8).allSatisfy({ $0 == 0x30 }) else { throw .tooPrecise }
    for digit in decimals.prefix(8) { units = units * 10 + Int128(digit - 0x30) }
    for _ in decimals.prefix(8).count..<8 { units *= 10 }
    guard units > 0 else { throw .amountNotPositive }
    return units
  }
}
