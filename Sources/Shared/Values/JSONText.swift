/// Strings inside a JSON text, as bytes: compared, hashed and decoded.
enum JSONText {
  /// How lone surrogates, which JSON can write and UTF-8 cannot hold, are decoded.
  enum Surrogates {
    /// To U+FFFD, for people.
    case replaced
    /// To three bytes of their own that no valid text has, to tell them apart.
    case distinct
  }

  /// The bytes that a string's inside stands for.
  ///
  /// - Precondition: the range is the inside of a string that the parser has read.
  static func decoded(
    _ bytes: Span<UInt8>, _ range: Range<Int>, surrogates: Surrogates = .replaced
  ) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      guard byte == UInt8(ascii: "\\") else {
        result.append(byte)
        index += 1
        continue
      }
      if let simple = simpleEscape(bytes[index + 1]) {
        result.append(simple)
        index += 2
      } else {
        append(codePoint: codePoint(bytes, at: &index, before: range.upperBound), surrogates, to: &result)
      }
    }
    return result
  }

  /// Whether two insides of strings have the same bytes as they are written.
  @inline(__always)
  static func isEqual(
    _ left: Span<UInt8>, _ leftStart: Int, _ right: Span<UInt8>, _ rightStart: Int, _ count: Int
  )
    -> Bool
  {
    for index in 0..<count where left[leftStart + index] != right[rightStart + index] { return false }
    return true
  }

  /// The byte that a one-letter escape stands for; `nil` for `u`.
  private static func simpleEscape(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "u"): nil
    default: letter
    }
  }

  /// The code point of the `\u` escape at `index`, of two when they are a pair; moves behind it.
  private static func codePoint(_ bytes: Span<UInt8>, at index: inout Int, before end: Int) -> UInt32 {
    let first = unit(bytes, index + 2)
    index += 6
    guard first & 0xFC00 == 0xD800, index + 6 <= end, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u")
    else { return first }
    let second = unit(bytes, index + 2)
    guard second & 0xFC00 == 0xDC00 else { return first }
    index += 6
    return 0x10000 + ((first & 0x3FF) << 10 | (second & 0x3FF))
  }

  private static func unit(_ bytes: Span<UInt8>, _ start: Int) -> UInt32 {
    var value: UInt32 = 0
    for index in start..<start + 4 {
      // The parser has seen to it that these are hexadecimal digits.
      value = value << 4 | UInt32(JSONByte.hexadecimalValue(bytes[index]) ?? 0)
    }
    return value
  }

  private static func append(codePoint: UInt32, _ surrogates: Surrogates, to bytes: inout [UInt8]) {
    let isSurrogate = codePoint & 0xFFFF_F800 == 0xD800
    let value = isSurrogate && surrogates == .replaced ? 0xFFFD : codePoint
    if value < 0x80 {
      bytes.append(UInt8(value))
    } else if value < 0x800 {
      bytes.append(UInt8(0xC0 | value >> 6))
      bytes.append(UInt8(0x80 | value & 0x3F))
    } else if value < 0x10000 {
      bytes.append(UInt8(0xE0 | value >> 12))
      bytes.append(UInt8(0x80 | value >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | value & 0x3F))
    } else {
      bytes.append(UInt8(0xF0 | value >> 18))
      bytes.append(UInt8(0x80 | value >> 12 & 0x3F))
      bytes.append(UInt8(0x80 | value >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | value & 0x3F))
    }
  }
}
