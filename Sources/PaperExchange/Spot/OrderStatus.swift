/// Where an order stands (enums.md, "Order status").
public enum OrderStatus: String, Sendable, Hashable, CaseIterable {
  case new = "NEW"
  /// Waits for the working order of its list.
  case pendingNew = "PENDING_NEW"
  case partiallyFilled = "PARTIALLY_FILLED"
  case filled = "FILLED"
  case canceled = "CANCELED"
  case rejected = "REJECTED"
  case expired = "EXPIRED"
  case expiredInMatch = "EXPIRED_IN_MATCH"

  /// Whether more can happen to the order.
  public var isOpen: Bool { self == .new || self == .pendingNew || self == .partiallyFilled }
}
