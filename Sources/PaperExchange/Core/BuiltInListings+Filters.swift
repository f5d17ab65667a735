extension BuiltInListings {
  /// Filters that some symbols have in addition, or instead of today's usual ones, so that a client meets
  /// every documented kind.
  struct Extras: OptionSet {
    let rawValue: Int
    /// `PERCENT_PRICE` and `MIN_NOTIONAL` in place of `PERCENT_PRICE_BY_SIDE` and `NOTIONAL`.
    static let olderPriceRules = Extras(rawValue: 1)
    /// `MAX_NUM_ICEBERG_ORDERS`.
    static let icebergCount = Extras(rawValue: 2)
    /// `MAX_POSITION`.
    static let position = Extras(rawValue: 4)
  }

  /// The filters of a row, in the exchange's order. `ICEBERG_PARTS` is 100 for all symbols since 2026-03-12
  /// (changelog).
  static func filters(_ row: Row) -> [SymbolFilter] {
    let whole = AmountScale.unitsPerWhole
    let priceMaximum = min(row.ticks * row.tick * 15 / row.tick * row.tick, 1_000_000 * whole)
    // What is listed can be ordered: no order has more than 2^60 units.
    let lotMaximum = row.precision < 8 ? 10_000_000_000 * whole : 9_000 * whole * max(1, row.step / 10_000)
    var filters: [SymbolFilter] = [
      .price(minimum: row.tick, maximum: priceMaximum, tick: row.tick),
      .lotSize(minimum: row.step, maximum: lotMaximum, step: row.step),
      .icebergParts(limit: 100),
      .marketLotSize(minimum: 0, maximum: row.step * row.factor * 40_000, step: 0),
      .trailingDelta(minimumAbove: 10, maximumAbove: 2_000, minimumBelow: 10, maximumBelow: 2_000),
    ]
    filters += priceRules(row)
    filters.append(.orderCount(maximum: 200))
    filters.append(.orderListCount(maximum: 20))
    if row.extras.contains(.position) { filters.append(.position(maximum: 1_000_000 * whole)) }
    filters.append(.algorithmicOrderCount(maximum: 5))
    if row.extras.contains(.icebergCount) { filters.append(.icebergOrderCount(maximum: 5)) }
    filters.append(.amendCount(maximum: 10))
    return filters
  }

  private static func priceRules(_ row: Row) -> [SymbolFilter] {
    if row.extras.contains(.olderPriceRules) {
      return [
        .percentPrice(
          up: PriceMultiplier(unchecked: "5"), down: PriceMultiplier(unchecked: "0.2"), averageMinutes: 5),
        .minimumNotional(minimum: row.minNotional, appliesToMarket: true, averageMinutes: 5),
      ]
    }
    let up = PriceMultiplier(unchecked: "5")
    let down = PriceMultiplier(unchecked: "0.2")
    return [
      .percentPriceBySide(bidUp: up, bidDown: down, askUp: up, askDown: down, averageMinutes: 5),
      .notional(
        minimum: row.minNotional, appliesMinimumToMarket: true,
        maximum: 9_000_000 * AmountScale.unitsPerWhole, appliesMaximumToMarket: false, averageMinutes: 5),
    ]
  }
}
