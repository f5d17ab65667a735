internal import Values

/// Listings read from a recorded `exchangeInfo`.
enum RecordedInformation {
  /// First day of the synthetic markets of recorded listings, which do not say when they were listed:
  /// 2023-01-01.
  private static let firstDay = CivilDate(year: 2023, month: 1, day: 1).dayNumber

  /// All symbols, with markets made up from their filters.
  static func symbols(in bytes: [UInt8], library: TradeTemplateLibrary) throws(Recording.Failure)
    -> [ListedSymbol]
  {
    let document: JSONDocument
    do throws(JSONReader.Failure) {
      document = try JSONDocument(bytes, limits: .exchangeReply)
    } catch {
      throw .malformed(line: 1)
    }
    guard let list = document.root["symbols"], list.kind == .array else { throw .malformed(line: 1) }
    let builtIn = Dictionary(uniqueKeysWithValues: BuiltInListings.entries.map { ($0.listing.symbol, $0) })
    var symbols: [ListedSymbol] = []
    var names: Set<String> = []
    symbols.reserveCapacity(list.count)
    for element in list.elements {
      guard let listing = listing(element), names.insert(listing.symbol).inserted else {
        throw .malformed(line: symbols.count + 1)
      }
      let course = course(listing, builtIn: builtIn[listing.symbol])
      symbols.append(
        ListedSymbol(listing: listing, recordedBytes: element.rawBytes, course: course, library: library))
    }
    return symbols
  }

  /// A symbol that has a recorded market and is listed nowhere.
  static func unlisted(_ name: String, library: TradeTemplateLibrary) -> ListedSymbol {
    let quotes = ["USDT", "FDUSD", "USDC", "BUSD", "TUSD", "BTC", "ETH", "BNB", "EUR", "TRY"]
    let quote = quotes.first { name.hasSuffix($0) && name != $0 } ?? "USDT"
    let base = name.hasSuffix(quote) ? String(name.dropLast(quote.count)) : name
    let listing = Listing(
      symbol: name, status: .trading, baseAsset: base, baseAssetPrecision: 8, quoteAsset: quote,
      isMarginTradingAllowed: false, allowsQuoteOrderQuantity: true,
      filters: [
        .price(minimum: 1, maximum: 1_000_000 * AmountScale.unitsPerWhole, tick: 1),
        .lotSize(minimum: 1, maximum: 9_000 * AmountScale.unitsPerWhole, step: 1),
      ], permissionSets: [["SPOT"]])
    return ListedSymbol(
      listing: listing, recordedBytes: nil, course: course(listing, builtIn: nil), library: library)
  }

  private static func course(_ listing: Listing, builtIn: BuiltInListings.Entry?) -> SyntheticCourse {
    let scale = listing.scale
    var ticks = 500 + SeededGenerator.scaled(SeededGenerator.hash(listing.symbol), below: 20_000)
    if let builtIn {
      ticks = builtIn.course.basePriceTicks * builtIn.listing.scale.tickUnits / scale.tickUnits
    }
    for case .price(_, let maximum, _) in listing.filters where maximum > 0 {
      ticks = min(ticks, maximum / scale.tickUnits / 4)
    }
    ticks = max(200, ticks)
    // About two whole units of the quote asset per unit of a trade's weight.
    let stepValue = max(1, scale.quoteUnits(notional: Int128(ticks)))
    let factor = Int(max(1, min(1_000_000, 200_000_000 / stepValue)))
    let stop = listing.status == .trading ? nil : (firstDay + 100) * CivilDate.dayMilliseconds
    return SyntheticCourse(
      basePriceTicks: ticks, quantityFactor: factor, isMajor: false, firstDay: firstDay,
      path: builtIn?.course.path ?? listing.symbol, swingPercent: builtIn?.course.swingPercent ?? 100,
      stopTimeMilliseconds: stop)
  }

  private static func listing(_ value: JSONValue) -> Listing? {
    guard let symbol = value["symbol"]?.string, let status = value["status"]?.string,
      let base = value["baseAsset"]?.string, let quote = value["quoteAsset"]?.string,
      let precision = value["baseAssetPrecision"]?.integer
    else { return nil }
    // Until 2024 permissions were one flat list of which any sufficed.
    var sets = value["permissionSets"]?.elements.map { $0.elements.compactMap(\.string) } ?? []
    if sets.isEmpty { sets = [value["permissions"]?.elements.compactMap(\.string) ?? []] }
    return Listing(
      symbol: symbol, status: TradingStatus(rawValue: status) ?? .break, baseAsset: base,
      baseAssetPrecision: precision, quoteAsset: quote,
      isMarginTradingAllowed: value["isMarginTradingAllowed"]?.boolean ?? false,
      allowsQuoteOrderQuantity: value["quoteOrderQtyMarketAllowed"]?.boolean ?? false,
      filters: value["filters"]?.elements.compactMap(filter) ?? [], permissionSets: sets)
  }

  /// A filter that this exchange knows; `nil` for others, which are still shown as recorded.
  private static func filter(_ value: JSONValue) -> SymbolFilter? {
    func units(_ name: String) -> Int { value[name].flatMap { AmountText.units($0.rawBytes) } ?? 0 }
    func count(_ name: String) -> Int { value[name]?.integer ?? 0 }
    func text(_ name: String) -> String { value[name]?.string ?? "0" }
    func flag(_ name: String) -> Bool { value[name]?.boolean ?? false }
    switch value["filterType"]?.string {
    case "PRICE_FILTER":
      return .price(minimum: units("minPrice"), maximum: units("maxPrice"), tick: units("tickSize"))
    case "LOT_SIZE":
      return .lotSize(minimum: units("minQty"), maximum: units("maxQty"), step: units("stepSize"))
    case "MARKET_LOT_SIZE":
      return .marketLotSize(minimum: units("minQty"), maximum: units("maxQty"), step: units("stepSize"))
    case "ICEBERG_PARTS": return .icebergParts(limit: count("limit"))
    case "TRAILING_DELTA":
      return .trailingDelta(
        minimumAbove: count("minTrailingAboveDelta"), maximumAbove: count("maxTrailingAboveDelta"),
        minimumBelow: count("minTrailingBelowDelta"), maximumBelow: count("maxTrailingBelowDelta"))
    case "PERCENT_PRICE_BY_SIDE":
      return .percentPriceBySide(
        bidUp: text("bidMultiplierUp"), bidDown: text("bidMultiplierDown"), askUp: text("askMultiplierUp"),
        askDown: text("askMultiplierDown"), averageMinutes: count("avgPriceMins"))
    case "NOTIONAL":
      return .notional(
        minimum: units("minNotional"), appliesMinimumToMarket: flag("applyMinToMarket"),
        maximum: units("maxNotional"),
        appliesMaximumToMarket: flag("applyMaxToMarket"), averageMinutes: count("avgPriceMins"))
    case "MAX_NUM_ORDERS": return .orderCount(maximum: count("maxNumOrders"))
    case "MAX_NUM_ORDER_LISTS": return .orderListCount(maximum: count("maxNumOrderLists"))
    case "MAX_NUM_ALGO_ORDERS": return .algorithmicOrderCount(maximum: count("maxNumAlgoOrders"))
    case "MAX_NUM_ORDER_AMENDS": return .amendCount(maximum: count("maxNumOrderAmends"))
    case "MAX_POSITION": return .position(maximum: units("maxPosition"))
    default: return nil
    }
  }
}
