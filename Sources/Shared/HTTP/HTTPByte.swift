/// The classes of bytes that HTTP's grammar is made of (RFC 9110 §5.6, RFC 3986 §2).
///
/// A class is 128 bits in two words: a test is a shift and a mask, with no table in memory that would have to
/// be set up before its first use.
enum HTTPByte {
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let percent: UInt8 = 0x25
  static let asterisk: UInt8 = 0x2A
  static let comma: UInt8 = 0x2C
  static let slash: UInt8 = 0x2F
  static let zero: UInt8 = 0x30
  static let colon: UInt8 = 0x3A
  static let semicolon: UInt8 = 0x3B
  static let question: UInt8 = 0x3F

  /// `tchar` of RFC 9110 §5.6.2: what methods and field names are made of.
  @inline(__always)
  static func isToken(_ byte: UInt8) -> Bool {
    isIn(byte, low: 0x03FF_6CFA_0000_0000, high: 0x57FF_FFFF_C7FF_FFFE)
  }

  /// `unreserved` of RFC 3986 §2.3: what percent-encoding leaves as it is.
  @inline(__always)
  static func isUnreserved(_ byte: UInt8) -> Bool {
    isIn(byte, low: 0x03FF_6000_0000_0000, high: 0x47FF_FFFE_87FF_FFFE)
  }

  /// What a host and port may consist of here: RFC 3986 §3.2.2 without the sub-delimiters, which no host in
  /// use has.
  @inline(__always)
  static func isHost(_ byte: UInt8) -> Bool {
    isIn(byte, low: 0x07FF_6020_0000_0000, high: 0x47FF_FFFE_AFFF_FFFE)
  }

  /// What a field value or a reason may hold: no control character but the tab; bytes from 0x80 are opaque
  /// (RFC 9110 §5.5).
  @inline(__always)
  static func isText(_ byte: UInt8) -> Bool {
    (byte >= space && byte != 0x7F) || byte == tab
  }

  /// Visible ASCII, what a request target is made of here.
  @inline(__always)
  static func isVisible(_ byte: UInt8) -> Bool {
    byte > space && byte < 0x7F
  }

  /// Optional white space around a value (`OWS`, RFC 9110 §5.6.3).
  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool {
    byte == space || byte == tab
  }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool {
    byte &- zero < 10
  }

  /// The value of a hexadecimal digit, `nil` for any other byte.
  @inline(__always)
  static func hexadecimalValue(_ byte: UInt8) -> UInt8? {
    if byte &- zero < 10 { return byte &- zero }
    let letter = (byte | 0x20) &- 0x61
    return letter < 6 ? letter + 10 : nil
  }

  /// Whether two bytes are equal when ASCII letters are compared without case.
  @inline(__always)
  static func isSame(_ one: UInt8, _ other: UInt8) -> Bool {
    if one == other { return true }
    return one ^ other == 0x20 && (one | 0x20) &- 0x61 < 26
  }

  @inline(__always)
  private static func isIn(_ byte: UInt8, low: UInt64, high: UInt64) -> Bool {
    guard byte < 128 else { return false }
    let word = byte < 64 ? low : high
    return (word &>> UInt64(byte & 63)) & 1 == 1
  }
}
