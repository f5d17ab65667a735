import PaperCore

extension AnswerWriter {
  /// A filter of a symbol, as filters.md shows it.
  ///
  /// - Parameter quantityDecimals: `baseAssetPrecision`: quantities of the base asset have as many decimals.
  mutating func filter(_ filter: SymbolFilter, quantityDecimals decimals: Int) {
    beginObject()
    member("filterType", filter.name)
    switch filter {
    case .price(let minimum, let maximum, let tick):
      member("minPrice", units: Int128(minimum))
      member("maxPrice", units: Int128(maximum))
      member("tickSize", units: Int128(tick))
    case .lotSize(let minimum, let maximum, let step), .marketLotSize(let minimum, let maximum, let step):
      member("minQty", units: Int128(minimum), decimals: decimals)
      member("maxQty", units: Int128(maximum), decimals: decimals)
      member("stepSize", units: Int128(step), decimals: decimals)
    case .position(let maximum): member("maxPosition", units: Int128(maximum), decimals: decimals)
    case .trailingDelta(let minimumAbove, let maximumAbove, let minimumBelow, let maximumBelow):
      member("minTrailingAboveDelta", integer: minimumAbove)
      member("maxTrailingAboveDelta", integer: maximumAbove)
      member("minTrailingBelowDelta", integer: minimumBelow)
      member("maxTrailingBelowDelta", integer: maximumBelow)
    case .percentPrice, .percentPriceBySide, .minimumNotional, .notional: priceRule(filter)
    case .icebergParts(let limit): member("limit", integer: limit)
    case .orderCount(let maximum): member("maxNumOrders", integer: maximum)
    case .orderListCount(let maximum): member("maxNumOrderLists", integer: maximum)
    case .algorithmicOrderCount(let maximum): member("maxNumAlgoOrders", integer: maximum)
    case .icebergOrderCount(let maximum): member("maxNumIcebergOrders", integer: maximum)
    case .amendCount(let maximum): member("maxNumOrderAmends", integer: maximum)
    }
    endObject()
  }

  /// The members of the filters that look at an average price.
  private mutating func priceRule(_ filter: SymbolFilter) {
    switch filter {
    case .percentPrice(let up, let down, let minutes):
      member("multiplierUp", up.text)
      member("multiplierDown", down.text)
      member("avgPriceMins", integer: minutes)
    case .percentPriceBySide(let bidUp, let bidDown, let askUp, let askDown, let minutes):
      member("bidMultiplierUp", bidUp.text)
      member("bidMultiplierDown", bidDown.text)
      member("askMultiplierUp", askUp.text)
      member("askMultiplierDown", askDown.text)
      member("avgPriceMins", integer: minutes)
    case .minimumNotional(let minimum, let appliesToMarket, let minutes):
      member("minNotional", units: Int128(minimum))
      member("applyToMarket", appliesToMarket)
      member("avgPriceMins", integer: minutes)
    case .notional(let minimum, let appliesMinimum, let maximum, let appliesMaximum, let minutes):
      member("minNotional", units: Int128(minimum))
      member("applyMinToMarket", appliesMinimum)
      member("maxNotional", units: Int128(maximum))
      member("applyMaxToMarket", appliesMaximum)
      member("avgPriceMins", integer: minutes)
    default: preconditionFailure("written by the caller")
    }
  }

  /// A filter of the whole exchange.
  mutating func filter(_ filter: ExchangeFilter) {
    beginObject()
    member("filterType", filter.name)
    switch filter {
    case .orderCount(let maximum): member("maxNumOrders", integer: maximum)
    case .algorithmicOrderCount(let maximum): member("maxNumAlgoOrders", integer: maximum)
    case .icebergOrderCount(let maximum): member("maxNumIcebergOrders", integer: maximum)
    case .orderListCount(let maximum): member("maxNumOrderLists", integer: maximum)
    }
    endObject()
  }

  /// A filter of an account on one asset.
  mutating func filter(_ filter: AssetFilter) {
    beginObject()
    member("filterType", filter.name)
    switch filter {
    case .maximum(let asset, let limit):
      member("asset", asset)
      member("limit", units: Int128(limit))
    }
    endObject()
  }
}
