internal import Configuration
internal import Values

/// The policy in numbers, for programs, and in words, for people and for the journal.
enum PolicyText {
  /// Every limit as a member; those that are not set are left out.
  static func write(_ policy: TradingPolicy, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("enabled", policy.isEnabled)
    writer.member("futures", policy.allowsFutures)
    writer.member("quote", policy.quote)
    for (name, words) in [
      ("symbols", policy.symbols), ("sides", policy.sides), ("order_types", policy.orderTypes),
    ] {
      guard let words else { continue }
      writer.key(name)
      writer.beginArray()
      for word in words.prefix(200) { writer.string(word) }
      writer.endArray()
    }
    for (name, amount) in [
      ("max_order_notional", policy.orderNotionalMax), ("max_daily_notional", policy.dailyNotionalMax),
      ("price_collar_percent", policy.priceCollarPercent), ("confirm_above", policy.confirmAbove),
      ("confirm_out_of_band_above", policy.confirmOutOfBandAbove),
    ] {
      if let amount { writer.member(name, amount) }
    }
    for (name, count) in [
      ("max_open_orders", policy.openOrderCountMax), ("max_orders_per_minute", policy.ordersPerMinuteMax),
      ("max_leverage", policy.leverageMax),
    ] {
      if let count { writer.member(name, count) }
    }
    writer.member("words", words(policy))
    writer.endObject()
  }

  /// One sentence, or a few.
  static func words(_ policy: TradingPolicy) -> String {
    guard policy.isEnabled else { return "Trading is not enabled." }
    var parts: [String] = []
    let kinds = policy.allowsFutures ? "spot and USD-M futures" : "spot only"
    let symbols = policy.symbols.map { "of \($0.joined(separator: ", "))" } ?? "of every symbol"
    parts.append("Orders \(symbols), \(kinds)")
    if let sides = policy.sides { parts.append("sides \(sides.joined(separator: ", "))") }
    if let types = policy.orderTypes { parts.append("types \(types.joined(separator: ", "))") }
    if let most = policy.orderNotionalMax { parts.append("each worth at most \(most) \(policy.quote)") }
    if let most = policy.dailyNotionalMax {
      parts.append("all of one day (UTC) at most \(most) \(policy.quote)")
    }
    if let most = policy.openOrderCountMax { parts.append("at most \(most) open") }
    if let most = policy.ordersPerMinuteMax { parts.append("at most \(most) a minute") }
    if let percent = policy.priceCollarPercent { parts.append("prices within \(percent) % of the market's") }
    if let most = policy.leverageMax { parts.append("leverage at most \(most)") }
    if let amount = policy.confirmAbove { parts.append("above \(amount) \(policy.quote) a person is asked") }
    if let amount = policy.confirmOutOfBandAbove {
      parts.append("above \(amount) \(policy.quote) only \"bulkhead confirm\" counts")
    }
    if !hasLimits(policy) { parts.append("without limits") }
    return parts.joined(separator: "; ") + "."
  }

  private static func hasLimits(_ policy: TradingPolicy) -> Bool {
    policy.orderNotionalMax != nil || policy.dailyNotionalMax != nil || policy.openOrderCountMax != nil
      || policy.ordersPerMinuteMax != nil || policy.priceCollarPercent != nil || policy.confirmAbove != nil
      || policy.confirmOutOfBandAbove != nil
  }
}
