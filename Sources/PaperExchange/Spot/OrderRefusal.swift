/// Why an order, a cancel or an amendment was refused, with the exchange's words (errors.md, "Messages for
/// -1010, -2010, -2011, and -2038"); the routes add the code.
public enum OrderRefusal: Error, Sendable, Hashable {
  /// -1013 "Filter failure: NAME".
  case filter(String)
  /// -2010.
  case rejected(String)
  /// -2011.
  case cancelRejected(String)
  /// -2038.
  case amendRejected(String)
  /// -1013 with a text that is no filter's.
  case invalidMessage(String)
  /// -2013 "Order does not exist."
  case noSuchOrder
  /// -2039: the client order id is not that of the order with this number.
  case clientOrderIDMismatch
}
