/// What clients of the exchange may call an order: `^[a-zA-Z0-9-_.:/]{1,36}$`.
enum ClientOrderID {
  /// The most characters.
  static let lengthMax = 36

  /// Whether the exchange would take it. Nothing in it is more than a name.
  static func isValid(_ text: String) -> Bool {
    guard (1...lengthMax).contains(text.utf8.count) else { return false }
    return text.utf8.allSatisfy(isValid)
  }

  /// The same of a string of JSON, in its quotes; one with an escape is none.
  static func isValid(quoted: ArraySlice<UInt8>) -> Bool {
    guard (3...lengthMax + 2).contains(quoted.count) else { return false }
    for byte in quoted.dropFirst().dropLast() where !isValid(byte) { return false }
    return true
  }

  private static func isValid(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
      UInt8(ascii: ":"), UInt8(ascii: "/"):
      true
    default: false
    }
  }
}
