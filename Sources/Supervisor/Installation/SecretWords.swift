/// Secrets in the words of a command line: `env BINANCE_API_SECRET=… bulkhead serve`, the same in one text
/// behind `sh -c`, and tokens of ours anywhere. Finds names alone; what they hold is looked at and not kept.
public enum SecretWords {
  /// What every bearer token of ours begins with.
  static let tokenPrefix = "bulkhead_"
  /// How many letters of Base64 follow.
  static let tokenLetterCount = 43
  /// The most bytes of a name.
  private static let nameByteCountMax = 128

  /// Whether a text holds a bearer token of ours.
  public static func hasToken(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    let prefix = Array(tokenPrefix.utf8)
    var place = 0
    while place + prefix.count + tokenLetterCount <= bytes.count {
      if bytes[place...].starts(with: prefix) {
        let letters = bytes[(place + prefix.count)...].prefix(while: isTokenLetter).count
        if letters == tokenLetterCount { return true }
        place += prefix.count
      } else {
        place += 1
      }
    }
    return false
  }

  /// The names in `NAME=VALUE` whose value is a secret in plain text, in their order.
  public static func names(in text: String) -> [String] {
    let bytes = Array(text.utf8)
    var names: [String] = []
    for place in bytes.indices where bytes[place] == UInt8(ascii: "=") && hasValue(bytes[(place + 1)...]) {
      let letters = bytes[max(0, place - nameByteCountMax)..<place].reversed().prefix(while: isNameLetter)
      let name = String(decoding: Array(letters.reversed().drop { $0 == UInt8(ascii: "-") }), as: UTF8.self)
      if SecretName.isSecret(name) { names.append(name) }
    }
    return names
  }

  /// Whether a text names a program of ours, as a word by itself or behind a path.
  public static func namesUs(_ text: String) -> Bool {
    text.split { " \t\n'\";&|()=".contains($0) }.contains { word in
      word.split(separator: "/").last.map { String($0) } == ServerEntry.usualName
    }
  }

  /// Whether something stands there, and not only a hint to where it is.
  private static func hasValue(_ rest: ArraySlice<UInt8>) -> Bool {
    guard let first = rest.drop(while: { "'\"\\".utf8.contains($0) }).first else { return false }
    return !" \t\n;&|)$`".utf8.contains(first)
  }

  private static func isNameLetter(_ byte: UInt8) -> Bool { isTokenLetter(byte) }

  private static func isTokenLetter(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || "-_".utf8.contains(byte)
  }
}
