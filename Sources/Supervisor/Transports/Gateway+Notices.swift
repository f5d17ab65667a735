internal import Catalog
internal import Links
internal import Log
internal import MCP
internal import Values

/// What clients are told unasked, and how the server describes itself.
extension Gateway {
  /// Tells the client what it may want to hear of the workers.
  func hear(_ notice: Links.Notice) {
    switch notice {
    case .status: transport.tell(.resource(address: Catalog.statusAddress))
    case .orders:
      transport.tell(.resource(address: Catalog.policyAddress))
      transport.tell(.resource(address: Catalog.openOrdersAddress))
    case .stoppedRoles:
      transport.adopt(Self.describe(configuration, stopped: links.stoppedRoles))
    case .logged(let role, let level, let text):
      transport.tell(
        .logged(LogMessage(LogLevel(level), logger: "\(role) worker", data: .string(text), role: role)))
    }
  }

  /// How the server describes itself.
  ///
  /// - Parameter stopped: roles whose worker will not come back by itself. Their tools can still be called,
  ///   since the answer says why nothing comes of it, but they are not offered any more: a key that the
  ///   exchange refuses, or a worker of another build, stays so until the operator acts.
  static func describe(_ configuration: GatewayConfiguration, stopped: Set<Role> = []) -> ServerDescription {
    var features = ServerFeatures(of: configuration.tools)
    features.toolsChange = true
    features.unlistedTools = Set(
      configuration.tools.filter { tool in
        stopped.contains(tool.role == .account ? configuration.accountRole : tool.role)
      }.map(\.name))
    return ServerDescription(
      name: "bulkhead", version: configuration.version,
      instructions: Instructions.text(for: configuration.venue, tools: configuration.tools),
      tools: configuration.tools, features: features)
  }
}
