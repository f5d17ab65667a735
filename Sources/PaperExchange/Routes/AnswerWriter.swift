/// Writes the exchange's JSON: compact, members in the order of the call, amounts as decimal strings made
/// from whole numbers.
///
/// Not Values' `JSONWriter`: an answer of a thousand candles has eight thousand amounts, and here each goes
/// from an integer to bytes without becoming a `String` or a decimal on the way.
struct AnswerWriter {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  init(reservingByteCount byteCount: Int = 256) {
    bytes.reserveCapacity(byteCount)
  }

  mutating func beginObject() { begin(0x7B) }
  mutating func endObject() { end(0x7D) }
  mutating func beginArray() { begin(0x5B) }
  mutating func endArray() { end(0x5D) }

  private mutating func begin(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func end(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(0x2C) }
    needsComma = true
  }

  /// A member's name, which needs no escapes.
  mutating func key(_ name: String) {
    separate()
    bytes.append(0x22)
    bytes.append(contentsOf: name.utf8)
    bytes.append(0x22)
    bytes.append(0x3A)
    needsComma = false
  }

  /// A string; quotes, backslashes and control characters are escaped.
  mutating func string(_ text: String) {
    separate()
    bytes.append(0x22)
    for byte in text.utf8 {
      switch byte {
      case 0x22, 0x5C:
        bytes.append(0x5C)
        bytes.append(byte)
      case 0..<0x20:
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(0x30 + byte >> 4)
        bytes.append(Self.hexadecimal(byte & 15))
      default: bytes.append(byte)
      }
    }
    bytes.append(0x22)
  }

  mutating func integer(_ value: Int) {
    separate()
    if value < 0 { bytes.append(0x2D) }
    appendDigits(value.magnitude)
  }

  mutating func boolean(_ value: Bool) {
    separate()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// JSON that is valid already.
  mutating func raw(_ json: some Collection<UInt8>) {
    separate()
    bytes.append(contentsOf: json)
  }

  /// An amount in units of 10⁻⁸ as a string with `decimals` decimals; what does not fit is cut off.
  mutating func amount(_ units: Int128, decimals: Int = 8) {
    separate()
    bytes.append(0x22)
    if units < 0 { bytes.append(0x2D) }
    let magnitude = units.magnitude
    let whole: UInt
    var fraction: UInt
    if let small = UInt(exactly: magnitude) {
      (whole, fraction) = small.quotientAndRemainder(dividingBy: 100_000_000)
    } else {
      let parts = magnitude.quotientAndRemainder(dividingBy: 100_000_000)
      whole = UInt(clamping: parts.quotient)
      fraction = UInt(truncatingIfNeeded: parts.remainder)
    }
    appendDigits(whole)
    if decimals > 0 {
      bytes.append(0x2E)
      var unit: UInt = 10_000_000
      for _ in 0..<min(decimals, 8) {
        bytes.append(0x30 + UInt8(truncatingIfNeeded: fraction / unit))
        fraction %= unit
        unit /= 10
      }
    }
    bytes.append(0x22)
  }

  private mutating func appendDigits(_ value: UInt) {
    guard value >= 10 else {
      bytes.append(0x30 + UInt8(truncatingIfNeeded: value))
      return
    }
    let start = bytes.count
    var rest = value
    while rest > 0 {
      bytes.append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    }
    bytes[start...].reverse()
  }

  static func hexadecimal(_ value: UInt8) -> UInt8 {
    value < 10 ? 0x30 + value : 0x57 + value
  }
}
