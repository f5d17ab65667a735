internal import Signing

/// The names that orders get: at most 36 of the letters, digits and `-` that the exchange takes.
///
/// All of ours begin alike, so that an order of ours is known without the journal: that is how a lost journal
/// is noticed.
enum IntentName {
  /// How every name begins.
  static let prefix = "bh-"
  /// Random bytes in a name.
  static let byteCount = 16

  private static let digits = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

  /// The name of an intent without an idempotency key.
  ///
  /// - Precondition: `bytes` are `byteCount` random ones.
  static func random(_ bytes: [UInt8]) -> String {
    precondition(bytes.count == byteCount, "a name has \(byteCount) bytes")
    return prefix + text(bytes)
  }

  /// The name of the intent that a caller's key stands for: the same after every restart, and even without a
  /// journal.
  static func derived(principal: String, key: String) -> String {
    prefix + text(Array(digest("intent", principal, key).prefix(byteCount)))
  }

  /// By which the journal knows a caller's key: its digest, since a key is the caller's own text.
  static func keyDigest(principal: String, key: String) -> [UInt8] {
    digest("idempotency key", principal, key)
  }

  /// The name of one order of several.
  static func leg(_ index: Int, of id: String) -> String { "\(id)-\(index + 1)" }

  /// The intent that an order's name belongs to; `nil` for a name that is not ours.
  static func intent(of clientOrderID: String) -> String? {
    guard clientOrderID.hasPrefix(prefix) else { return nil }
    let rest = clientOrderID.dropFirst(prefix.count)
    guard let dash = rest.firstIndex(of: "-") else { return clientOrderID }
    return prefix + rest[..<dash]
  }

  private static func digest(_ parts: String...) -> [UInt8] {
    let digest = SHA256()
    for part in parts {
      digest.add(Array("\(part.utf8.count):".utf8))
      digest.add(Array(part.utf8))
    }
    return digest.finished()
  }

  /// Bytes as letters and digits, five bits each.
  private static func text(_ bytes: [UInt8]) -> String {
    var letters: [UInt8] = []
    letters.reserveCapacity(bytes.count * 8 / 5 + 1)
    var (buffer, bitCount) = (0, 0)
    for byte in bytes {
      buffer = buffer << 8 | Int(byte)
      bitCount += 8
      while bitCount >= 5 {
        bitCount -= 5
        letters.append(digits[buffer >> bitCount & 31])
      }
      buffer &= (1 << bitCount) - 1
    }
    if bitCount > 0 { letters.append(digits[buffer << (5 - bitCount) & 31]) }
    return String(decoding: letters, as: UTF8.self)
  }
}
