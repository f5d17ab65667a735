import PaperCore
import PaperFutures

extension Answer {
  /// Requests and orders that are counted (USD-M documents, "Exchange Information").
  private static let futuresRateLimits = """
    [{"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,"limit":2400},\
    {"rateLimitType":"ORDERS","interval":"MINUTE","intervalNum":1,"limit":1200},\
    {"rateLimitType":"ORDERS","interval":"SECOND","intervalNum":10,"limit":300}]
    """
  private static let futuresOrderTypes = [
    "LIMIT", "MARKET", "STOP", "STOP_MARKET", "TAKE_PROFIT", "TAKE_PROFIT_MARKET", "TRAILING_STOP_MARKET",
  ]

  func futuresTime() -> [UInt8] {
    var writer = AnswerWriter(reservingByteCount: 40)
    writer.beginObject()
    writer.member("serverTime", integer: now + venue.clockSkewMilliseconds)
    writer.endObject()
    return writer.bytes
  }

  /// `exchangeInfo`: a recorded one byte for byte, or the built-in contracts.
  func futuresInformation() -> [UInt8] {
    if let recorded = futures.recordedInformation { return recorded }
    var writer = AnswerWriter(reservingByteCount: 16 * 1_024)
    writer.beginObject()
    writer.key("exchangeFilters")
    writer.raw("[]".utf8)
    writer.key("rateLimits")
    writer.raw(Self.futuresRateLimits.utf8)
    writer.member("serverTime", integer: now + venue.clockSkewMilliseconds)
    writer.key("assets")
    writer.beginArray()
    writer.beginObject()
    writer.member("asset", FuturesExchange.marginAsset)
    writer.member("marginAvailable", true)
    writer.member("autoAssetExchange", "0")
    writer.endObject()
    writer.endArray()
    writer.key("symbols")
    writer.beginArray()
    for listed in futures.contracts { Self.write(listed.contract, to: &writer) }
    writer.endArray()
    writer.member("timezone", "UTC")
    writer.endObject()
    return writer.bytes
  }

  private static func write(_ contract: FuturesContract, to writer: inout AnswerWriter) {
    writer.beginObject()
    writer.member("symbol", contract.symbol)
    writer.member("pair", contract.pair)
    writer.member("contractType", "PERPETUAL")
    // The documents' date of what never ends: 2100-12-25.
    writer.member("deliveryDate", integer: 4_133_404_800_000)
    writer.member("onboardDate", integer: contract.onboardMilliseconds)
    writer.member("status", contract.status.rawValue)
    writer.member("maintMarginPercent", "2.5000")
    writer.member("requiredMarginPercent", "5.0000")
    writer.member("baseAsset", contract.baseAsset)
    writer.member("quoteAsset", contract.quoteAsset)
    writer.member("marginAsset", contract.marginAsset)
    writer.member("pricePrecision", integer: contract.pricePrecision)
    writer.member("quantityPrecision", integer: contract.quantityPrecision)
    writer.member("baseAssetPrecision", integer: 8)
    writer.member("quotePrecision", integer: 8)
    writer.member("underlyingType", "COIN")
    writer.member("underlyingSubType", strings: contract.underlyingSubTypes)
    writer.member("settlePlan", integer: 0)
    writer.member("triggerProtect", units: Int128(contract.triggerProtect), decimals: 4)
    writer.key("filters")
    writeFilters(contract, to: &writer)
    writer.member("OrderType", strings: futuresOrderTypes)
    // The documents say OrderType, the exchange says orderTypes; clients read either.
    writer.member("orderTypes", strings: futuresOrderTypes)
    writer.member("timeInForce", strings: FuturesTimeInForce.allCases.map(\.rawValue))
    writer.member("liquidationFee", units: Int128(contract.liquidationFee), decimals: 6)
    writer.member("marketTakeBound", units: Int128(contract.marketTakeBound), decimals: 2)
    writer.endObject()
  }

  private static func writeFilters(_ contract: FuturesContract, to writer: inout AnswerWriter) {
    writer.beginArray()
    writer.beginObject()
    writer.member("filterType", "PRICE_FILTER")
    writer.member("maxPrice", trimmed: Int128(contract.priceTicksMax) * Int128(contract.tickUnits))
    writer.member("minPrice", trimmed: Int128(contract.priceTicksMin) * Int128(contract.tickUnits))
    writer.member("tickSize", trimmed: Int128(contract.tickUnits))
    writer.endObject()
    for (name, range) in [("LOT_SIZE", contract.lotSteps), ("MARKET_LOT_SIZE", contract.marketLotSteps)] {
      writer.beginObject()
      writer.member("filterType", name)
      writer.member("maxQty", trimmed: Int128(range.upperBound) * Int128(contract.stepUnits))
      writer.member("minQty", trimmed: Int128(range.lowerBound) * Int128(contract.stepUnits))
      writer.member("stepSize", trimmed: Int128(contract.stepUnits))
      writer.endObject()
    }
    let counts = [
      ("MAX_NUM_ORDERS", contract.orderCountMax), ("MAX_NUM_ALGO_ORDERS", contract.algoOrderCountMax),
    ]
    for (name, count) in counts {
      writer.beginObject()
      writer.member("filterType", name)
      writer.member("limit", integer: count)
      writer.endObject()
    }
    writer.beginObject()
    writer.member("filterType", "MIN_NOTIONAL")
    writer.member("notional", trimmed: Int128(contract.notionalUnitsMin))
    writer.endObject()
    writer.beginObject()
    writer.member("filterType", "PERCENT_PRICE")
    writer.member("multiplierUp", units: Int128(contract.multiplierUp), decimals: 4)
    writer.member("multiplierDown", units: Int128(contract.multiplierDown), decimals: 4)
    writer.member("multiplierDecimal", "4")
    writer.endObject()
    writer.endArray()
  }
}
