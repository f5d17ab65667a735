/// Something that came in from outside, as deposit history shows it.
///
/// The paper exchange has no chains: a deposit is credited at once, and its address and transaction are made
/// from the seed when somebody asks.
public struct Deposit: Sendable, Hashable {
  /// Counted from 1 over all accounts.
  public let number: Int
  /// The account that got it.
  public let account: Int
  /// The wallet that got it.
  public let wallet: Wallet
  /// What came.
  public let asset: String
  /// How much, in units of 10⁻⁸.
  public let units: Int128
  /// When, in milliseconds of exchange time.
  public let time: Int
}
