/// What a command line asks for.
public enum Invocation: Sendable, Equatable {
  /// Be an MCP server.
  case serve(ServeOptions)
  /// List the tools.
  case tools(ToolsOptions)
  /// Make one call.
  case call(CallOptions)
  /// Show what the server does.
  case tour(TourOptions)
  /// Explain.
  case help(HelpTopic)
  /// Say which version this is.
  case version
}
