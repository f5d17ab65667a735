internal import Values

extension RecordedInformation {
  /// A filter that this exchange knows; `nil` for others, which are still shown as recorded.
  static func symbolFilter(_ value: JSONValue) -> SymbolFilter? {
    switch value["filterType"]?.string {
    case "PRICE_FILTER":
      .price(
        minimum: units(value, "minPrice"), maximum: units(value, "maxPrice"), tick: units(value, "tickSize"))
    case "LOT_SIZE":
      .lotSize(
        minimum: units(value, "minQty"), maximum: limit(value, "maxQty"), step: units(value, "stepSize"))
    case "MARKET_LOT_SIZE":
      .marketLotSize(
        minimum: units(value, "minQty"), maximum: limit(value, "maxQty"), step: units(value, "stepSize"))
    case "PERCENT_PRICE", "PERCENT_PRICE_BY_SIDE": percentPrice(value)
    case "MIN_NOTIONAL":
      .minimumNotional(
        minimum: units(value, "minNotional"), appliesToMarket: flag(value, "applyToMarket"),
        averageMinutes: count(value, "avgPriceMins"))
    case "NOTIONAL":
      .notional(
        minimum: units(value, "minNotional"), appliesMinimumToMarket: flag(value, "applyMinToMarket"),
        maximum: limit(value, "maxNotional"), appliesMaximumToMarket: flag(value, "applyMaxToMarket"),
        averageMinutes: count(value, "avgPriceMins"))
    case "TRAILING_DELTA":
      .trailingDelta(
        minimumAbove: count(value, "minTrailingAboveDelta"),
        maximumAbove: count(value, "maxTrailingAboveDelta"),
        minimumBelow: count(value, "minTrailingBelowDelta"),
        maximumBelow: count(value, "maxTrailingBelowDelta"))
    case "MAX_POSITION": .position(maximum: limit(value, "maxPosition"))
    default: countFilter(value)
    }
  }

  /// The filters that are one count.
  private static func countFilter(_ value: JSONValue) -> SymbolFilter? {
    switch value["filterType"]?.string {
    case "ICEBERG_PARTS": .icebergParts(limit: maximum(value, "limit"))
    case "MAX_NUM_ORDERS": .orderCount(maximum: maximum(value, "maxNumOrders"))
    case "MAX_NUM_ALGO_ORDERS": .algorithmicOrderCount(maximum: maximum(value, "maxNumAlgoOrders"))
    case "MAX_NUM_ICEBERG_ORDERS": .icebergOrderCount(maximum: maximum(value, "maxNumIcebergOrders"))
    case "MAX_NUM_ORDER_LISTS": .orderListCount(maximum: maximum(value, "maxNumOrderLists"))
    case "MAX_NUM_ORDER_AMENDS": .amendCount(maximum: maximum(value, "maxNumOrderAmends"))
    default: nil
    }
  }

  /// A filter of the whole exchange that is known here.
  static func exchangeFilter(_ value: JSONValue) -> ExchangeFilter? {
    switch value["filterType"]?.string {
    case "EXCHANGE_MAX_NUM_ORDERS": .orderCount(maximum: maximum(value, "maxNumOrders"))
    case "EXCHANGE_MAX_NUM_ALGO_ORDERS":
      .algorithmicOrderCount(maximum: maximum(value, "maxNumAlgoOrders"))
    case "EXCHANGE_MAX_NUM_ICEBERG_ORDERS": .icebergOrderCount(maximum: maximum(value, "maxNumIcebergOrders"))
    case "EXCHANGE_MAX_NUM_ORDER_LISTS": .orderListCount(maximum: maximum(value, "maxNumOrderLists"))
    default: nil
    }
  }

  /// A limit of a kind that is known here.
  static func rateLimit(_ value: JSONValue) -> RateLimit? {
    guard let kind = value["rateLimitType"]?.string.flatMap(RateLimit.Kind.init),
      let interval = value["interval"]?.string.flatMap(RateLimit.Interval.init),
      let intervalCount = value["intervalNum"]?.integer, (1...1_000).contains(intervalCount),
      let limit = value["limit"]?.integer, limit > 0
    else { return nil }
    return RateLimit(kind, per: intervalCount, interval, limit: limit)
  }

  /// `nil` when a factor is missing or none: then there is nothing to compare with.
  private static func percentPrice(_ value: JSONValue) -> SymbolFilter? {
    let minutes = count(value, "avgPriceMins")
    if let up = factor(value, "multiplierUp"), let down = factor(value, "multiplierDown") {
      return .percentPrice(up: up, down: down, averageMinutes: minutes)
    }
    guard let bidUp = factor(value, "bidMultiplierUp"), let bidDown = factor(value, "bidMultiplierDown"),
      let askUp = factor(value, "askMultiplierUp"), let askDown = factor(value, "askMultiplierDown")
    else { return nil }
    return .percentPriceBySide(
      bidUp: bidUp, bidDown: bidDown, askUp: askUp, askDown: askDown, averageMinutes: minutes)
  }

  /// An amount; zero, which switches a part off, when it is missing.
  private static func units(_ value: JSONValue, _ name: String) -> Int {
    value[name].flatMap { AmountText.units($0.rawBytes) } ?? 0
  }

  /// An upper bound; none when it is missing or more than 64 bits hold.
  private static func limit(_ value: JSONValue, _ name: String) -> Int {
    value[name].flatMap { AmountText.units($0.rawBytes) } ?? .max
  }

  private static func maximum(_ value: JSONValue, _ name: String) -> Int { value[name]?.integer ?? .max }

  private static func count(_ value: JSONValue, _ name: String) -> Int { value[name]?.integer ?? 0 }

  private static func flag(_ value: JSONValue, _ name: String) -> Bool { value[name]?.boolean ?? false }

  private static func factor(_ value: JSONValue, _ name: String) -> PriceMultiplier? {
    value[name]?.string.flatMap { PriceMultiplier($0) }
  }
}
