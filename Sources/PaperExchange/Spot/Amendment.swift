/// One reduction of an order's quantity, as `order/amendments` shows it.
public struct Amendment: Sendable, Hashable {
  /// On which symbol.
  public var symbol: String
  /// Of which order.
  public var orderNumber: Int
  /// Whose order.
  public var accountNumber: Int
  /// `executionId`: grows per symbol.
  public var executionID: Int
  /// The order's id before.
  public var originalClientOrderID: String
  /// The order's id after.
  public var newClientOrderID: String
  /// Base units before.
  public var originalQuantity: Int
  /// Base units after.
  public var newQuantity: Int
  /// In milliseconds.
  public var time: Int
}
