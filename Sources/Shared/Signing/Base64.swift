/// Bytes as Base64 with `+`, `/` and padding (RFC 4648 §4). In a query string it must be percent-encoded.
public enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let padding: UInt8 = 0x3D

  private static func value(_ letter: UInt8) -> UInt32? {
    switch letter {
    case 0x41...0x5A: UInt32(letter) - 0x41
    case 0x61...0x7A: UInt32(letter) - 0x47
    case 0x30...0x39: UInt32(letter) + 4
    case 0x2B: 62
    case 0x2F: 63
    default: nil
    }
  }

  /// Appends four letters for each three bytes, the last ones padded.
  public static func append(_ source: Span<UInt8>, to bytes: inout [UInt8]) {
    let letters = alphabet
    bytes.reserveCapacity(bytes.count + (source.count + 2) / 3 * 4)
    for start in stride(from: 0, to: source.count, by: 3) {
      let left = min(3, source.count - start)
      var group: UInt32 = 0
      for offset in 0..<3 { group = group << 8 | (offset < left ? UInt32(source[start + offset]) : 0) }
      for offset in 0..<4 {
        let letter = letters[Int(group >> UInt32(18 - 6 * offset) & 63)]
        bytes.append(offset <= left ? letter : padding)
      }
    }
  }

  /// Four letters for each three bytes, the last ones padded.
  public static func text(_ source: [UInt8]) -> String {
    var bytes: [UInt8] = []
    append(source.span, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The bytes of a text; `nil` unless it is the one that `append` would write: no blanks, the padding there,
  /// and the bits that stand for nothing zero. Two texts of one signature would be two requests.
  public static func decode(_ text: String) -> [UInt8]? {
    let source = text.utf8.span
    guard source.count.isMultiple(of: 4) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(source.count / 4 * 3)
    for start in stride(from: 0, to: source.count, by: 4) {
      let isLast = start + 4 == source.count
      let paddingCount =
        !isLast || source[start + 3] != padding ? 0 : source[start + 2] != padding ? 1 : 2
      var group: UInt32 = 0
      for offset in 0..<4 - paddingCount {
        guard let value = value(source[start + offset]) else { return nil }
        group |= value << UInt32(18 - 6 * offset)
      }
      guard group & (UInt32(1) << UInt32(8 * paddingCount) - 1) == 0 else { return nil }
      for offset in 0..<3 - paddingCount {
        bytes.append(UInt8(truncatingIfNeeded: group >> UInt32(16 - 8 * offset)))
      }
    }
    return bytes
  }
}
