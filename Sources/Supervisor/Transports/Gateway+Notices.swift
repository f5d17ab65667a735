internal import Catalog
internal import Links
internal import Log
internal import MCP
internal import Values

/// What clients are told unasked, and how the server describes itself.
extension Gateway {
  /// Tells clients what they may want to hear of the workers.
  func hear(_ notice: Links.Notice) {
    switch notice {
    case .status: tell(.resource(address: Catalog.statusAddress))
    case .orders:
      tell(.resource(address: Catalog.policyAddress))
      tell(.resource(address: Catalog.openOrdersAddress))
      tell(.resource(address: Catalog.openFuturesOrdersAddress))
      tell(.resource(address: Catalog.recentOrdersAddress))
      tell(.watched(Catalog.ordersOfPair))
    case .stoppedRoles: describeAgain()
    case .logged(let role, let level, let text):
      tell(.logged(LogMessage(LogLevel(level), logger: "\(role) worker", data: .string(text), role: role)))
    }
  }

  /// Describes the server anew; clients hear of the lists that are not as before.
  func describeAgain() {
    switch clients {
    case .stream(let transport):
      transport.adopt(Self.describe(configuration, .all, stopped: links.stoppedRoles))
    case .network(let transport): transport.describeAgain()
    }
  }

  private func tell(_ change: MCPSession.Change) {
    switch clients {
    case .stream(let transport): transport.tell(change)
    case .network(let transport): transport.tell(change)
    }
  }

  /// How the server describes itself to somebody with these scopes: what they do not allow is not listed, and
  /// so not callable.
  ///
  /// - Parameter stopped: roles whose worker will not come back by itself. Their tools can still be called,
  ///   since the answer says why nothing comes of it, but they are not offered any more: a key that the
  ///   exchange refuses, or a worker of another build, stays so until the operator acts.
  static func describe(
    _ configuration: GatewayConfiguration, _ scopes: ScopeSet, stopped: Set<Role> = []
  ) -> ServerDescription {
    let tools = configuration.tools.filter { tool in tool.scope.map { scopes.contains($0) } ?? true }
    var features = ServerFeatures(of: tools)
    // Resources and prompts are there where their tools are.
    (features.toolsChange, features.resourcesChange, features.promptsChange) = (true, true, true)
    features.unlistedTools = Set(
      tools.filter { tool in
        stopped.contains(tool.role == .account ? configuration.accountRole : tool.role)
      }.map(\.name))
    return ServerDescription(
      name: "bulkhead", version: configuration.version,
      instructions: Instructions.text(for: configuration.venue, tools: tools), tools: tools,
      features: features)
  }
}
