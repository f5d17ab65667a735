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
  /// Write the server into a client's configuration.
  case install(InstallOptions)
  /// Find what is wrong with an installation.
  case doctor(DoctorOptions)
  /// Look at the configuration file.
  case config(ConfigOptions)
  /// Allow trading, or end that.
  case trading(TradingOptions)
  /// Make, list or revoke tokens.
  case token(TokenOptions)
  /// Talk to the servers that run.
  case operate(OperatorOptions)
  /// Start the worker's program for one thing.
  case errand(WorkerErrand)
  /// Explain.
  case help(HelpTopic)
  /// Say which version this is.
  case version
}
