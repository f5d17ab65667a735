/// What came of an amendment.
public struct AmendOutcome: Sendable, Hashable {
  /// The order right after.
  public var order: Order
  /// What changed; `amendment.originalClientOrderID` is the response's `origClientOrderId`.
  public var amendment: Amendment
  /// The order's list; `nil` when it is by itself.
  public var list: OrderList?
}
