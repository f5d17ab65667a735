extension Logger {
  /// How grave a line is; a smaller one is graver. The numbers travel in the wire's log message.
  public enum Level: UInt8, Sendable, CaseIterable, Comparable {
    /// Something failed and somebody should look at it.
    case error = 1
    /// Something is wrong, and is being dealt with.
    case warning
    /// Something an operator wants to know without asking.
    case notice
    /// Something an operator wants to know when he asks.
    case info
    /// Something a developer wants to know.
    case debug

    /// The level called so on a command line: `error`, `warning`, `notice`, `info` or `debug`.
    public init?(name: String) {
      guard let level = Level.allCases.first(where: { $0.name == name }) else { return nil }
      self = level
    }

    /// What the level is called in lines and on command lines.
    public var name: String {
      switch self {
      case .error: "error"
      case .warning: "warning"
      case .notice: "notice"
      case .info: "info"
      case .debug: "debug"
      }
    }

    /// Graver first.
    public static func < (one: Level, other: Level) -> Bool {
      one.rawValue < other.rawValue
    }
  }
}
