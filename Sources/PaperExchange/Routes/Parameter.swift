import PaperCore

/// One parameter that an endpoint reads.
public struct Parameter: Sendable, Hashable {
  /// What its text must look like; anything else is -1100 with the exchange's own expression.
  public enum Kind: Sendable, Hashable {
    case symbol
    case symbols
    case integer
    case boolean
    case symbolStatus
    case tickerType
    /// An amount: a plain decimal, neither sign nor exponent.
    case decimal
    /// An id that the client makes.
    case clientOrderID
    /// One of a closed list of words.
    case word(OrderWord)
    /// Checked by the endpoint, which has an error of its own for it.
    case text
  }

  /// Its name; case matters.
  public let name: String
  /// What it holds.
  public let kind: Kind
  /// Whether a request without it is -1102.
  public let isMandatory: Bool

  init(_ name: String, _ kind: Kind, isMandatory: Bool = false) {
    self.name = name
    self.kind = kind
    self.isMandatory = isMandatory
  }

  /// The exchange's expression for a symbol, as it stands in its answers (Java's class intersection: word
  /// characters but no small letters).
  static let symbolRange = #"^[\w\-._&&[^a-z]]{1,50}$"#
  /// The exchange's expression for a list of symbols.
  static let symbolsRange = #"^\[("[\w\-._&&[^a-z]]{1,50}"(,"[\w\-._&&[^a-z]]{1,50}"){0,}){0,1}\]$"#
  /// The exchange's expression for a whole number.
  static let integerRange = "^[0-9]{1,20}$"
  /// The exchange's expression for an amount.
  static let decimalRange = #"^([0-9]{1,20})(\.[0-9]{1,20})?$"#
  /// The exchange's expression for an id that the client makes.
  static let clientOrderIDRange = "^[a-zA-Z0-9-_]{1,36}$"

  /// Checks a text that is not empty.
  func check(_ text: String) throws(ExchangeError) {
    switch kind {
    case .symbol:
      guard Self.isSymbol(text) else {
        throw .illegalCharacters(parameter: name, legalRange: Self.symbolRange)
      }
    case .symbols:
      guard Self.symbolNames(in: text) != nil else {
        throw .illegalCharacters(parameter: name, legalRange: Self.symbolsRange)
      }
    case .integer:
      guard text.utf8.count <= 20, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
        throw .illegalCharacters(parameter: name, legalRange: Self.integerRange)
      }
      guard Int(text) != nil else { throw .overflow(name) }
    case .boolean:
      guard Self.boolean(text) != nil else { throw .invalidData(name) }
    case .symbolStatus:
      guard ["TRADING", "HALT", "BREAK"].contains(text) else { throw .invalidSymbolStatus }
    case .tickerType:
      guard text == "FULL" || text == "MINI" else { throw .invalidTickerType }
    case .decimal:
      guard PlainDecimal(text.utf8) != nil else {
        throw .illegalCharacters(parameter: name, legalRange: Self.decimalRange)
      }
    case .clientOrderID:
      guard Self.isClientOrderID(text) else {
        throw .illegalCharacters(parameter: name, legalRange: Self.clientOrderIDRange)
      }
    case .word(let word):
      guard word.values.contains(text) else { throw word.refusal(of: name) }
    case .text: break
    }
  }

  /// `true` or `false`. In any letters, because Python writes its own with a capital and the documents do not
  /// say that this is wrong.
  static func boolean(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true": true
    case "false": false
    default: nil
    }
  }

  /// Whether a text is 1 to 36 letters, digits, `-` and `_` of ASCII.
  static func isClientOrderID(_ text: String) -> Bool {
    (1...36).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
        default: false
        }
      }
  }

  /// Whether a text can be a symbol: 1 to 50 letters, digits, `_`, `-` and `.`, no small letters of ASCII.
  static func isSymbol(_ text: some StringProtocol) -> Bool {
    var count = 0
    for scalar in text.unicodeScalars {
      count += 1
      switch scalar {
      case "A"..."Z", "0"..."9", "_", "-", ".": continue
      default:
        guard !scalar.isASCII, scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
          return false
        }
      }
    }
    return (1...50).contains(count)
  }

  /// The names in a list such as `["BTCUSDT","BNBUSDT"]`; `nil` when it is anything else, a space included.
  static func symbolNames(in text: String) -> [String]? {
    guard text.utf8.first == 0x5B, text.utf8.last == 0x5D, text.utf8.count >= 2 else { return nil }
    let inside = text.dropFirst().dropLast()
    guard !inside.isEmpty else { return [] }
    var names: [String] = []
    for part in inside.split(separator: ",", omittingEmptySubsequences: false) {
      guard part.utf8.count > 2, part.utf8.first == 0x22, part.utf8.last == 0x22 else { return nil }
      let name = part.dropFirst().dropLast()
      guard isSymbol(name) else { return nil }
      names.append(String(name))
    }
    return names
  }
}
