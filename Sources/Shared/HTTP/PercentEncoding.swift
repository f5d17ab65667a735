/// Percent-encoding of RFC 3986 §2.1.
///
/// Letters, digits and `-._~` stay; every other byte of the text's UTF-8 becomes `%` and two upper-case
/// digits. There is one right output, because a signature covers it.
public enum PercentEncoding {
  @inline(__always)
  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? HTTPByte.zero + value : UInt8(ascii: "A") + (value - 10)
  }

  /// Appends `text`, encoded.
  public static func append(_ text: String, to bytes: inout [UInt8]) {
    let source = text.utf8Span.span
    bytes.append(addingCapacity: 3 * source.count) { (output: inout OutputSpan<UInt8>) in
      for index in source.indices {
        let byte = source[index]
        if HTTPByte.isUnreserved(byte) {
          output.append(byte)
        } else {
          output.append(HTTPByte.percent)
          output.append(digit(byte >> 4))
          output.append(digit(byte & 15))
        }
      }
    }
  }

  /// `text`, encoded.
  public static func encode(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    append(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The bytes that `text` stands for; `nil` when a `%` is not followed by two hexadecimal digits.
  ///
  /// Every other character stands for itself, `+` too: only query strings give it a meaning
  /// (`QueryString.parse`).
  public static func decode(_ text: String) -> [UInt8]? {
    decode(text.utf8, plusIsSpace: false)
  }

  static func decode(_ text: some Sequence<UInt8>, plusIsSpace: Bool) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.underestimatedCount)
    var iterator = text.makeIterator()
    while let byte = iterator.next() {
      switch byte {
      case HTTPByte.percent:
        guard let high = iterator.next().flatMap(HTTPByte.hexadecimalValue),
          let low = iterator.next().flatMap(HTTPByte.hexadecimalValue)
        else { return nil }
        bytes.append(high << 4 | low)
      case 0x2B where plusIsSpace:
        bytes.append(HTTPByte.space)
      default:
        bytes.append(byte)
      }
    }
    return bytes
  }
}
