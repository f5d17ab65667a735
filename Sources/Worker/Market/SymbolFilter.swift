import Answers
import Catalog
import Values

/// One filter of a symbol: what the exchange refuses an order for, and the sentence that explains it.
///
/// Source of the meanings: the exchange's "Filters" document.
struct SymbolFilter {
  /// The filter's own name, such as `LOT_SIZE`.
  let type: String

  private let object: JSONValue
  private let base: String
  private let quote: String

  init(_ object: JSONValue, base: String, quote: String, reader: ReplyReader) throws(ToolFailure) {
    type = try reader.word(reader.object(object, "a filter")["filterType"], "filterType")
    self.object = object
    self.base = base
    self.quote = quote
  }

  /// An amount of the filter, without zeros at its end.
  func amount(_ key: String) -> ExactDecimal? { object[key]?.decimal?.withoutTrailingZeros }

  /// Writes the numbers as the exchange has them; text that is no amount is shown like any foreign text.
  func writeLimits(to writer: inout JSONWriter) {
    writer.beginObject()
    for (key, value) in object.members where key != "filterType" && ReplyReader.isWord(key) {
      switch value.kind {
      case .string where value.decimal == nil:
        writer.key(key)
        writer.string(ShownValue.clipped(value.string ?? ""))
      case .string, .number, .boolean, .null:
        writer.key(key)
        writer.value(value)
      case .array, .object: continue
      }
    }
    writer.endObject()
  }

  /// What the filter demands, in a sentence; a filter that is not known, or lacks its numbers, says so.
  var meaning: String {
    explained ?? "A rule this server has no words for; its numbers are shown as the exchange has them."
  }

  private var explained: String? {
    switch type {
    case "PRICE_FILTER": priceRange
    case "LOT_SIZE": quantityRange("Quantity")
    case "MARKET_LOT_SIZE": quantityRange("Quantity of a market order")
    case "MIN_NOTIONAL":
      amount("minNotional").map { "Price times quantity of at least \($0) \(quote)\(averaging)." }
    case "NOTIONAL": notionalRange
    case "PERCENT_PRICE": percentPrice
    case "PERCENT_PRICE_BY_SIDE": percentPriceBySide
    case "ICEBERG_PARTS":
      amount("limit").map {
        "An iceberg order is shown in at most \($0) parts (quantity over iceberg quantity, rounded up)."
      }
    case "MAX_NUM_ORDERS":
      amount("maxNumOrders").map { "At most \($0) open orders of one account, algo orders included." }
    case "MAX_NUM_ALGO_ORDERS":
      amount("maxNumAlgoOrders").map { "At most \($0) open stop-loss and take-profit orders of one account." }
    case "MAX_NUM_ICEBERG_ORDERS":
      amount("maxNumIcebergOrders").map { "At most \($0) open iceberg orders of one account." }
    case "MAX_NUM_ORDER_LISTS":
      amount("maxNumOrderLists").map { "At most \($0) open order lists of one account." }
    case "MAX_NUM_ORDER_AMENDS": amount("maxNumOrderAmends").map { "At most \($0) amendments of one order." }
    case "MAX_POSITION":
      amount("maxPosition").map { "At most \($0) \(base) held and being bought by one account." }
    case "TRAILING_DELTA": trailingDelta
    default: nil
    }
  }

  /// Zero switches a bound of this filter off.
  private var priceRange: String? {
    guard let low = amount("minPrice"), let high = amount("maxPrice"), let tick = amount("tickSize") else {
      return nil
    }
    return "Price" + Self.range(low, high, quote)
      + (tick.isZero ? "" : ", a whole number of ticks of \(tick)") + "."
  }

  private func quantityRange(_ subject: String) -> String? {
    guard let low = amount("minQty"), let high = amount("maxQty"), let step = amount("stepSize") else {
      return nil
    }
    return subject + Self.range(low, high, base) + (step.isZero ? "" : ", in steps of \(step)") + "."
  }

  private var notionalRange: String? {
    guard let low = amount("minNotional"), let high = amount("maxNotional") else { return nil }
    let isLowForMarket = object["applyMinToMarket"]?.boolean == true
    let isHighForMarket = object["applyMaxToMarket"]?.boolean == true
    let markets =
      switch (isLowForMarket, isHighForMarket) {
      case (true, true): "Both hold for market orders too"
      case (true, false): "The smallest holds for market orders too"
      case (false, true): "The largest holds for market orders too"
      case (false, false): "Market orders are free of it"
      }
    return "Price times quantity\(Self.range(low, high, quote)). \(markets)\(averaging)."
  }

  private var percentPrice: String? {
    guard let low = amount("multiplierDown"), let high = amount("multiplierUp") else { return nil }
    return "Price between \(low) and \(high) times the average price\(averaging)."
  }

  private var percentPriceBySide: String? {
    guard let bidLow = amount("bidMultiplierDown"), let bidHigh = amount("bidMultiplierUp"),
      let askLow = amount("askMultiplierDown"), let askHigh = amount("askMultiplierUp")
    else { return nil }
    return
      "Price of a buy between \(bidLow) and \(bidHigh), of a sell between \(askLow) and \(askHigh) times "
      + "the average price\(averaging)."
  }

  private var trailingDelta: String? {
    guard let aboveLow = amount("minTrailingAboveDelta"), let aboveHigh = amount("maxTrailingAboveDelta"),
      let belowLow = amount("minTrailingBelowDelta"), let belowHigh = amount("maxTrailingBelowDelta")
    else { return nil }
    return
      "Trailing distance in basis points: \(aboveLow) to \(aboveHigh) above the price, \(belowLow) to "
      + "\(belowHigh) below it."
  }

  /// The price that such rules compare with.
  private var averaging: String {
    guard let minutes = amount("avgPriceMins") else { return "" }
    return minutes.isZero ? " (the last price)" : " (the average of \(minutes) minutes)"
  }

  private static func range(_ low: ExactDecimal, _ high: ExactDecimal, _ unit: String) -> String {
    switch (low.isZero, high.isZero) {
    case (false, false): " from \(low) to \(high) \(unit)"
    case (false, true): " of at least \(low) \(unit)"
    case (true, false): " of at most \(high) \(unit)"
    case (true, true): " without bounds"
    }
  }
}
