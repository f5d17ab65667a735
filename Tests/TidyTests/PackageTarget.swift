/// One target of Package.swift, as far as the rules about arrows need it.
struct PackageTarget: Sendable, Equatable {
  let name: String
  /// Relative to the package's root, such as `Sources/Shared/Log`.
  let path: String
  /// The targets that it may import.
  let dependencies: [String]

  /// Every target that a manifest lists, read from its text.
  ///
  /// Knows the four ways in which this package writes one: `module(…)`, `program(…)` and `tests(…)`, which
  /// are functions of the manifest, and `.target(name:…)` or `.systemLibrary(name:…)`.
  static func all(in manifest: SourceFile) -> [PackageTarget] {
    let tokens = manifest.tokens.map(\.text)
    return tokens.indices.dropLast(2).compactMap { index in
      guard tokens[index + 1] == "(" else { return nil }
      let words = arguments(behind: index + 1, in: tokens)
      switch tokens[index] {
      case "module", "program":
        guard let name = string(words.first), let path = string(words.dropFirst(2).first) else { return nil }
        return PackageTarget(name: name, path: "Sources/\(path)", dependencies: list(words))
      case "tests":
        guard let name = string(words.first) else { return nil }
        return PackageTarget(name: name, path: "Tests/\(name)", dependencies: list(words) + ["TestSupport"])
      case "target", "systemLibrary":
        guard let name = labelled("name", words), let path = labelled("path", words) else { return nil }
        return PackageTarget(name: name, path: path, dependencies: list(words, behind: "dependencies"))
      default:
        return nil
      }
    }
  }

  /// The tokens between a parenthesis and the one that closes it.
  private static func arguments(behind open: Int, in tokens: [String]) -> [String] {
    var depth = 0
    for index in open..<tokens.count {
      if tokens[index] == "(" { depth += 1 }
      if tokens[index] == ")" { depth -= 1 }
      if depth == 0 { return Array(tokens[(open + 1)..<index]) }
    }
    return []
  }

  private static func string(_ token: String?) -> String? {
    guard let token, token.hasPrefix("\"") else { return nil }
    return String(token.dropFirst())
  }

  private static func labelled(_ label: String, _ words: [String]) -> String? {
    guard let index = words.firstIndex(of: label), index + 2 < words.count else { return nil }
    return string(words[index + 2])
  }

  /// The strings of the first list, or of the list behind a label.
  private static func list(_ words: [String], behind label: String? = nil) -> [String] {
    let start = label.map { words.firstIndex(of: $0) ?? words.endIndex } ?? words.startIndex
    guard let open = words[start...].firstIndex(of: "["), let close = words[open...].firstIndex(of: "]")
    else {
      return []
    }
    return words[open..<close].compactMap { string($0) }
  }
}
