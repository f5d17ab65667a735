/// Where a conditional order stands (USD-M documents, "Algo order status").
public enum AlgoOrderStatus: String, Sendable, Hashable, CaseIterable {
  case new = "NEW"
  /// The order that it made is open.
  case triggered = "TRIGGERED"
  /// The order that it made is closed.
  case finished = "FINISHED"
  case canceled = "CANCELED"
  /// Its time or its position ended before it triggered.
  case expired = "EXPIRED"
  /// It triggered, and the order was refused.
  case rejected = "REJECTED"
}
