import Testing

/// One rule of the style: which files it covers, what it looks for, and examples that show that it can fail.
struct Rule: Sendable, CustomTestStringConvertible {
  /// A small file of a given path.
  struct Example: Sendable {
    let path: String
    let text: String

    init(_ path: String, _ text: String) {
      self.path = path
      self.text = text
    }
  }

  /// The rule as a sentence.
  let name: String
  /// Whether it holds for the file of this path.
  let covers: @Sendable (String) -> Bool
  /// Looks at a file that it covers.
  let check: @Sendable (SourceFile) -> [Finding]
  /// Files that break it.
  let bad: [Example]
  /// Files that look like it and do not.
  let good: [Example]

  var testDescription: String { name }

  /// What is wrong with a file; nothing when the rule does not cover it.
  func findings(in file: SourceFile) -> [Finding] {
    covers(file.path) ? check(file) : []
  }

  /// Every rule.
  static let all: [Rule] = constructs + reasons + imports + sizes + names + words
}
