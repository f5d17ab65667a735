internal import Verification

/// A bearer token of this server: a beginning by which people and programs that look for leaked secrets know
/// it, and 256 random bits.
public enum BearerToken {
  /// What every token begins with.
  public static let prefix = "bulkhead_"
  /// Random bytes in one.
  public static let randomByteCount = 32
  /// Letters of one: the prefix and 43 of Base64.
  public static let letterCount = prefix.utf8.count + 43

  /// The letters of a token.
  ///
  /// - Precondition: `randomByteCount` bytes of the kernel's random numbers.
  public static func letters(randomBytes: [UInt8]) -> [UInt8] {
    precondition(randomBytes.count == randomByteCount, "a token has 256 bits")
    return Array(prefix.utf8) + Base64URL.encode(randomBytes.span)
  }

  /// Whether some bytes have the form of one.
  static func isOne(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.count == letterCount && bytes.starts(with: prefix.utf8)
  }
}
