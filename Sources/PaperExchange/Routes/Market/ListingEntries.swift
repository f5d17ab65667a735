import PaperCore
import PaperSpot

/// The entries of `exchangeInfo`, each written once and then copied: they do not change while the exchange
/// runs.
final class ListingEntries {
  /// Symbols among which the exchange would route an order.
  static let orderRouting = #"[{"baseAsset":"BTC","symbols":["BTCUSDT","BTCUSDC"]}]"#

  private var written: [String: [UInt8]] = [:]

  /// The entry of a symbol. A recorded entry is as it was recorded, whatever is asked about permission sets.
  func bytes(of symbol: ListedSymbol, showsPermissionSets: Bool) -> [UInt8] {
    if let recorded = symbol.recordedBytes { return Array(recorded) }
    guard showsPermissionSets else { return Self.write(symbol.listing, showsPermissionSets: false) }
    if let known = written[symbol.listing.symbol] { return known }
    let bytes = Self.write(symbol.listing, showsPermissionSets: true)
    written[symbol.listing.symbol] = bytes
    return bytes
  }

  private static func write(_ listing: Listing, showsPermissionSets: Bool) -> [UInt8] {
    var writer = AnswerWriter(reservingByteCount: 2_048)
    writer.beginObject()
    writer.member("symbol", listing.symbol)
    writer.member("status", listing.status.rawValue)
    writer.member("baseAsset", listing.baseAsset)
    writer.member("baseAssetPrecision", integer: listing.baseAssetPrecision)
    writer.member("quoteAsset", listing.quoteAsset)
    writer.member("quotePrecision", integer: 8)
    writer.member("quoteAssetPrecision", integer: 8)
    writer.member("baseCommissionPrecision", integer: listing.baseAssetPrecision)
    writer.member("quoteCommissionPrecision", integer: 8)
    writer.member(
      "orderTypes",
      strings: [
        "LIMIT", "LIMIT_MAKER", "MARKET", "STOP_LOSS", "STOP_LOSS_LIMIT", "TAKE_PROFIT", "TAKE_PROFIT_LIMIT",
      ])
    for name in ["icebergAllowed", "ocoAllowed", "otoAllowed", "opoAllowed"] { writer.member(name, true) }
    writer.member("quoteOrderQtyMarketAllowed", listing.allowsQuoteOrderQuantity)
    for name in ["allowTrailingStop", "cancelReplaceAllowed", "amendAllowed", "pegInstructionsAllowed"] {
      writer.member(name, true)
    }
    writer.member("isSpotTradingAllowed", listing.status == .trading)
    writer.member("isMarginTradingAllowed", listing.isMarginTradingAllowed)
    writer.key("filters")
    writer.beginArray()
    for filter in listing.filters { writer.filter(filter, quantityDecimals: listing.baseAssetPrecision) }
    writer.endArray()
    writer.member("permissions", strings: [])
    writer.key("permissionSets")
    writer.beginArray()
    for set in showsPermissionSets ? listing.permissionSets : [] {
      writer.beginArray()
      for permission in set { writer.string(permission) }
      writer.endArray()
    }
    writer.endArray()
    writer.member("defaultSelfTradePreventionMode", "EXPIRE_MAKER")
    writer.member(
      "allowedSelfTradePreventionModes",
      strings: SelfTradePrevention.allCases.map(\.rawValue))
    writer.endObject()
    return writer.bytes
  }
}
