/// What a session is known by: 192 random bits, written as 48 hexadecimal digits (visible ASCII, as MCP
/// 2025-11-25, "Session Management", asks).
struct SessionID: Hashable, Sendable {
  /// Random bytes in one.
  static let byteCount = 24
  /// Digits of one.
  static let digitCount = 2 * byteCount

  private let words: (UInt64, UInt64, UInt64)

  /// An id of random bytes.
  ///
  /// - Precondition: `byteCount` of them.
  init(random bytes: [UInt8]) {
    precondition(bytes.count == Self.byteCount, "a session's id has 192 bits")
    func word(_ start: Int) -> UInt64 { bytes[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) } }
    words = (word(0), word(8), word(16))
  }

  /// Reads an id; `nil` when it is none of ours.
  init?(_ text: Span<UInt8>) {
    guard text.count == Self.digitCount else { return nil }
    func word(_ start: Int) -> UInt64? {
      var word: UInt64 = 0
      for index in start..<start + 16 {
        let byte = text[index]
        let digit: UInt8
        if byte &- 0x30 < 10 {
          digit = byte &- 0x30
        } else if byte &- 0x61 < 6 {
          digit = byte &- 0x61 + 10
        } else {
          return nil
        }
        word = word << 4 | UInt64(digit)
      }
      return word
    }
    guard let first = word(0), let second = word(16), let third = word(32) else { return nil }
    words = (first, second, third)
  }

  /// Its digits.
  var text: String {
    [words.0, words.1, words.2].map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }.joined()
  }

  static func == (left: SessionID, right: SessionID) -> Bool {
    // All of it, whatever differs: how long it takes tells nothing.
    (left.words.0 ^ right.words.0) | (left.words.1 ^ right.words.1) | (left.words.2 ^ right.words.2) == 0
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
  }
}
