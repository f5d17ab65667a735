/// Parts of header values as text.
enum FieldText {
  /// The text without the blanks around it, ASCII letters in lower case; what is not ASCII becomes a question
  /// mark, which nothing is compared with.
  static func lowercased(_ bytes: ArraySlice<UInt8>) -> String {
    var part = bytes.drop { isBlank($0) }
    while let last = part.last, isBlank(last) { part = part.dropLast() }
    let lower = part.map { byte -> UInt8 in
      if byte >= 0x80 { return UInt8(ascii: "?") }
      return byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }
    return String(decoding: lower, as: UTF8.self)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// Whether a media type, whatever its parameters, is `application/json`.
  static func isJSON(_ value: ArraySlice<UInt8>) -> Bool {
    lowercased(value.prefix { $0 != UInt8(ascii: ";") }) == "application/json"
  }

  /// Whether a list of codings changes nothing (RFC 9110 §8.4).
  static func isIdentity(_ value: ArraySlice<UInt8>) -> Bool {
    value.split(separator: UInt8(ascii: ",")).allSatisfy { ["", "identity"].contains(lowercased($0)) }
  }
}
