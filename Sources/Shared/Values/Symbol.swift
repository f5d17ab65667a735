/// A trading pair as the exchange names it, such as BTCUSDT.
///
/// `btc/usdt`, `BTC-USDT` and `BTCUSDT` are the same symbol. Anything else is refused, not cleaned: "B$T#C"
/// turned into BTC would be an order for something that nobody named. Symbols that start with a digit
/// (1INCHUSDT) and symbols with letters outside ASCII exist.
public struct Symbol: Sendable, Hashable, CustomStringConvertible {
  /// The most Unicode scalars a name may have.
  public static let scalarCountMax = 40

  /// The exchange's spelling: no separator, ASCII letters in upper case.
  public let name: String

  /// The exchange's spelling.
  public var description: String { name }

  /// Reads a symbol as people write it.
  ///
  /// - Throws: what is wrong, for a message to the caller.
  public init(_ text: String) throws(Failure) {
    if Self.isSpelled(text.utf8Span.span) {
      name = text
      return
    }
    var name = ""
    var (scalarCount, partCount, separatorCount) = (0, 0, 0)
    for scalar in text.unicodeScalars {
      scalarCount += 1
      if scalarCount > Self.scalarCountMax { throw .tooLong }
      if scalar == "/" || scalar == "-" {
        separatorCount += 1
        if separatorCount > 1 { throw .severalSeparators }
        if partCount == 0 { throw .emptyPart }
        partCount = 0
        continue
      }
      guard let spelled = Self.spelling(of: scalar) else { throw .forbidden(scalar) }
      name.unicodeScalars.append(spelled)
      partCount += 1
    }
    if scalarCount == 0 { throw .empty }
    if partCount == 0 { throw .emptyPart }
    self.name = name
  }

  /// Whether this is the exchange's own spelling of an ASCII name already, as nearly every one is.
  private static func isSpelled(_ text: Span<UInt8>) -> Bool {
    for index in 0..<text.count {
      let byte = text[index]
      guard byte &- UInt8(ascii: "A") < 26 || byte &- UInt8(ascii: "0") < 10 else { return false }
    }
    return (1...scalarCountMax).contains(text.count)
  }

  /// The scalar as the exchange spells it, `nil` when no symbol may hold it.
  ///
  /// Only ASCII is upper-cased: the upper case of other letters depends on the language and may be several
  /// scalars.
  private static func spelling(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "A"..."Z", "0"..."9": return scalar
    case "a"..."z": return Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value) & 0xDF)
    case "\u{0}"..."\u{7F}": return nil
    default: break
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber:
      return scalar
    default:
      return nil
    }
  }
}
