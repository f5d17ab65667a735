/// Cuts Swift source into tokens, so that rules look at code and never at comments or the text of strings.
///
/// Knows what the sources of this package use: nested comments, plain, raw and multi-line strings with
/// interpolations (whose code is code), names in backticks. It knows no regular expression literals, which
/// the sources do not use.
struct SwiftLexer {
  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  /// The code, in order.
  private(set) var tokens: [Token] = []

  init(_ text: String) {
    bytes = Array(text.utf8)
    code(endsAtParenthesis: false)
  }

  private func byte(_ offset: Int = 0) -> UInt8? {
    index + offset < bytes.count ? bytes[index + offset] : nil
  }

  private func hasPrefix(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { wanted in
      index + wanted.count <= bytes.count && zip(bytes[index...], wanted).allSatisfy { $0 == $1 }
    }
  }

  private mutating func skip(_ count: Int = 1) {
    for _ in 0..<count {
      if byte() == UInt8(ascii: "\n") { line += 1 }
      index += 1
    }
  }

  /// Reads to the end, or to the parenthesis that closes an interpolation.
  private mutating func code(endsAtParenthesis: Bool) {
    var depth = 0
    while let next = byte() {
      if hasPrefix("//") {
        while let next = byte(), next != UInt8(ascii: "\n") { skip() }
      } else if hasPrefix("/*") {
        blockComment()
      } else if next == UInt8(ascii: "\"") || startsRawString {
        string()
      } else if next == UInt8(ascii: "`") {
        backticks()
      } else if Self.isWord(next) {
        word()
      } else {
        if next == UInt8(ascii: "(") { depth += 1 }
        if next == UInt8(ascii: ")") {
          if depth == 0 && endsAtParenthesis { return skip() }
          depth -= 1
        }
        if next > 0x20 { tokens.append(Token(text: String(UnicodeScalar(next)), line: line)) }
        skip()
      }
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte)
      || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private mutating func word() {
    let start = index
    while let next = byte(), Self.isWord(next) { skip() }
    tokens.append(Token(text: String(decoding: bytes[start..<index], as: UTF8.self), line: line))
  }

  private mutating func backticks() {
    let start = index
    repeat { skip() } while byte().map { $0 != UInt8(ascii: "`") && $0 != UInt8(ascii: "\n") } ?? false
    if byte() == UInt8(ascii: "`") { skip() }
    tokens.append(Token(text: String(decoding: bytes[start..<index], as: UTF8.self), line: line))
  }

  private mutating func blockComment() {
    var depth = 0
    repeat {
      if hasPrefix("/*") {
        depth += 1
        skip(2)
      } else if hasPrefix("*/") {
        depth -= 1
        skip(2)
      } else {
        skip()
      }
    } while depth > 0 && index < bytes.count
  }

  private var startsRawString: Bool {
    var offset = 0
    while byte(offset) == UInt8(ascii: "#") { offset += 1 }
    return offset > 0 && byte(offset) == UInt8(ascii: "\"")
  }

  private mutating func string() {
    let startLine = line
    var hashCount = 0
    while byte() == UInt8(ascii: "#") {
      hashCount += 1
      skip()
    }
    let isMultiline = hasPrefix("\"\"\"")
    let hashes = [UInt8](repeating: UInt8(ascii: "#"), count: hashCount)
    let end = [UInt8](repeating: UInt8(ascii: "\""), count: isMultiline ? 3 : 1) + hashes
    let escape = [UInt8(ascii: "\\")] + hashes
    skip(isMultiline ? 3 : 1)
    var contents: [UInt8] = [UInt8(ascii: "\"")]
    while index < bytes.count, !bytes[index...].starts(with: end) {
      if bytes[index...].starts(with: escape) {
        skip(escape.count)
        let isInterpolation = byte() == UInt8(ascii: "(")
        skip()
        if isInterpolation { code(endsAtParenthesis: true) }
      } else {
        contents.append(bytes[index])
        skip()
      }
    }
    skip(min(end.count, bytes.count - index))
    tokens.append(Token(text: String(decoding: contents, as: UTF8.self), line: startLine))
  }
}
