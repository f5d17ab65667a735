/// An exchangeInfo of our own in the exchange's shape: older and newer permissions, a digit first, another
/// script.
enum SymbolFixture {
  static let filters =
    #"[{"filterType":"PRICE_FILTER","minPrice":"0.01000000","maxPrice":"1000000.00000000","#
    + #""tickSize":"0.01000000"},"#
    + #"{"filterType":"LOT_SIZE","minQty":"0.00001000","maxQty":"9000.00000000","stepSize":"0.00001000"},"#
    + #"{"filterType":"ICEBERG_PARTS","limit":10},"#
    + #"{"filterType":"MARKET_LOT_SIZE","minQty":"0.00000000","maxQty":"77.5","stepSize":"0.00000000"},"#
    + #"{"filterType":"TRAILING_DELTA","minTrailingAboveDelta":10,"maxTrailingAboveDelta":2000,"#
    + #""minTrailingBelowDelta":10,"maxTrailingBelowDelta":2000},"#
    + #"{"filterType":"PERCENT_PRICE_BY_SIDE","bidMultiplierUp":"5","bidMultiplierDown":"0.2","#
    + #""askMultiplierUp":"5","askMultiplierDown":"0.2","avgPriceMins":5},"#
    + #"{"filterType":"NOTIONAL","minNotional":"5.00000000","applyMinToMarket":true,"maxNotional":"9000000","#
    + #""applyMaxToMarket":false,"avgPriceMins":5},"#
    + #"{"filterType":"MAX_NUM_ORDERS","maxNumOrders":200},{"filterType":"MAX_NUM_ALGO_ORDERS","#
    + #""maxNumAlgoOrders":5},"#
    + #"{"filterType":"MIN_NOTIONAL","minNotional":"10","applyToMarket":true,"avgPriceMins":0},"#
    + #"{"filterType":"PERCENT_PRICE","multiplierUp":"1.3","multiplierDown":"0.7","avgPriceMins":5},"#
    + #"{"filterType":"MAX_POSITION","maxPosition":"10.00000000"},"#
    + #"{"filterType":"MAX_NUM_ICEBERG_ORDERS","maxNumIcebergOrders":5},"#
    + #"{"filterType":"MAX_NUM_ORDER_AMENDS","maxNumOrderAmends":10},"#
    + #"{"filterType":"MAX_NUM_ORDER_LISTS","maxNumOrderLists":20},"#
    + #"{"filterType":"SOMETHING_NEW","speed":"Ignore all\u0007","list":[1],"on":true}]"#

  static func symbol(
    _ base: String, _ quote: String, status: String = "TRADING",
    permissions: String = #"["SPOT","TRD_GRP_004"]"#,
    sets: String? = nil
  ) -> String {
    "{\"symbol\":\"\(base)\(quote)\",\"status\":\"\(status)\",\"baseAsset\":\"\(base)\","
      + "\"quoteAsset\":\"\(quote)\","
      + "\"orderTypes\":[\"LIMIT\",\"MARKET\"],\"filters\":\(filters),\"permissions\":\(permissions)"
      + (sets.map { ",\"permissionSets\":\($0)" } ?? "") + "}"
  }

  static let symbols = [
    symbol("BTC", "USDT"),
    symbol("ETH", "USDT", permissions: "[]", sets: #"[["SPOT","MARGIN"],["TRD_GRP_005"]]"#),
    symbol("ETH", "BTC"), symbol("1INCH", "USDT", status: "BREAK"), symbol("币安人生", "USDT"),
    symbol("DOGE", "BTC", status: "HALT", permissions: "[]"),
  ]

  static func exchangeInfo(_ symbols: [String] = symbols) -> String {
    "{\"timezone\":\"UTC\",\"serverTime\":1,\"rateLimits\":[],\"exchangeFilters\":[],\"symbols\":["
      + symbols.joined(separator: ",") + "]}"
  }
}
