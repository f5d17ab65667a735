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

  /// One line.
  static func words(_ policy: TradingPolicy) -> String { policy.limits.joined(separator: " ") }
}
