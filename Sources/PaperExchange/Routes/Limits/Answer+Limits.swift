import PaperAccounts
import PaperCore

extension Answer {
  /// Charges orders to the account that asks, before they are placed.
  ///
  /// - Throws: -1015 when that is too many; nothing is charged then.
  func chargeOrders(
    _ count: Int, longCount: Int? = nil, family: RouteFamily = .spot
  ) throws(ExchangeError) {
    guard let account else { return }
    try venue.limits.chargeOrders(
      count, longCount: longCount, account: account.number, family: family, now: wall)
  }

  /// Takes back what was charged for orders that were then refused: only successful requests count.
  func giveBackOrders(_ count: Int, longCount: Int? = nil, family: RouteFamily = .spot) {
    guard let account else { return }
    venue.limits.giveBackOrders(
      count, longCount: longCount, account: account.number, family: family, now: wall)
  }

  /// `GET /api/v3/rateLimit/order`.
  func unfilledOrderCounts() -> [UInt8] {
    var writer = AnswerWriter()
    writer.beginArray()
    if let account {
      for entry in venue.limits.orderCounts(of: account.number, family: .spot, now: wall) {
        writer.rateLimit(entry.limit, count: entry.count)
      }
    }
    writer.endArray()
    return writer.bytes
  }

  /// `GET /api/v3/myFilters`: the filters that concern the account on a symbol.
  func relevantFilters() throws(ExchangeError) -> [UInt8] {
    let listing = try symbol().listing
    var writer = AnswerWriter(reservingByteCount: 2_048)
    writer.beginObject()
    writer.key("exchangeFilters")
    writer.beginArray()
    for filter in exchange.exchangeFilters { writer.filter(filter) }
    writer.endArray()
    writer.key("symbolFilters")
    writer.beginArray()
    for filter in listing.filters { writer.filter(filter, quantityDecimals: listing.baseAssetPrecision) }
    writer.endArray()
    writer.key("assetFilters")
    writer.beginArray()
    for filter in account?.assetFilters ?? [] where filter.concerns(listing) { writer.filter(filter) }
    writer.endArray()
    writer.endObject()
    return writer.bytes
  }
}
