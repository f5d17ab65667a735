/// A USD-M contract as `exchangeInfo` describes it.
struct ContractFixture {
  var symbol = "BTCUSDT"
  var status = "TRADING"
  var filters: [String: String] = [
    "PRICE_FILTER": #""minPrice":"556.80","maxPrice":"4529764","tickSize":"0.10""#,
    "LOT_SIZE": #""minQty":"0.001","maxQty":"1000","stepSize":"0.001""#,
    "MARKET_LOT_SIZE": #""minQty":"0.001","maxQty":"120","stepSize":"0.001""#,
    "MAX_NUM_ORDERS": #""limit":200"#, "MIN_NOTIONAL": #""notional":"100""#,
    "PERCENT_PRICE": #""multiplierUp":"1.0500","multiplierDown":"0.9500","multiplierDecimal":"4""#,
  ]

  /// The contract's object.
  var object: String {
    let rules = filters.sorted { $0.key < $1.key }.map { "{\"filterType\":\"\($0.key)\",\($0.value)}" }
    return """
      {"symbol":"\(symbol)","pair":"\(symbol)","status":"\(status)","baseAsset":"BTC","quoteAsset":"USDT",\
      "pricePrecision":2,"quantityPrecision":3,"orderTypes":["LIMIT","MARKET","STOP","STOP_MARKET",\
      "TAKE_PROFIT","TAKE_PROFIT_MARKET","TRAILING_STOP_MARKET"],"timeInForce":["GTC","IOC","FOK","GTX","GTD"],\
      "filters":[\(rules.joined(separator: ","))]}
      """
  }
}
