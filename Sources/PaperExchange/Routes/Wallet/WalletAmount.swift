import PaperCore

/// Amounts as clients of the wallet interface send them.
enum WalletAmount {
  /// Units of 10⁻⁸ in the text of a parameter, more than zero.
  ///
  /// - Throws: -1100 for what is no plain decimal, -1111 for more than eight decimals that count, -5007 for
  ///   zero.
  static func units(_ text: String, of parameter: String) throws(ExchangeError) -> Int128 {
    guard let number = PlainDecimal(text.utf8) else {
      throw .illegalCharacters(parameter: parameter, legalRange: Parameter.decimalRange)
    }
    guard number.decimalCount <= 8 else { throw .tooPrecise }
    guard number.units > 0 else { throw .amountNotPositive }
    return number.units
  }
}
