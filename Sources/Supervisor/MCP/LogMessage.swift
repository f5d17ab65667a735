public import Catalog
public import Values

/// One line for the log of a client: `notifications/message`.
///
/// It leaves the machine, so it holds no secret: who makes it sees to that. A line of a worker may be about
/// any of its callers, who share its account.
public struct LogMessage: Sendable, Equatable {
  /// How grave it is.
  public let level: LogLevel
  /// Which part of the server speaks; none when empty.
  public let logger: String
  /// What it says: a text, or an object.
  public let data: JSON
  /// Whose doings it is about: only sessions with a tool of this role hear it; nil for all.
  public let role: Role?

  /// A message.
  public init(_ level: LogLevel, logger: String = "", data: JSON, role: Role? = nil) {
    self.level = level
    self.logger = logger
    self.data = data
    self.role = role
  }
}
