import PaperCore

extension Answer {
  func serverTime() -> [UInt8] {
    var writer = AnswerWriter(reservingByteCount: 40)
    writer.beginObject()
    writer.member("serverTime", integer: time(now))
    writer.endObject()
    return writer.bytes
  }

  /// `exchangeInfo`: all of a recorded one byte for byte, else its head with the entries of the symbols that
  /// were asked for.
  func information() throws(ExchangeError) -> [UInt8] {
    let named = query["symbol"] != nil || query["symbols"] != nil
    let filters = query["permissions"] != nil || query["symbolStatus"] != nil
    guard !(named && filters), query["symbol"] == nil || query["symbols"] == nil else {
      throw .badCombination
    }
    let showsSets = query["showPermissionSets"].flatMap { Parameter.boolean($0) } != false
    if !named, !filters, showsSets, let recorded = exchange.recordedInformation { return recorded }
    var writer = AnswerWriter(reservingByteCount: 32 * 1_024)
    writer.beginObject()
    writer.member("timezone", "UTC")
    writer.member("serverTime", integer: time(now))
    writer.key("rateLimits")
    writer.beginArray()
    for rate in venue.limits.rates(of: .spot) { writer.rateLimit(rate) }
    writer.endArray()
    writer.key("exchangeFilters")
    writer.beginArray()
    for filter in exchange.exchangeFilters { writer.filter(filter) }
    writer.endArray()
    writer.key("symbols")
    writer.beginArray()
    for symbol in try informationSymbols() {
      writer.raw(venue.entries.bytes(of: symbol, showsPermissionSets: showsSets))
    }
    writer.endArray()
    if exchange.recordedInformation == nil {
      writer.key("sors")
      writer.raw(ListingEntries.orderRouting.utf8)
    }
    writer.endObject()
    return writer.bytes
  }

  private func informationSymbols() throws(ExchangeError) -> [ListedSymbol] {
    if query["symbol"] != nil { return [try symbol()] }
    if let list = query["symbols"] { return try symbols(in: list, countMax: nil) }
    let wanted = try permissions()
    let status = query["symbolStatus"]
    return exchange.symbols.filter { symbol in
      guard status == nil || symbol.listing.status.rawValue == status else { return false }
      return symbol.listing.permissionSets.contains { set in set.contains(where: wanted.contains) }
    }
  }

  /// The permissions asked for, one word or a list; by default those that ordinary accounts have.
  private func permissions() throws(ExchangeError) -> [String] {
    guard let text = query["permissions"] else { return ["SPOT", "MARGIN", "LEVERAGED"] }
    let names = text.hasPrefix("[") ? Parameter.symbolNames(in: text) ?? [] : [text]
    let areKnown = names.allSatisfy { name in
      ["SPOT", "MARGIN", "LEVERAGED"].contains(name) || (name.hasPrefix("TRD_GRP_") && name.utf8.count == 11)
    }
    guard !names.isEmpty, areKnown else { throw .invalidData("permissions") }
    return names
  }
}
