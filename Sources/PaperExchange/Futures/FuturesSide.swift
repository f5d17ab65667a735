/// Whether a futures order buys or sells (USD-M documents, "Order side").
public enum FuturesSide: String, Sendable, Hashable, CaseIterable {
  case buy = "BUY"
  case sell = "SELL"

  /// The side that it trades with.
  public var opposite: FuturesSide { self == .buy ? .sell : .buy }
  /// 1 for a purchase, -1 for a sale.
  var sign: Int { self == .buy ? 1 : -1 }
}
