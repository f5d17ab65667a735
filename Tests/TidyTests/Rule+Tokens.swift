extension Rule {
  /// A rule that bans constructs: each a row of tokens, wherever it stands in code.
  ///
  /// - Parameter instead: what to do, as the end of the message.
  static func banning(
    _ constructs: [[String]], name: String, instead: String,
    in covers: @escaping @Sendable (String) -> Bool, bad: [Example], good: [Example]
  ) -> Rule {
    Rule(
      name: name, covers: covers,
      check: { file in
        constructs.flatMap { construct in
          file.lines(with: construct).map { line in
            Finding(path: file.path, line: line, message: "`\(construct.joined())`: \(instead)")
          }
        }
      }, bad: bad, good: good)
  }

  /// Whether a path is Swift below one of these folders.
  static func isSwift(_ path: String, in folders: [String]) -> Bool {
    path.hasSuffix(".swift") && folders.contains { path.hasPrefix($0 + "/") }
  }
}
