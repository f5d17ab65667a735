public import Catalog
public import Log
public import Values
internal import Wire

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
  /// Which tools are listed of those that there are, as `--tools` takes it; nil for the default.
  public var toolSelection: String?

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

  /// Takes over what the launcher offers from now on.
  mutating func follow(_ offer: ToChild.Offer) {
    roles = offer.roles
    accountRole = offer.accountRole
    do throws(ToolSelection.Failure) {
      tools = try ToolSelection.tools(
        toolSelection, from: ToolListing(roles: roles, venue: venue, mayTrade: offer.mayTrade).tools)
    } catch {
      // Every word of it was known when the program began, and the words do not depend on what is offered.
      preconditionFailure("the selection of tools was read before: \(error)")
    }
  }
}
