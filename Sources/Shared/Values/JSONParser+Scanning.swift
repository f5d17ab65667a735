extension JSONParser {
  /// Skips white space and returns the byte at `position` then.
  @inline(__always)
  mutating func nextByte(_ bytes: Span<UInt8>) throws(Failure) -> UInt8 {
    if position < bytes.count, bytes[position] > 0x20 { return bytes[position] }
    skipWhitespace(bytes)
    guard position < bytes.count else { throw .malformed(offset: position, reason: .unexpectedEnd) }
    return bytes[position]
  }

  /// Skips white space.
  @inline(never)
  mutating func skipWhitespace(_ bytes: Span<UInt8>) {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): break
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): hasRawNewline = true
      default: return
      }
      hasWhitespace = true
      position += 1
    }
  }

  /// Reads the string whose opening quote is at `position`, and moves behind its closing quote.
  @inline(__always)
  mutating func readString(_ bytes: Span<UInt8>) throws(Failure) -> JSONNode {
    let start = position
    var index = start + 1
    while index &+ JSONWord.byteCount <= bytes.count {
      let plainCount = JSONWord(bytes, at: index).plainCount
      index &+= plainCount
      if plainCount < JSONWord.byteCount { break }
    }
    // The last seven bytes of the text; elsewhere this stops at once.
    while index < bytes.count, JSONByte.isPlain(bytes[index]) { index += 1 }
    var isEscaped = false
    if index >= bytes.count || bytes[index] != UInt8(ascii: "\"") {
      index = try readStringSlowly(bytes, from: index, isEscaped: &isEscaped)
    }
    position = index + 1
    return JSONNode(.string, offset: start, length: index - start - 1, isEscaped: isEscaped)
  }

  /// Reads on in a string at something that is not plain ASCII; returns where its closing quote is.
  @inline(never)
  private mutating func readStringSlowly(
    _ bytes: Span<UInt8>, from start: Int, isEscaped: inout Bool
  ) throws(Failure) -> Int {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if JSONByte.isPlain(byte) {
        index += 1
      } else if byte == UInt8(ascii: "\"") {
        return index
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
        index = try Self.endOfEscape(bytes, at: index)
      } else if byte < 0x20 {
        throw .malformed(offset: index, reason: .controlCharacter)
      } else {
        let length = JSONByte.sequenceLength(bytes, at: index)
        if length == 0 { throw .invalidUTF8(offset: index) }
        if JSONByte.isLineSeparator(bytes, at: index) { hasRawLineSeparator = true }
        index += length
      }
    }
    throw .malformed(offset: index, reason: .unexpectedEnd)
  }

  /// Where the escape whose backslash is at `index` ends.
  private static func endOfEscape(_ bytes: Span<UInt8>, at index: Int) throws(Failure) -> Int {
    guard index + 1 < bytes.count else { throw .malformed(offset: index + 1, reason: .unexpectedEnd) }
    switch bytes[index + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return index + 2
    case UInt8(ascii: "u"):
      for digit in index + 2..<index + 6 {
        guard digit < bytes.count else { throw .malformed(offset: digit, reason: .unexpectedEnd) }
        guard JSONByte.hexadecimalValue(bytes[digit]) != nil else {
          throw .malformed(offset: digit, reason: .badEscape)
        }
      }
      return index + 6
    default:
      throw .malformed(offset: index + 1, reason: .badEscape)
    }
  }

  /// Moves behind the number at `position`.
  @inline(__always)
  mutating func readNumber(_ bytes: Span<UInt8>) throws(Failure) {
    var index = position
    if bytes[index] == UInt8(ascii: "-") { index += 1 }
    let first = index
    JSONByte.skipDigits(bytes, &index)
    if index == first || (bytes[first] == UInt8(ascii: "0") && index > first + 1) {
      throw .malformed(offset: index, reason: .badNumber)
    }
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      let firstDecimal = index
      JSONByte.skipDigits(bytes, &index)
      if index == firstDecimal { throw .malformed(offset: index, reason: .badNumber) }
    }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
        index += 1
      }
      let firstDigit = index
      JSONByte.skipDigits(bytes, &index)
      if index == firstDigit { throw .malformed(offset: index, reason: .badNumber) }
    }
    position = index
  }

  /// Moves behind true, false or null at `position`.
  @inline(__always)
  mutating func readLiteral(
    _ bytes: Span<UInt8>, startingWith byte: UInt8
  ) throws(Failure) -> JSONNode.Code {
    let code: JSONNode.Code =
      byte == UInt8(ascii: "t") ? .true : byte == UInt8(ascii: "f") ? .false : .null
    // The last four letters of each word as one number: "true", "alse", "null".
    let expected: UInt32 = code == .true ? 0x7472_7565 : code == .false ? 0x616C_7365 : 0x6E75_6C6C
    let first = code == .false ? position + 1 : position
    guard first + 4 <= bytes.count else { throw .malformed(offset: position, reason: .badLiteral) }
    let letters =
      UInt32(bytes[first]) << 24 | UInt32(bytes[first + 1]) << 16 | UInt32(bytes[first + 2]) << 8
      | UInt32(bytes[first + 3])
    guard letters == expected else { throw .malformed(offset: position, reason: .badLiteral) }
    position = first + 4
    return code
  }
}
