public import PaperAccounts

/// What came of placing an order.
public struct Placement: Sendable, Hashable {
  /// The order right after.
  public var order: Order
  /// What it traded at once, in the order of the trades.
  public var fills: [Fill]
  /// What it would have traded with orders of its own account.
  public var preventedMatches: [PreventedMatch]
  /// What its account pays.
  public var commissionRates: CommissionRates
}
