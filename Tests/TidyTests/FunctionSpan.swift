/// Where a function begins and ends, found by counting braces.
struct FunctionSpan: Equatable {
  /// `func name` or `init`.
  let name: String
  /// The line of its `func` or `init`.
  let firstLine: Int
  /// Up to and including the line of its closing brace.
  let lineCount: Int

  /// Every function and initialiser with a body.
  static func all(in tokens: [Token]) -> [FunctionSpan] {
    tokens.indices.compactMap { start in
      guard let name = name(at: start, in: tokens), let open = bodyStart(behind: start, in: tokens) else {
        return nil
      }
      var depth = 0
      for index in open..<tokens.count {
        if tokens[index].text == "{" { depth += 1 }
        if tokens[index].text == "}" { depth -= 1 }
        if depth == 0 {
          let first = tokens[start].line
          return FunctionSpan(name: name, firstLine: first, lineCount: tokens[index].line - first + 1)
        }
      }
      return nil
    }
  }

  /// The name when a declaration begins here; a call such as `self.init(` is none.
  private static func name(at index: Int, in tokens: [Token]) -> String? {
    guard index + 1 < tokens.count else { return nil }
    let next = tokens[index + 1].text
    if tokens[index].text == "func" { return "func \(next)" }
    let isInitialiser = tokens[index].text == "init" && ["(", "?", "<"].contains(next)
    return isInitialiser && (index == 0 || tokens[index - 1].text != ".") ? "init" : nil
  }

  /// The brace that opens the body; nil for a requirement of a protocol, which has none.
  private static func bodyStart(behind start: Int, in tokens: [Token]) -> Int? {
    var parentheses = 0
    for index in (start + 1)..<tokens.count {
      switch tokens[index].text {
      case "(": parentheses += 1
      case ")": parentheses -= 1
      case "{" where parentheses == 0: return index
      case "}" where parentheses == 0: return nil
      case "func" where parentheses == 0: return nil
      case "var" where parentheses == 0: return nil
      default: break
      }
    }
    return nil
  }
}
