extension Rule {
  /// Constructs that are allowed with the reason on the line above.
  static let reasons: [Rule] = [
    Rule(
      name: "what hides an error or a race has its reason on the line above",
      covers: { isSwift($0, in: ["Sources", "Tests"]) },
      check: { file in
        hiding.flatMap { construct in
          file.lines(with: construct).filter {
            // `try !isEmpty` has the same tokens as `try!`, and means something else.
            !file.isComment(line: $0 - 1) && file.lines[$0 - 1].contains(construct.joined())
          }.map { line in
            Finding(
              path: file.path, line: line,
              message: "`\(construct.joined())` needs its reason in a comment on the line above")
          }
        }
      },
      bad: [
        Example("Sources/Shared/Log/A.swift", "let a = 1\nlet b = try? c()"),
        Example("Sources/Shared/Log/A.swift", "let b = try! c()"),
        Example("Tests/LogTests/A.swift", "let b = c as! D"),
        Example("Sources/Shared/Log/A.swift", "final class A: @unchecked Sendable {}"),
        Example(
          "Sources/Shared/Log/A.swift", "let a = 1  // not a line of its own\nnonisolated(unsafe) var b = 1"),
      ],
      good: [
        Example("Sources/Shared/Log/A.swift", "// Absence means none.\nlet b = try? c()"),
        Example(
          "Sources/Shared/Log/A.swift", "/// Confined to the loop.\nfinal class A: @unchecked Sendable {}"),
        Example("Sources/Shared/Log/A.swift", "let a = try b()\nlet c = d as? E\nlet e = try !f()"),
      ])
  ]

  private static let hiding = [
    ["try", "?"], ["try", "!"], ["as", "!"], ["@", "unchecked"], ["nonisolated", "(", "unsafe"],
    ["@", "preconcurrency"],
  ]
}
