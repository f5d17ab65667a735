/// The severities of MCP log messages (RFC 5424 section 6.2.1), mildest first.
///
/// We send no log messages to clients (they go to stderr), but a stateless request may carry a level, and an
/// unknown one has to be refused.
enum LogLevel: String, CaseIterable {
  case debug, info, notice, warning, error, critical, alert, emergency

  /// All names, for messages.
  static var names: [String] { allCases.map(\.rawValue) }
}
