import PaperCore

/// The entries of `exchangeInfo`, each written once and then copied: they do not change while the exchange
/// runs.
final class ListingEntries {
  /// The limits that this exchange keeps (`REQUEST_WEIGHT`) and those that it will keep for orders.
  static let rateLimits = """
    [{"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,"limit":6000},\
    {"rateLimitType":"ORDERS","interval":"SECOND","intervalNum":10,"limit":100},\
    {"rateLimitType":"ORDERS","interval":"DAY","intervalNum":1,"limit":200000},\
    {"rateLimitType":"RAW_REQUESTS","interval":"MINUTE","intervalNum":5,"limit":61000}]
    """
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
    for filter in listing.filters { write(filter, of: listing, to: &writer) }
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
      strings: ["EXPIRE_TAKER", "EXPIRE_MAKER", "EXPIRE_BOTH", "DECREMENT"])
    writer.endObject()
    return writer.bytes
  }

  private static func write(_ filter: SymbolFilter, of listing: Listing, to writer: inout AnswerWriter) {
    let quantityDecimals = listing.baseAssetPrecision
    writer.beginObject()
    switch filter {
    case .price(let minimum, let maximum, let tick):
      writer.member("filterType", "PRICE_FILTER")
      writer.member("minPrice", units: Int128(minimum))
      writer.member("maxPrice", units: Int128(maximum))
      writer.member("tickSize", units: Int128(tick))
    case .lotSize(let minimum, let maximum, let step):
      writer.member("filterType", "LOT_SIZE")
      writeLot(minimum, maximum, step, decimals: quantityDecimals, to: &writer)
    case .marketLotSize(let minimum, let maximum, let step):
      writer.member("filterType", "MARKET_LOT_SIZE")
      writeLot(minimum, maximum, step, decimals: quantityDecimals, to: &writer)
    case .trailingDelta(let minimumAbove, let maximumAbove, let minimumBelow, let maximumBelow):
      writer.member("filterType", "TRAILING_DELTA")
      writer.member("minTrailingAboveDelta", integer: minimumAbove)
      writer.member("maxTrailingAboveDelta", integer: maximumAbove)
      writer.member("minTrailingBelowDelta", integer: minimumBelow)
      writer.member("maxTrailingBelowDelta", integer: maximumBelow)
    case .percentPriceBySide(let bidUp, let bidDown, let askUp, let askDown, let minutes):
      writer.member("filterType", "PERCENT_PRICE_BY_SIDE")
      writer.member("bidMultiplierUp", bidUp)
      writer.member("bidMultiplierDown", bidDown)
      writer.member("askMultiplierUp", askUp)
      writer.member("askMultiplierDown", askDown)
      writer.member("avgPriceMins", integer: minutes)
    case .notional(let minimum, let appliesMinimum, let maximum, let appliesMaximum, let minutes):
      writer.member("filterType", "NOTIONAL")
      writer.member("minNotional", units: Int128(minimum))
      writer.member("applyMinToMarket", appliesMinimum)
      writer.member("maxNotional", units: Int128(maximum))
      writer.member("applyMaxToMarket", appliesMaximum)
      writer.member("avgPriceMins", integer: minutes)
    default: writeCount(filter, decimals: quantityDecimals, to: &writer)
    }
    writer.endObject()
  }

  /// The filters that are one number.
  private static func writeCount(_ filter: SymbolFilter, decimals: Int, to writer: inout AnswerWriter) {
    switch filter {
    case .icebergParts(let limit):
      writer.member("filterType", "ICEBERG_PARTS")
      writer.member("limit", integer: limit)
    case .orderCount(let maximum):
      writer.member("filterType", "MAX_NUM_ORDERS")
      writer.member("maxNumOrders", integer: maximum)
    case .orderListCount(let maximum):
      writer.member("filterType", "MAX_NUM_ORDER_LISTS")
      writer.member("maxNumOrderLists", integer: maximum)
    case .algorithmicOrderCount(let maximum):
      writer.member("filterType", "MAX_NUM_ALGO_ORDERS")
      writer.member("maxNumAlgoOrders", integer: maximum)
    case .amendCount(let maximum):
      writer.member("filterType", "MAX_NUM_ORDER_AMENDS")
      writer.member("maxNumOrderAmends", integer: maximum)
    case .position(let maximum):
      writer.member("filterType", "MAX_POSITION")
      writer.member("maxPosition", units: Int128(maximum), decimals: decimals)
    case .price, .lotSize, .marketLotSize, .trailingDelta, .percentPriceBySide, .notional:
      preconditionFailure("written by the caller")
    }
  }

  private static func writeLot(
    _ minimum: Int, _ maximum: Int, _ step: Int, decimals: Int, to writer: inout AnswerWriter
  ) {
    writer.member("minQty", units: Int128(minimum), decimals: decimals)
    writer.member("maxQty", units: Int128(maximum), decimals: decimals)
    writer.member("stepSize", units: Int128(step), decimals: decimals)
  }
}
