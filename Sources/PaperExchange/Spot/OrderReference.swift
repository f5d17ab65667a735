/// How a client names an order or an order list.
public enum OrderReference: Sendable, Hashable {
  /// By the exchange's number.
  case number(Int)
  /// By the client's own id.
  case clientID(String)
  /// By both: looked up by number, and the id must then be that order's.
  case both(Int, String)
}
