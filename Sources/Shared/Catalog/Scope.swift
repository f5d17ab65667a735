/// What somebody who asks over the network may do. A tool needs one scope at most, and no scope contains
/// another: a token for orders alone reads no balance.
public enum Scope: String, Sendable, CaseIterable {
  /// Public market data.
  case market
  /// Reads of the account, and of what the operator allows.
  case account
  /// Orders, cancels and settings: everything that changes something at the exchange, and its confirmation.
  case trade

  /// Its bit in a `ScopeSet`. These travel on the wire and never change their meaning.
  var bit: UInt8 {
    switch self {
    case .market: 1
    case .account: 2
    case .trade: 4
    }
  }
}
