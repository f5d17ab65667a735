internal import Log
internal import MCP

extension LogLevel {
  /// The protocol's word for one of ours.
  init(_ level: Logger.Level) {
    self =
      switch level {
      case .debug: .debug
      case .info: .info
      case .notice: .notice
      case .warning: .warning
      case .error: .error
      }
  }
}
