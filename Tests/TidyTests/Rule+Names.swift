extension Rule {
  /// How files and types are called.
  static let names: [Rule] = [fileName, oneType, typeName, leftovers]

  private static let kinds: Set<String> = ["struct", "class", "enum", "actor", "protocol", "typealias"]

  /// The types that a file declares or extends: all words of `A.B` count.
  private static func types(in file: SourceFile) -> Set<String> {
    var found: Set<String> = []
    for index in file.tokens.indices.dropLast()
    where kinds.contains(file.tokens[index].text) || file.tokens[index].text == "extension" {
      var next = index + 1
      // `extension [UInt8]` extends Array.
      found.insert(file.tokens[next].text == "[" ? "Array" : file.tokens[next].text)
      while next + 2 < file.tokens.count, file.tokens[next + 1].text == "." {
        next += 2
        found.insert(file.tokens[next].text)
      }
    }
    return found
  }

  private static let fileName = Rule(
    name: "a file is named after the type it declares or extends",
    covers: {
      isSwift($0, in: ["Sources", "Tests"]) && !$0.hasSuffix("/main.swift") && !$0.hasSuffix("Tests.swift")
    },
    check: { file in
      let type = file.name.dropLast(".swift".count).split(separator: "+").first.map { String($0) } ?? ""
      // A suite `End to end` is the type of EndToEnd.swift.
      let names = types(in: file).map { $0.hasPrefix("`") ? $0.filter { $0.isLetter || $0.isNumber } : $0 }
      if names.contains(where: { $0 == type || $0.lowercased() == type.lowercased() }) { return [] }
      return [
        Finding(
          path: file.path, line: 1, message: "declares and extends no \(type): name it Type or Type+Concern")
      ]
    },
    bad: [
      Example("Sources/Shared/Log/Logger.swift", "struct Log {}"),
      Example("Sources/Shared/Log/Logger+Level.swift", "enum Level {}"),
    ],
    good: [
      Example("Sources/Shared/Log/Logger+Level.swift", "extension Logger {\n  enum Level {}\n}"),
      Example("Sources/Shared/HTTP/Array+Span.swift", "extension [UInt8] {}"),
      Example("Sources/Supervisor/Links/Phase.swift", "extension LinkState.Phase {}"),
      Example("Tests/EndToEndTests/EndToEnd.swift", "@Suite enum `End to end` {}"),
      Example("Sources/Worker/Main/main.swift", "run()"),
    ])

  private static let oneType = Rule(
    name: "a file declares one type at its top level",
    covers: { isSwift($0, in: ["Sources"]) },
    check: { file in
      var depth = 0
      var declared: [Token] = []
      for index in file.tokens.indices.dropLast() {
        let token = file.tokens[index]
        if token.text == "{" { depth += 1 }
        if token.text == "}" { depth -= 1 }
        // A word before the name that is no type: `class func`, or a case called `enum`.
        if depth == 0, kinds.contains(token.text), token.text != "typealias" {
          declared.append(file.tokens[index + 1])
        }
      }
      return declared.dropFirst().map {
        Finding(path: file.path, line: $0.line, message: "\($0.text) wants a file of its own")
      }
    },
    bad: [Example("Sources/Shared/Log/A.swift", "struct A {\n  enum B {}\n}\n\nprivate enum C {}")],
    good: [Example("Sources/Shared/Log/A.swift", "struct A {\n  enum B {}\n}\n\nextension C {}")])

  private static let emptyWords = [
    "Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Impl", "Data", "Info", "Base",
  ]

  private static let typeName = Rule(
    name: "a type is a noun of the domain",
    covers: { isSwift($0, in: ["Sources", "Tests"]) },
    check: { file in
      file.tokens.indices.dropLast().compactMap { index in
        let name = file.tokens[index + 1]
        guard kinds.contains(file.tokens[index].text),
          let word = emptyWords.first(where: { name.text.hasSuffix($0) })
        else { return nil }
        return Finding(
          path: file.path, line: name.line, message: "\(name.text): \(word) says nothing; what is it?")
      }
    },
    bad: [
      Example("Sources/Shared/Log/LogManager.swift", "final class LogManager {}"),
      Example("Tests/LogTests/LogHelper.swift", "enum LogHelper {}"),
    ],
    good: [Example("Sources/Shared/Log/Logger.swift", "struct Logger {\n  let data: Data\n}")])

  private static let leftovers = Rule(
    name: "no scaffold and no section marks",
    covers: { isSwift($0, in: ["Sources", "Tests"]) && !$0.hasPrefix("Tests/TidyTests/Rule") },
    check: { file in
      var findings: [Finding] = []
      if file.name == "Scaffold.swift" {
        findings.append(
          Finding(path: file.path, line: 1, message: "an empty file that holds the place of a real one"))
      }
      for (index, line) in file.lines.enumerated() where line.contains("MARK:") {
        findings.append(
          Finding(
            path: file.path, line: index + 1, message: "a file that needs MARK to be read wants to be two"))
      }
      return findings
    },
    bad: [
      Example("Sources/Shared/Log/Scaffold.swift", ""),
      Example("Sources/Shared/Log/A.swift", "// MARK: - Private\nstruct A {}"),
    ],
    good: [Example("Sources/Shared/Log/A.swift", "// A bookmark: nothing\nstruct A {}")])
}
