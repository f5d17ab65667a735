/// An order that the exchange has accepted, for tests that count.
public struct Booking: Sendable, Hashable {
  /// Its symbol.
  public let symbol: String
  /// The number that the exchange gave it.
  public let orderNumber: Int
  /// The id that the client gave it, or the exchange in its place.
  public let clientOrderID: String

  /// A booking from its parts.
  public init(symbol: String, orderNumber: Int, clientOrderID: String) {
    self.symbol = symbol
    self.orderNumber = orderNumber
    self.clientOrderID = clientOrderID
  }
}
