/// Which exchange a process talks to.
///
/// Every process knows exactly one, every answer names it, and a key is declared for one: an order meant for
/// the testnet that reaches the live exchange spends real money.
public enum Venue: String, Sendable, CaseIterable {
  /// The exchange itself, with real money.
  case live
  /// The exchange's public testnet.
  case testnet
  /// The paper exchange that comes with this program.
  case paper
  /// A host that the operator named.
  case custom
}
