/// The few forms of DER (X.690) that libcrypto wants public keys and signatures in.
enum DER {
  /// An INTEGER of an unsigned number, highest byte first.
  static func integer(_ bytes: [UInt8]) -> [UInt8] {
    var digits = bytes.drop { $0 == 0 }
    if digits.isEmpty { digits = [0] }
    let sign: [UInt8] = digits[digits.startIndex] & 0x80 == 0 ? [] : [0]
    return element(0x02, sign + digits)
  }

  /// A SEQUENCE of what is in it.
  static func sequence(_ content: [UInt8]) -> [UInt8] { element(0x30, content) }

  /// A BIT STRING of whole bytes.
  static func bitString(_ content: [UInt8]) -> [UInt8] { element(0x03, [0] + content) }

  private static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    let count = content.count
    precondition(count < 1 << 16, "a key has at most some thousand bytes")
    let length: [UInt8] =
      if count < 0x80 {
        [UInt8(count)]
      } else if count < 0x100 {
        [0x81, UInt8(count)]
      } else {
        [0x82, UInt8(count >> 8), UInt8(count & 0xFF)]
      }
    return [tag] + length + content
  }
}
