/// One file of the repository, as the rules see it.
struct SourceFile: Sendable {
  /// Relative to the package's root, such as `Sources/Shared/Log/Logger.swift`.
  let path: String
  /// Its lines without their newlines.
  let lines: [String]
  /// Its code; empty unless it is Swift.
  let tokens: [Token]

  init(path: String, text: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    tokens = path.hasSuffix(".swift") ? SwiftLexer(text).tokens : []
  }

  var isSwift: Bool { path.hasSuffix(".swift") }

  /// The last part of the path.
  var name: String { path.split(separator: "/").last.map { String($0) } ?? path }

  /// Where each occurrence of these tokens, one right behind the other, begins.
  func lines(with sequence: [String]) -> [Int] {
    guard let first = sequence.first, tokens.count >= sequence.count else { return [] }
    var found: [Int] = []
    for start in 0...tokens.count - sequence.count where tokens[start].text == first {
      let isThere = sequence.indices.allSatisfy { tokens[start + $0].text == sequence[$0] }
      if isThere { found.append(tokens[start].line) }
    }
    return found
  }

  /// The modules that it imports, with their lines.
  var imports: [(module: String, line: Int)] {
    tokens.indices.dropLast().filter { tokens[$0].text == "import" }
      .map { (tokens[$0 + 1].text, tokens[$0].line) }
  }

  /// Whether a line is nothing but a comment. Counted from 1.
  func isComment(line: Int) -> Bool {
    guard lines.indices.contains(line - 1) else { return false }
    return lines[line - 1].drop { $0 == " " }.hasPrefix("//")
  }
}
