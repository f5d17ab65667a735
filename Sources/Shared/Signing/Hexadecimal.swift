/// Bytes as hexadecimal digits (RFC 4648 §8).
public enum Hexadecimal {
  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x37
    case 0x61...0x66: digit - 0x57
    default: nil
    }
  }

  /// Appends two small digits for each byte.
  public static func append(_ source: Span<UInt8>, to bytes: inout [UInt8]) {
    bytes.append(addingCapacity: 2 * source.count) { (output: inout OutputSpan<UInt8>) in
      for index in source.indices {
        output.append(digit(source[index] >> 4))
        output.append(digit(source[index] & 15))
      }
    }
  }

  /// Two small digits for each byte.
  public static func text(_ source: [UInt8]) -> String {
    var bytes: [UInt8] = []
    append(source.span, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The bytes of a text of digits, large or small; `nil` for an odd number of them or anything else.
  public static func decode(_ text: String) -> [UInt8]? {
    let source = text.utf8.span
    guard source.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(source.count / 2)
    for index in stride(from: 0, to: source.count, by: 2) {
      guard let high = value(source[index]), let low = value(source[index + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }
}
