import PaperCore

extension SpotFilters {
  /// PRICE_FILTER: each price on the grid and within its bounds, of which those that are zero are off.
  static func failsPrice(_ question: FilterQuestion, minimum: Int, maximum: Int, tick: Int) -> Bool {
    guard question.occasion != .amendment else { return false }
    // A pegged order that names a price has to pass with both (faqs/pegged_orders.md).
    return [question.price, question.order.price, question.order.stopPrice].contains { price in
      guard let price else { return false }
      return (minimum > 0 && price < minimum) || (maximum > 0 && price > maximum)
        || (tick > 0 && price % tick != 0)
    }
  }

  /// PERCENT_PRICE and one side of PERCENT_PRICE_BY_SIDE. Of limit prices: stop prices may be anywhere.
  static func failsPercent(
    _ question: FilterQuestion, up: PriceMultiplier, down: PriceMultiplier, minutes: Int
  ) -> Bool {
    guard question.occasion != .amendment, question.price != nil || question.order.price != nil,
      let average = question.average(minutes)
    else { return false }
    return [question.price, question.order.price].contains { price in
      guard let price else { return false }
      return up.isExceeded(by: price, average: average) || down.isUndercut(by: price, average: average)
    }
  }

  /// MIN_NOTIONAL and NOTIONAL.
  static func failsNotional(_ filter: SymbolFilter, _ question: FilterQuestion) -> Bool {
    var minimum: Int?
    var maximum: Int?
    let averageMinutes: Int
    let isMarket = question.order.type.isMarketWhenWorking
    switch filter {
    case .minimumNotional(let bound, let appliesToMarket, let minutes):
      if appliesToMarket || !isMarket { minimum = bound }
      averageMinutes = minutes
    case .notional(let lower, let appliesMinimum, let upper, let appliesMaximum, let minutes):
      if appliesMinimum || !isMarket { minimum = lower }
      if appliesMaximum || !isMarket { maximum = upper }
      averageMinutes = minutes
    default: return false
    }
    guard minimum != nil || maximum != nil else { return false }
    let values = notionals(question, minutes: averageMinutes)
    // No price and therefore no value: nothing that a bound could be compared with.
    if values.isEmpty { return isMarket && question.quantity != nil }
    return values.contains { value in
      if let minimum, value < squared(minimum) { return true }
      if let maximum, value > squared(maximum) { return true }
      return false
    }
  }

  /// What the order is worth, in units of 10⁻¹⁶ of the quote asset: at the price that it will have, and at
  /// the one that it names when that is another.
  static func notionals(_ question: FilterQuestion, minutes: Int) -> [Int128] {
    if let quote = question.order.quoteQuantity { return [squared(quote)] }
    guard let quantity = question.quantity else { return [] }
    var prices: [Int] = []
    if question.order.type.isMarketWhenWorking {
      if let average = question.average(minutes) { prices.append(average) }
    } else {
      if let price = question.price { prices.append(price) }
      if let price = question.order.price, price != question.price { prices.append(price) }
    }
    return prices.map { Int128($0) * Int128(quantity) }
  }

  /// Units of 10⁻⁸ as units of 10⁻¹⁶, in which products are.
  static func squared(_ units: Int) -> Int128 { Int128(units) * Int128(AmountScale.unitsPerWhole) }
}

extension FilterQuestion {
  /// The average price of the last `minutes`, as `GET /api/v3/avgPrice` shows it.
  func average(_ minutes: Int) -> Int? { symbol.market.averagePriceUnits(minutes: minutes, at: now) }
}
