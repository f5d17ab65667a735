/// A spot symbol as `exchangeInfo` describes it, whose parts a test can change.
struct SymbolFixture {
  var symbol = "BTCUSDT"
  var base = "BTC"
  var quote = "USDT"
  var status = "TRADING"
  var orderTypes = [
    "LIMIT", "LIMIT_MAKER", "MARKET", "STOP_LOSS", "STOP_LOSS_LIMIT", "TAKE_PROFIT", "TAKE_PROFIT_LIMIT",
  ]
  var filters: [String: String] = [
    "PRICE_FILTER": #""minPrice":"0.01000000","maxPrice":"1000000.00000000","tickSize":"0.01000000""#,
    "LOT_SIZE": #""minQty":"0.00001000","maxQty":"9000.00000000","stepSize":"0.00001000""#,
    "ICEBERG_PARTS": #""limit":10"#,
    "MARKET_LOT_SIZE": #""minQty":"0.00000000","maxQty":"150.00000000","stepSize":"0.00000000""#,
    "TRAILING_DELTA": #"""
    "minTrailingAboveDelta":10,"maxTrailingAboveDelta":2000,"minTrailingBelowDelta":20,\#
    "maxTrailingBelowDelta":1000
    """#,
    "PERCENT_PRICE_BY_SIDE": #"""
    "bidMultiplierUp":"1.2","bidMultiplierDown":"0.2","askMultiplierUp":"5","askMultiplierDown":"0.8",\#
    "avgPriceMins":5
    """#,
    "NOTIONAL": #"""
    "minNotional":"5.00000000","applyMinToMarket":true,"maxNotional":"9000000.00000000",\#
    "applyMaxToMarket":false,"avgPriceMins":5
    """#,
    "MAX_NUM_ORDERS": #""maxNumOrders":200"#,
  ]
  /// Flags and lists, as JSON.
  var members: [String: String] = [
    "icebergAllowed": "true", "ocoAllowed": "true", "otoAllowed": "true",
    "quoteOrderQtyMarketAllowed": "true", "allowTrailingStop": "true", "cancelReplaceAllowed": "true",
    "pegInstructionsAllowed": "true", "isSpotTradingAllowed": "true", "baseAssetPrecision": "8",
    "quoteAssetPrecision": "8",
    "allowedSelfTradePreventionModes": #"["NONE","EXPIRE_TAKER","EXPIRE_MAKER","EXPIRE_BOTH"]"#,
  ]

  /// The symbol's object.
  var object: String {
    let types = orderTypes.map { "\"\($0)\"" }.joined(separator: ",")
    let rules = filters.sorted { $0.key < $1.key }.map { "{\"filterType\":\"\($0.key)\",\($0.value)}" }
    let others = members.sorted { $0.key < $1.key }.map { ",\"\($0.key)\":\($0.value)" }.joined()
    return """
      {"symbol":"\(symbol)","status":"\(status)","baseAsset":"\(base)","quoteAsset":"\(quote)",\
      "orderTypes":[\(types)],"filters":[\(rules.joined(separator: ","))]\(others)}
      """
  }

  /// The answer to `exchangeInfo?symbol=…`.
  var answer: String { "{\"timezone\":\"UTC\",\"symbols\":[\(object)]}" }
}
