extension Catalog {
  /// The tools as a table of the README, one row each, a newline after each row.
  ///
  /// - Parameter roles: whose tools are in it; by default all.
  public static func markdownTable(of roles: [Role] = Role.allCases) -> String {
    var text = "| Tool | What it gives | Arguments | Asks the exchange (weight) |\n|---|---|---|---|\n"
    for tool in tools where roles.contains(tool.role) {
      let names = tool.parameters.map { $0.isRequired ? "**`\($0.name)`**" : "`\($0.name)`" }
      let arguments = names.isEmpty ? "none" : names.joined(separator: ", ")
      let endpoints = tool.endpoints.map { "`\($0.method) \($0.path)` (\($0.weight.summary))" }
      text +=
        "| `\(tool.name)` | \(tool.summary) | \(arguments) | "
      text += endpoints.isEmpty ? "nothing |\n" : "\(endpoints.joined(separator: "<br>")) |\n"
    }
    return text
  }
}

extension Tool {
  /// The first sentence of the description, for lists that people read.
  public var summary: String {
    var sentence = ""
    var isAfterStop = false
    for character in description {
      if isAfterStop, character == " " { break }
      isAfterStop = character == "."
      sentence.append(character)
    }
    return sentence
  }
}

extension Weight {
  /// The weight in a few characters: `2`, or `2–4` when it depends on the arguments.
  public var summary: String {
    switch self {
    case .fixed(let weight): return String(weight)
    case .bySymbolCount(let one, let steps, let all):
      let weights = [one, all] + steps.map(\.weight)
      return Self.range(weights.min() ?? one, weights.max() ?? all)
    case .perSymbol(let each, let max): return Self.range(each, max)
    case .byLimit(let steps): return Self.range(steps.first?.weight ?? 0, steps.last?.weight ?? 0)
    }
  }

  private static func range(_ low: Int, _ high: Int) -> String { low == high ? "\(low)" : "\(low)–\(high)" }
}
