/// One trading rule of a symbol, in units of 10⁻⁸ where it is an amount (filters.md, "Symbol filters").
///
/// Kept as values and not as text, because the same table that `exchangeInfo` shows is what orders are
/// checked against.
public enum SymbolFilter: Sendable, Hashable {
  /// `PRICE_FILTER`; a part that is zero is off.
  case price(minimum: Int, maximum: Int, tick: Int)
  /// `PERCENT_PRICE`. Zero minutes mean the last price instead of an average, here and below.
  case percentPrice(up: PriceMultiplier, down: PriceMultiplier, averageMinutes: Int)
  /// `PERCENT_PRICE_BY_SIDE`.
  case percentPriceBySide(
    bidUp: PriceMultiplier, bidDown: PriceMultiplier, askUp: PriceMultiplier, askDown: PriceMultiplier,
    averageMinutes: Int)
  /// `LOT_SIZE`.
  case lotSize(minimum: Int, maximum: Int, step: Int)
  /// `MIN_NOTIONAL`, which today's exchange has replaced by `NOTIONAL`.
  case minimumNotional(minimum: Int, appliesToMarket: Bool, averageMinutes: Int)
  /// `NOTIONAL`.
  case notional(
    minimum: Int, appliesMinimumToMarket: Bool, maximum: Int, appliesMaximumToMarket: Bool,
    averageMinutes: Int)
  /// `ICEBERG_PARTS`.
  case icebergParts(limit: Int)
  /// `MARKET_LOT_SIZE`.
  case marketLotSize(minimum: Int, maximum: Int, step: Int)
  /// `MAX_NUM_ORDERS`.
  case orderCount(maximum: Int)
  /// `MAX_NUM_ALGO_ORDERS`.
  case algorithmicOrderCount(maximum: Int)
  /// `MAX_NUM_ICEBERG_ORDERS`.
  case icebergOrderCount(maximum: Int)
  /// `MAX_NUM_ORDER_LISTS`.
  case orderListCount(maximum: Int)
  /// `MAX_NUM_ORDER_AMENDS`.
  case amendCount(maximum: Int)
  /// `MAX_POSITION`.
  case position(maximum: Int)
  /// `TRAILING_DELTA`, in basis points.
  case trailingDelta(minimumAbove: Int, maximumAbove: Int, minimumBelow: Int, maximumBelow: Int)

  /// The exchange's name of it, which is also how a failure is told: "Filter failure: NAME".
  public var name: String {
    switch self {
    case .price: "PRICE_FILTER"
    case .percentPrice: "PERCENT_PRICE"
    case .percentPriceBySide: "PERCENT_PRICE_BY_SIDE"
    case .lotSize: "LOT_SIZE"
    case .minimumNotional: "MIN_NOTIONAL"
    case .notional: "NOTIONAL"
    case .icebergParts: "ICEBERG_PARTS"
    case .marketLotSize: "MARKET_LOT_SIZE"
    case .orderCount: "MAX_NUM_ORDERS"
    case .algorithmicOrderCount: "MAX_NUM_ALGO_ORDERS"
    case .icebergOrderCount: "MAX_NUM_ICEBERG_ORDERS"
    case .orderListCount: "MAX_NUM_ORDER_LISTS"
    case .amendCount: "MAX_NUM_ORDER_AMENDS"
    case .position: "MAX_POSITION"
    case .trailingDelta: "TRAILING_DELTA"
    }
  }
}
