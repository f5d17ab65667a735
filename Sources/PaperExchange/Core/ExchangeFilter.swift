/// One rule about everything that an account has open on the exchange (filters.md, "Exchange Filters").
public enum ExchangeFilter: Sendable, Hashable {
  /// `EXCHANGE_MAX_NUM_ORDERS`.
  case orderCount(maximum: Int)
  /// `EXCHANGE_MAX_NUM_ALGO_ORDERS`.
  case algorithmicOrderCount(maximum: Int)
  /// `EXCHANGE_MAX_NUM_ICEBERG_ORDERS`.
  case icebergOrderCount(maximum: Int)
  /// `EXCHANGE_MAX_NUM_ORDER_LISTS`.
  case orderListCount(maximum: Int)

  /// The exchange's name of it, which is also how a failure is told: "Filter failure: NAME".
  public var name: String {
    switch self {
    case .orderCount: "EXCHANGE_MAX_NUM_ORDERS"
    case .algorithmicOrderCount: "EXCHANGE_MAX_NUM_ALGO_ORDERS"
    case .icebergOrderCount: "EXCHANGE_MAX_NUM_ICEBERG_ORDERS"
    case .orderListCount: "EXCHANGE_MAX_NUM_ORDER_LISTS"
    }
  }
}
