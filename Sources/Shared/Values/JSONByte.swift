/// What single bytes and UTF-8 sequences mean to JSON.
enum JSONByte {
  /// Whether the byte stands for itself inside a string and is ASCII: neither a quote, a backslash nor a
  /// control character.
  @inline(__always)
  static func isPlain(_ byte: UInt8) -> Bool {
    byte &- 0x20 < 0x60 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  /// Moves `index` behind the digits there.
  @inline(__always)
  static func skipDigits(_ bytes: Span<UInt8>, _ index: inout Int) {
    while index < bytes.count, bytes[index] &- UInt8(ascii: "0") < 10 { index += 1 }
  }

  /// The value of a hexadecimal digit.
  static func hexadecimalValue(_ byte: UInt8) -> UInt16? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  /// How many bytes the UTF-8 sequence at `index` has, 0 when it is not well-formed (RFC 3629: no overlong
  /// form, no surrogate, nothing above U+10FFFF).
  static func sequenceLength(_ bytes: Span<UInt8>, at index: Int) -> Int {
    let lead = bytes[index]
    let second = byte(bytes, index + 1)
    switch lead {
    case 0x00...0x7F:
      return 1
    case 0xC2...0xDF:
      return isContinuation(second) ? 2 : 0
    case 0xE0...0xEF:
      let lowest: UInt8 = lead == 0xE0 ? 0xA0 : 0x80
      let highest: UInt8 = lead == 0xED ? 0x9F : 0xBF
      let isValid = second >= lowest && second <= highest && isContinuation(byte(bytes, index + 2))
      return isValid ? 3 : 0
    case 0xF0...0xF4:
      let lowest: UInt8 = lead == 0xF0 ? 0x90 : 0x80
      let highest: UInt8 = lead == 0xF4 ? 0x8F : 0xBF
      let isValid =
        second >= lowest && second <= highest && isContinuation(byte(bytes, index + 2))
        && isContinuation(byte(bytes, index + 3))
      return isValid ? 4 : 0
    default:
      return 0
    }
  }

  /// Whether U+0085, U+2028 or U+2029 is at `index`: ends of line to some programs that read JSON by lines.
  static func isLineSeparator(_ bytes: Span<UInt8>, at index: Int) -> Bool {
    switch bytes[index] {
    case 0xC2: byte(bytes, index + 1) == 0x85
    case 0xE2: byte(bytes, index + 1) == 0x80 && byte(bytes, index + 2) & 0xFE == 0xA8
    default: false
    }
  }

  private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

  /// The byte at `index`, or zero, which no multi-byte sequence has, behind the end.
  private static func byte(_ bytes: Span<UInt8>, _ index: Int) -> UInt8 {
    index < bytes.count ? bytes[index] : 0
  }
}
