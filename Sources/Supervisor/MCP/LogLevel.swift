/// The severities of MCP log messages (RFC 5424 section 6.2.1), mildest first.
public enum LogLevel: String, Sendable, CaseIterable {
  /// For whoever looks for a fault.
  case debug
  /// What goes on.
  case info
  /// Normal, and worth knowing.
  case notice
  /// Something is not as it should be; nothing failed.
  case warning
  /// Something failed.
  case error
  /// A part of the server is not to be had.
  case critical
  /// Somebody has to act at once.
  case alert
  /// Nothing works.
  case emergency

  /// All names, for messages.
  static var names: [String] { allCases.map(\.rawValue) }
}

extension LogLevel: Comparable {
  private var rank: Int { LogLevel.allCases.firstIndex(of: self) ?? 0 }

  /// Milder before graver.
  public static func < (left: LogLevel, right: LogLevel) -> Bool { left.rank < right.rank }
}
