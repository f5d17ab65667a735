/// Writes bytes into JSON strings.
enum JSONEscaping {
  private static let hexadecimalDigits: [UInt8] = Array("0123456789abcdef".utf8)

  /// Appends text as a string with its quotes.
  ///
  /// - Precondition: the text is UTF-8.
  static func appendString(_ text: Span<UInt8>, to bytes: inout [UInt8]) {
    // Short texts get room for the worst, long ones are counted first.
    let room = text.count <= 4096 ? text.count : backslashCount(text)
    if let room, JSONWord.appendString(text, backslashCountMax: room, to: &bytes) { return }
    bytes.append(UInt8(ascii: "\""))
    appendEscaped(text, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  /// How many bytes of a text need a backslash; `nil` when some may need more than that.
  @inline(__always)
  private static func backslashCount(_ text: Span<UInt8>) -> Int? {
    var count = 0
    var index = 0
    while index &+ JSONWord.byteCount <= text.count {
      let word = JSONWord(text, at: index)
      if word.needsCare { return nil }
      count &+= word.backslashCount
      index &+= JSONWord.byteCount
    }
    while index < text.count {
      let byte = text[index]
      if byte < 0x20 || byte >= 0x80 { return nil }
      count &+= byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") ? 1 : 0
      index &+= 1
    }
    return count
  }

  /// Appends text with everything escaped that has to be.
  private static func appendEscaped(_ text: Span<UInt8>, to bytes: inout [UInt8]) {
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
        index += 1
      } else if byte < 0x20 {
        appendControl(byte, to: &bytes)
        index += 1
      } else {
        index += appendScalar(text, at: index, to: &bytes)
      }
    }
  }

  /// Appends a value without the white space between its parts and with line separators escaped.
  ///
  /// - Precondition: the range is a value that the parser has read.
  static func appendCompacted(_ text: Span<UInt8>, _ range: Range<Int>, to bytes: inout [UInt8]) {
    var index = range.lowerBound
    var isInString = false
    while index < range.upperBound {
      let byte = text[index]
      if !isInString {
        if byte > 0x20 { bytes.append(byte) }
        isInString = byte == UInt8(ascii: "\"")
        index += 1
      } else if byte == UInt8(ascii: "\\") {
        bytes.append(byte)
        bytes.append(text[index + 1])
        index += 2
      } else {
        isInString = byte != UInt8(ascii: "\"")
        index += appendScalar(text, at: index, to: &bytes)
      }
    }
  }

  /// Appends a whole number.
  static func appendInteger(_ value: Int, to bytes: inout [UInt8]) {
    var digits = InlineArray<20, UInt8>(repeating: 0)
    var count = 0
    var rest = value.magnitude
    repeat {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10)
      digits[count] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: remainder)
      (rest, count) = (quotient, count + 1)
    } while rest > 0
    bytes.append(addingCapacity: count + 1) { output in
      if value < 0 { output.append(UInt8(ascii: "-")) }
      while count > 0 {
        count &-= 1
        output.append(digits[count])
      }
    }
  }

  /// Whether the bytes are well-formed UTF-8.
  static func isUTF8(_ text: Span<UInt8>) -> Bool {
    var index = 0
    while index < text.count {
      let length = text[index] < 0x80 ? 1 : JSONByte.sequenceLength(text, at: index)
      if length == 0 { return false }
      index += length
    }
    return true
  }

  /// Appends the byte at `index`, or the escape of the line separator there; returns how many bytes that
  /// took.
  private static func appendScalar(_ text: Span<UInt8>, at index: Int, to bytes: inout [UInt8]) -> Int {
    let byte = text[index]
    guard byte == 0xE2 || byte == 0xC2, JSONByte.isLineSeparator(text, at: index) else {
      bytes.append(byte)
      return 1
    }
    if byte == 0xC2 {
      bytes.append(contentsOf: "\\u0085".utf8)
      return 2
    }
    bytes.append(contentsOf: (text[index + 2] == 0xA8 ? "\\u2028" : "\\u2029").utf8)
    return 3
  }

  private static func appendControl(_ byte: UInt8, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    default:
      bytes.append(contentsOf: "u00".utf8)
      bytes.append(hexadecimalDigits[Int(byte >> 4)])
      bytes.append(hexadecimalDigits[Int(byte & 15)])
    }
  }
}
