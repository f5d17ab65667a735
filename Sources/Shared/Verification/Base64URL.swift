/// Bytes as Base64 with `-` and `_` and without padding (RFC 4648 §5, RFC 7515 §2).
public enum Base64URL {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  private static func value(_ letter: UInt8) -> UInt32? {
    switch letter {
    case 0x41...0x5A: UInt32(letter) - 0x41
    case 0x61...0x7A: UInt32(letter) - 0x47
    case 0x30...0x39: UInt32(letter) + 4
    case 0x2D: 62
    case 0x5F: 63
    default: nil
    }
  }

  /// The letters of some bytes.
  public static func encode(_ source: Span<UInt8>) -> [UInt8] {
    let letters = alphabet
    var text: [UInt8] = []
    text.reserveCapacity((source.count * 4 + 2) / 3)
    for start in stride(from: 0, to: source.count, by: 3) {
      let count = min(3, source.count - start)
      var group: UInt32 = 0
      for offset in 0..<3 { group = group << 8 | (offset < count ? UInt32(source[start + offset]) : 0) }
      for offset in 0...count { text.append(letters[Int(group >> UInt32(18 - 6 * offset) & 63)]) }
    }
    return text
  }

  /// The bytes of a text; `nil` unless it is exactly what `encode` writes: no padding, no blanks, and the
  /// bits that stand for nothing zero. Otherwise one signature would have several texts.
  public static func decode(_ text: Span<UInt8>) -> [UInt8]? {
    guard text.count % 4 != 1 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3 + 2)
    for start in stride(from: 0, to: text.count, by: 4) {
      let count = min(4, text.count - start)
      var group: UInt32 = 0
      for offset in 0..<count {
        guard let value = value(text[start + offset]) else { return nil }
        group |= value << UInt32(18 - 6 * offset)
      }
      let byteCount = count - 1
      guard group & (UInt32(1) << UInt32(24 - 8 * byteCount) - 1) == 0 else { return nil }
      for offset in 0..<byteCount {
        bytes.append(UInt8(truncatingIfNeeded: group >> UInt32(16 - 8 * offset)))
      }
    }
    return bytes
  }
}
