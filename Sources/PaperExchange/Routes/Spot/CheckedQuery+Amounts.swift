import PaperCore

extension CheckedQuery {
  /// An amount that `check` has passed, in units of 10⁻⁸; `nil` when it was not sent.
  ///
  /// Decimals behind the last one that counts may be zeros: `1.00000000` is one coin of an asset with two
  /// decimals.
  ///
  /// - Parameter decimals: how many the asset has, 0 to 8.
  /// - Throws: -1111 when more decimals count, -1108 when the amount does not fit 64 bits.
  func units(_ name: String, decimals: Int) throws(ExchangeError) -> Int? {
    guard let number = self[name].flatMap({ PlainDecimal($0.utf8) }) else { return nil }
    guard let units = Int(exactly: number.units) else { throw .overflow(name) }
    guard number.decimalCount <= decimals else { throw .tooMuchPrecision(name) }
    return units
  }

  /// An amount that must be more than zero: -1013 `Invalid quantity.` and the like.
  func positiveUnits(_ name: String, decimals: Int, called noun: String) throws(ExchangeError) -> Int? {
    guard let units = try units(name, decimals: decimals) else { return nil }
    guard units > 0 else { throw .invalidMessage("Invalid \(noun).") }
    return units
  }

  /// Whether a parameter says `true`; one that was not sent does not.
  func isTrue(_ name: String) -> Bool {
    self[name].flatMap { Parameter.boolean($0) } ?? false
  }

  /// A word that `check` has passed.
  func word<Word: RawRepresentable<String>>(_ name: String) -> Word? {
    self[name].flatMap { Word(rawValue: $0) }
  }
}
