public import Values

/// Which tools a configuration has at all, before `--tools` picks among them.
///
/// A tool whose worker is not configured is not listed: a model would try it again and again. A worker that
/// is configured but down keeps its tools.
public struct ToolListing: Sendable {
  /// The tools, in the table's order.
  public let tools: [Tool]

  /// The tools of a configuration.
  ///
  /// - Parameters:
  ///   - roles: the workers there are.
  ///   - venue: testnet serves `/api` only, so there are no wallet tools.
  ///   - mayTrade: whether orders may be made at all; without it nothing that changes anything is listed.
  public init(roles: [Role], venue: Venue, mayTrade: Bool) {
    tools = Catalog.tools.filter { tool in
      switch tool.role {
      case .supervisor: return true
      case .market: return roles.contains(.market)
      case .account:
        guard roles.contains(.account) || roles.contains(.trading) else { return false }
        return venue != .testnet || !tool.endpoints.allSatisfy { $0.api == .wallet }
      case .trading:
        guard roles.contains(.trading) else { return false }
        return tool.effect == .reads && tool.endpoints.isEmpty || mayTrade
      }
    }
  }

  /// What is listed when nobody chose: fewer than 40 tools, because some clients take no more. What is left
  /// out is the history that few ask for; `--tools all` or its name brings it back.
  public static let leftOutByDefault: Set<String> = [
    "get_account_snapshot", "get_universal_transfer_history", "get_liquidation_history",
    "get_order_rate_limits",
  ]

  /// The most tools that are listed when nobody chose.
  public static let defaultCountMax = 39
}
