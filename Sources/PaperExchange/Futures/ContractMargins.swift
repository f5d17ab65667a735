/// Initial margins of one account on one contract, in units of 10⁻⁸.
public struct ContractMargins: Sendable, Hashable {
  /// Value of the position at the mark price, with its sign; of both sides together in hedge mode.
  public var notional: Int128 = 0
  /// What open orders would buy, at their prices.
  public var bids: Int128 = 0
  /// What open orders would sell, at their prices.
  public var asks: Int128 = 0
  /// Initial margin of the position.
  public var position: Int128 = 0
  /// Initial margin of the orders on top of it.
  public var orders: Int128 = 0
  /// The largest position that orders may lead to.
  public var exposure: Int128 = 0

  /// Both margins together.
  public var total: Int128 { position + orders }
}
