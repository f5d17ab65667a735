/// Where a futures order stands (USD-M documents, "Order status").
public enum FuturesOrderStatus: String, Sendable, Hashable, CaseIterable {
  case new = "NEW"
  case partiallyFilled = "PARTIALLY_FILLED"
  case filled = "FILLED"
  case canceled = "CANCELED"
  case expired = "EXPIRED"
  /// Ended by self-trade prevention.
  case expiredInMatch = "EXPIRED_IN_MATCH"

  /// Whether more can happen to it.
  public var isOpen: Bool { self == .new || self == .partiallyFilled }
}
