extension Rule {
  /// Bounds on what a person has to hold in mind at once.
  static let sizes: [Rule] = [fileLength, functionLength, lineLength, cLineLength]

  private static let fileLineCountMax = 400
  private static let functionLineCountMax = 60
  private static let columnCountMax = 110
  private static let cColumnCountMax = 140

  private static let fileLength = Rule(
    name: "a file has at most 400 lines",
    covers: { isSwift($0, in: ["Sources", "Tests"]) },
    check: { file in
      // The newline at the end of the file begins no line.
      let count = file.lines.last == "" ? file.lines.count - 1 : file.lines.count
      if count <= fileLineCountMax { return [] }
      return [
        Finding(
          path: file.path, line: count, message: "\(count) lines: a concern of it wants a file of its own")
      ]
    },
    bad: [Example("Sources/Shared/Log/A.swift", String(repeating: "\n", count: 401))],
    good: [Example("Sources/Shared/Log/A.swift", String(repeating: "\n", count: 400))])

  private static let functionLength = Rule(
    name: "a function has at most 60 lines",
    covers: { isSwift($0, in: ["Sources", "Tests"]) },
    check: { file in
      FunctionSpan.all(in: file.tokens).filter { $0.lineCount > functionLineCountMax }.map {
        Finding(
          path: file.path, line: $0.firstLine,
          message: "\($0.name) has \($0.lineCount) lines: what it does in steps wants to be steps with names")
      }
    },
    bad: [
      Example("Sources/Shared/Log/A.swift", "func a() {" + String(repeating: "\n", count: 60) + "}"),
      Example(
        "Sources/Shared/Log/A.swift",
        "struct A {\n  init(a: () -> Void = {}) {\n" + String(repeating: "if a {}\n", count: 60) + "  }\n}"),
    ],
    good: [
      Example("Sources/Shared/Log/A.swift", "func a() {" + String(repeating: "\n", count: 59) + "}"),
      Example(
        "Sources/Shared/Log/A.swift",
        "protocol A {\n  func a()\n}\nstruct B {" + String(repeating: "\n", count: 70) + "}"),
    ])

  private static let lineLength = lineRule(
    columnCountMax, name: "a line of Swift has at most 110 columns, comments too",
    covers: { isSwift($0, in: ["Sources", "Tests"]) }, file: "Sources/Shared/Log/A.swift")

  private static let cLineLength = lineRule(
    cColumnCountMax, name: "a line of C has at most 140 columns",
    covers: { $0.hasSuffix(".c") || $0.hasSuffix(".h") }, file: "Sources/Shared/CLinux/clinux.c")

  /// A message of the wire in a test is read better on its one line.
  private static func isMessage(_ line: some StringProtocol, in path: String) -> Bool {
    path.hasPrefix("Tests/") && line.contains("\"") && !line.contains("//")
  }

  private static func lineRule(
    _ countMax: Int, name: String, covers: @escaping @Sendable (String) -> Bool, file path: String
  ) -> Rule {
    Rule(
      name: name, covers: covers,
      check: { file in
        file.lines.indices.compactMap { index in
          let line = file.lines[index]
          let count = line.unicodeScalars.count
          if count <= countMax || isMessage(line, in: file.path) { return nil }
          return Finding(
            path: file.path, line: index + 1, message: "\(count) columns, of at most \(countMax)")
        }
      },
      bad: [Example(path, "// " + String(repeating: "a", count: countMax - 2))],
      good: [Example(path, "// " + String(repeating: "ö", count: countMax - 3))])
  }
}
