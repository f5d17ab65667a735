public import Catalog
public import Log
public import Values

/// What the launcher tells the gateway on its command line. Nothing in it is secret.
public struct GatewayConfiguration: Sendable {
  /// Which exchange; named in every answer.
  public var venue: Venue
  /// One call's deadline in milliseconds.
  public var callTimeoutMilliseconds: Int
  /// The least important lines that are logged.
  public var logLevel: Logger.Level
  /// The tools that are listed and callable.
  public var tools: [Tool]
  /// The roles that have a worker.
  public var roles: [Role]
  /// Which of them answers the account tools.
  public var accountRole: Role
  /// The server's version, for the client.
  public var version: String

  /// A configuration.
  public init(
    venue: Venue, callTimeoutMilliseconds: Int, logLevel: Logger.Level, tools: [Tool],
    roles: [Role] = [.market], accountRole: Role = .account, version: String
  ) {
    self.venue = venue
    self.callTimeoutMilliseconds = callTimeoutMilliseconds
    self.logLevel = logLevel
    self.tools = tools
    self.roles = roles
    self.accountRole = accountRole
    self.version = version
  }
}
