/// Finds what must not be shown: registered texts, values of names known to be sensitive, and anything that
/// looks like a key.
///
/// The last line of defence, not the first: no code is meant to log a secret at all.
struct Redaction: Sendable {
  /// Shorter texts are not registered: they would blank out ordinary words.
  static let textByteCountMin = 8
  /// Registered texts at most; every byte of every line is compared with each.
  static let textCountMax = 32
  /// A run of so many ASCII letters and digits is taken for a key or a signature: the exchange's HMAC keys,
  /// secrets and signatures are exactly so long.
  static let keyByteCount = 64

  /// Names whose value, after `=` or `:`, is not shown. Lower case.
  private static let names: [[UInt8]] = [
    "signature", "x-mbx-apikey", "apikey", "api_key", "secretkey", "secret_key", "listenkey", "access_token",
  ].map { Array($0.utf8) }

  /// A name whose value has blanks in it: `Authorization: Bearer …`.
  private static let authorization = Array("authorization".utf8)
  /// A word that is followed by its value after a blank.
  private static let bearer = Array("bearer".utf8)

  private var texts: [[UInt8]] = []

  /// Registers a text to be replaced wherever it appears. False when it is too short or there are too many.
  mutating func register(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count >= Redaction.textByteCountMin else { return false }
    if texts.contains(bytes) { return true }
    guard texts.count < Redaction.textCountMax else { return false }
    texts.append(bytes)
    // Longest first: of two that begin alike the shorter one would leave the rest of the longer one standing.
    texts.sort { $0.count > $1.count }
    return true
  }

  /// The range to be replaced that begins at `index`, or after the name that stands at `index`.
  func match(_ bytes: [UInt8], at index: Int) -> (start: Int, end: Int)? {
    for text in texts where Redaction.has(text, bytes, at: index) { return (index, index + text.count) }
    guard Redaction.isWord(bytes[index]), index == 0 || !Redaction.isWord(bytes[index - 1]) else {
      return nil
    }
    var end = index
    while end < bytes.count, Redaction.isWord(bytes[end]) { end += 1 }
    if end - index >= Redaction.keyByteCount { return (index, end) }
    return Redaction.value(bytes, afterNameAt: index)
  }

  /// The value that follows a sensitive name at `index`; `nil` when there is no such name, or no value.
  private static func value(_ bytes: [UInt8], afterNameAt index: Int) -> (start: Int, end: Int)? {
    if has(bearer, bytes, at: index) {
      let start = skip(bytes, from: index + bearer.count) { isBlank($0) }
      guard start > index + bearer.count else { return nil }
      return upToDelimiter(bytes, from: start, blankEnds: true)
    }
    let isAuthorization = has(authorization, bytes, at: index)
    guard let name = isAuthorization ? authorization : names.first(where: { has($0, bytes, at: index) })
    else {
      return nil
    }
    // A quote may close the name (JSON), and one may open the value.
    let separator = skip(bytes, from: index + name.count) { isBlank($0) || isQuote($0) }
    guard separator < bytes.count, bytes[separator] == 0x3D || bytes[separator] == 0x3A else { return nil }
    let start = skip(bytes, from: separator + 1) { isBlank($0) || isQuote($0) }
    return upToDelimiter(bytes, from: start, blankEnds: !isAuthorization)
  }

  private static func upToDelimiter(
    _ bytes: [UInt8], from start: Int, blankEnds: Bool
  ) -> (start: Int, end: Int)? {
    let end = skip(bytes, from: start) { byte in
      byte >= 0x20 && !isQuote(byte) && byte != 0x26 && byte != 0x2C && byte != 0x3B
        && !(blankEnds && isBlank(byte))
    }
    return end > start ? (start, end) : nil
  }

  private static func skip(_ bytes: [UInt8], from start: Int, _ belongs: (UInt8) -> Bool) -> Int {
    var index = start
    while index < bytes.count, belongs(bytes[index]) { index += 1 }
    return index
  }

  /// Whether `text` stands at `index`. Its lower-case letters match capitals too: names are written in lower
  /// case, and a registered text may be shown rather too little.
  private static func has(_ text: [UInt8], _ bytes: [UInt8], at index: Int) -> Bool {
    guard bytes.count - index >= text.count else { return false }
    for offset in text.indices where text[offset] != bytes[index + offset] {
      guard text[offset] == lowercased(bytes[index + offset]) else { return false }
    }
    return true
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(lowercased(byte))
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == 0x22 || byte == 0x27
  }
}
