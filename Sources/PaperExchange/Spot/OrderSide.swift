/// Whether an order buys or sells the base asset (enums.md, "Order side").
public enum OrderSide: String, Sendable, Hashable, CaseIterable {
  case buy = "BUY"
  case sell = "SELL"

  /// The side that it trades with.
  public var opposite: OrderSide { self == .buy ? .sell : .buy }
}
