/// Whether the text of a JSON number means a whole number, without reading it into a type that could
/// overflow.
enum WholeNumber {
  /// - Parameter text: a valid JSON number, such as `-12`, `1.50` or `2e3`.
  static func isWhole(_ text: ArraySlice<UInt8>) -> Bool {
    var digitsAfterPoint = 0
    var trailingZeros = 0
    var isZero = true
    var isAfterPoint = false
    var exponent = 0
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      index += 1
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if isAfterPoint { digitsAfterPoint += 1 }
        if byte == UInt8(ascii: "0") {
          trailingZeros += 1
        } else {
          trailingZeros = 0
          isZero = false
        }
      case UInt8(ascii: "."): isAfterPoint = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        exponent = signedInteger(text[index...])
        index = text.endIndex
      default: break
      }
    }
    return isZero || exponent - digitsAfterPoint + trailingZeros >= 0
  }

  /// The exponent, held at ±1,000,000,000: a line is shorter than that, so no digits could make up for it.
  private static func signedInteger(_ text: ArraySlice<UInt8>) -> Int {
    let bound = 1_000_000_000
    var magnitude = 0
    for byte in text where byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") {
      magnitude = min(bound, magnitude * 10 + Int(byte - UInt8(ascii: "0")))
    }
    return text.first == UInt8(ascii: "-") ? -magnitude : magnitude
  }
}
