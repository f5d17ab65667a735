import PaperCore
import PaperFutures

/// Reads the parameters of a futures order, from a query or from one entry of a batch, with the exchange's
/// complaints.
struct FuturesFields {
  /// The text of a parameter; `nil` when it was not sent.
  let text: (String) -> String?

  /// The exchange's expression for a whole number.
  private static let integerRange = "^[0-9]{1,20}$"

  /// A text that must be there.
  func required(_ name: String) throws(ExchangeError) -> String {
    guard let value = text(name), !value.isEmpty else { throw .missingParameter(name.lowercased()) }
    return value
  }

  /// One of a closed list of words.
  func word<Word: RawRepresentable>(_ name: String, _ refusal: ExchangeError) throws(ExchangeError) -> Word?
  where Word.RawValue == String {
    guard let value = text(name) else { return nil }
    guard let word = Word(rawValue: value) else { throw refusal }
    return word
  }

  /// `true` or `false` in any case, as clients write them.
  func flag(_ name: String) throws(ExchangeError) -> Bool? {
    switch text(name) {
    case nil: return nil
    case "true", "TRUE", "True": return true
    case "false", "FALSE", "False": return false
    default: throw .invalidData(name)
    }
  }

  /// A whole number.
  func integer(_ name: String) throws(ExchangeError) -> Int? {
    guard let value = text(name) else { return nil }
    guard (1...20).contains(value.utf8.count), value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw .illegalCharacters(parameter: name, legalRange: Self.integerRange)
    }
    guard let number = Int(value) else { throw .overflow(name) }
    return number
  }

  /// An amount in units of 10⁻⁸, with at most `precision` decimals that count.
  func units(_ name: String, precision: Int) throws(ExchangeError) -> Int? {
    guard let value = text(name) else { return nil }
    guard let number = PlainDecimal(value.utf8) else {
      throw .illegalCharacters(parameter: name, legalRange: Parameter.decimalRange)
    }
    guard number.decimalCount <= precision else { throw .tooPrecise }
    guard let units = number.exactUnits else { throw .overflow(name) }
    return units
  }

  /// A price in ticks.
  func ticks(_ name: String, _ contract: FuturesContract) throws(ExchangeError) -> Int? {
    guard let units = try units(name, precision: contract.pricePrecision) else { return nil }
    guard units % contract.tickUnits == 0 else {
      throw ExchangeError(code: -4014, message: "Price not increased by tick size.")
    }
    return units / contract.tickUnits
  }

  /// A quantity in steps.
  func steps(_ name: String, _ contract: FuturesContract) throws(ExchangeError) -> Int? {
    guard let units = try units(name, precision: contract.quantityPrecision) else { return nil }
    guard units % contract.stepUnits == 0 else {
      throw ExchangeError(code: -4023, message: "Qty not increased by step size.")
    }
    return units / contract.stepUnits
  }

  /// A name that the client makes: 1 to 36 letters, digits and `. : / _ -`.
  func clientID(_ name: String) throws(ExchangeError) -> String? {
    guard let value = text(name) else { return nil }
    guard value.utf8.count <= 36 else { throw .futuresClientIDTooLong }
    let isPlain = value.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, 0x2D...0x2F, 0x5F: true
      default: false
      }
    }
    guard isPlain, !value.isEmpty else { throw .invalidFuturesClientID }
    return value
  }
}
