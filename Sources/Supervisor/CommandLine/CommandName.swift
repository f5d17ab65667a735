/// The commands of `bulkhead`.
public enum CommandName: String, Sendable, CaseIterable {
  /// Be an MCP server.
  case serve
  /// List the tools.
  case tools
  /// Make one tool call.
  case call
  /// Show what the server does.
  case tour
  /// Explain a command or a tool.
  case help

  /// What can follow the name, as the help shows it.
  var synopsis: String {
    switch self {
    case .serve: "serve [OPTION]…"
    case .tools: "tools [--json]"
    case .call: "call TOOL [NAME=VALUE]… [--json] [OPTION]…"
    case .tour: "tour [OPTION]…"
    case .help: "help [COMMAND | TOOL]"
    }
  }

  /// One line about it.
  var summary: String {
    switch self {
    case .serve: "be an MCP server on stdin and stdout; clients start this"
    case .tools: "list the tools"
    case .call: "make one tool call through the real processes and print the answer"
    case .tour: "see the server at work on a simulated exchange, in a few seconds"
    case .help: "explain a command or a tool"
    }
  }

  /// The flags it takes, in the order of the help.
  var flags: [Flag] { Flag.allCases.filter { $0.commands.contains(self) } }
}
