internal import Catalog

/// What is to be explained.
public enum HelpTopic: Sendable, Equatable {
  /// Everything, in short.
  case overview
  /// One command.
  case command(CommandName)
  /// One tool, by its name, which exists.
  case tool(String)

  /// The topic that the words behind `help` name.
  init(_ words: ArraySlice<String>) throws(UsageFailure) {
    let names = words.filter { $0 != "--help" && $0 != "-h" }
    guard let name = names.first else {
      self = .overview
      return
    }
    guard names.count == 1 else {
      throw UsageFailure("help explains one thing at a time", suggestion: "Try: bulkhead help")
    }
    if let command = CommandName(rawValue: name) {
      self = .command(command)
    } else if Catalog.tool(named: name) != nil {
      self = .tool(name)
    } else {
      let known = CommandName.allCases.map(\.rawValue) + Catalog.tools.map(\.name)
      let nearest = NearestWord.find(name, among: known)
      throw UsageFailure(
        "there is no command or tool \(TerminalText.quoted(name))",
        suggestion: "Try: bulkhead help" + (nearest.map { " \($0)" } ?? ""))
    }
  }

  /// The topic when a command's own words ask for help: the tool of `call`, else the command.
  init(command: CommandName, words: ArraySlice<String>) {
    if command == .call, let name = words.first, Catalog.tool(named: name) != nil {
      self = .tool(name)
    } else {
      self = .command(command)
    }
  }
}
