/// Which process answers a tool: what a worker may do is its role, and a tool belongs to exactly one.
///
/// The raw values travel on the wire between gateway and worker; they never change their meaning.
public enum Role: UInt8, Sendable, CaseIterable {
  /// Public market data; holds no key at all.
  case market = 1
  /// Reads of an account, with a read-only key.
  case account = 2
  /// Orders, with the trading key.
  case trading = 3
  /// The gateway itself: only what it knows about its own processes, never anything of the exchange.
  case supervisor = 4

  /// The name on command lines, in logs and in `server_status`.
  public var name: String {
    switch self {
    case .market: "market"
    case .account: "account"
    case .trading: "trading"
    case .supervisor: "supervisor"
    }
  }
}

/// Written out, since the standard library finds the name of a case by reflection: a million instructions the
/// first time, and pages that nothing else needs.
extension Role: CustomStringConvertible {
  /// The name.
  public var description: String { name }
}
