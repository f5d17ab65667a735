/// Text from outside made fit for a terminal: everything that is not plainly visible is written as an escape.
///
/// A terminal obeys control characters (ESC, the C1 range, backspace), and direction marks let a text pretend
/// to be another one. A server, or the exchange behind it, must not be able to do either to the person who
/// looks.
enum TerminalText {
  /// The longest text of a user's own words in a message, in Unicode scalars.
  static let wordLengthMax = 80

  /// The text with everything escaped that is not plainly visible, as `\u{1b}`.
  static func escaped(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      if isVisible(scalar) {
        shown.unicodeScalars.append(scalar)
      } else {
        shown += "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return shown
  }

  /// JSON of several lines, each as `escapedJSON` has it.
  static func escapedJSONLines(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { String(decoding: escapedJSON(Array($0.utf8)), as: UTF8.self) }.joined(separator: "\n")
  }

  /// A word of the user, escaped and clipped.
  static func shown(_ word: String) -> String {
    let text = escaped(word)
    guard text.unicodeScalars.count > wordLengthMax else { return text }
    var clipped = String.UnicodeScalarView()
    clipped.append(contentsOf: text.unicodeScalars.prefix(wordLengthMax - 1))
    return String(clipped) + "…"
  }

  /// A word of the user in quotes.
  static func quoted(_ word: String) -> String { "\"\(shown(word))\"" }

  /// JSON with every scalar escaped inside its strings that is not plainly visible; the same value for every
  /// reader.
  ///
  /// - Parameter json: compact JSON on one line, in which only strings can hold such scalars.
  static func escapedJSON(_ json: [UInt8]) -> [UInt8] {
    if json.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return json }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(json.count + 64)
    for scalar in String(decoding: json, as: UTF8.self).unicodeScalars {
      if isVisible(scalar) {
        bytes.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
      } else {
        for unit in UTF16.encode(scalar).map(Array.init) ?? [] {
          let digits = String(unit, radix: 16)
          bytes.append(contentsOf: "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
        }
      }
    }
    return bytes
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value >= 0x20 && scalar.value < 0x7F }
    return switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber, .connectorPunctuation, .dashPunctuation, .openPunctuation,
      .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .otherSymbol:
      true
    default: false
    }
  }
}
