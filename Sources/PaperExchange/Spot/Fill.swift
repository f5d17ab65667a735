/// One account's side of a trade, as `myTrades` shows it.
public struct Fill: Sendable, Hashable {
  /// Consecutive per symbol; both sides of a trade between accounts have the same.
  public var tradeID: Int
  /// On which symbol.
  public var symbol: String
  /// Whose order.
  public var orderNumber: Int
  /// The order's list, or -1.
  public var listNumber: Int
  /// Whose fill.
  public var accountNumber: Int
  /// Price in quote units for a whole of the base asset.
  public var priceUnits: Int
  /// Base units.
  public var quantityUnits: Int
  /// Quote units: price × quantity, cut after the eighth decimal.
  public var quoteUnits: Int
  /// What was taken from the amount received.
  public var commissionUnits: Int
  /// The asset received.
  public var commissionAsset: String
  /// In milliseconds.
  public var time: Int
  /// The account bought.
  public var isBuyer: Bool
  /// The order rested.
  public var isMaker: Bool
  /// The order's first fill: this is when its account's unfilled order count goes down
  /// (faqs/order_count_decrement.md).
  public var isFirst: Bool
  /// The other order; `nil`: the simulated market.
  public var counterpartOrderNumber: Int?
  /// Whose the other order is; `nil`: the simulated market.
  public var counterpartAccountNumber: Int?
}
