/// An order that was canceled, and the id that the cancel itself has.
public struct CanceledOrder: Sendable, Hashable {
  /// The order; its `clientOrderID` is the response's `origClientOrderId`.
  public var order: Order
  /// The response's `clientOrderId`: the one that was sent with the cancel, or one that the exchange made.
  public var cancelClientOrderID: String
}
