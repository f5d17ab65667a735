internal import Values

/// Listings read from a recorded `exchangeInfo`.
enum RecordedInformation {
  /// First day of the synthetic markets of recorded listings, which do not say when they were listed:
  /// 2023-01-01.
  private static let firstDay = CivilDate(year: 2023, month: 1, day: 1).dayNumber

  /// A tick or a step of more units is no symbol of the exchange, whose coarsest tick is a whole coin: the
  /// prices and quantities of a made-up market would not fit.
  private static let gridUnitsMax = (tick: 1 << 40, step: 1 << 48)

  /// Everything that this exchange takes from a recorded `exchangeInfo`.
  struct Contents {
    var symbols: [ListedSymbol]
    var exchangeFilters: [ExchangeFilter]
    var rateLimits: [RateLimit]
  }

  /// All symbols, with markets made up from their filters, and the rules of the whole exchange.
  static func contents(of bytes: [UInt8], library: TradeTemplateLibrary) throws(Recording.Failure) -> Contents
  {
    let document: JSONDocument
    do throws(JSONReader.Failure) {
      document = try JSONDocument(bytes, limits: .exchangeReply)
    } catch {
      throw .malformed(line: 1)
    }
    return Contents(
      symbols: try symbols(in: document, library: library),
      exchangeFilters: document.root["exchangeFilters"]?.elements.compactMap(exchangeFilter) ?? [],
      rateLimits: document.root["rateLimits"]?.elements.compactMap(rateLimit) ?? [])
  }

  private static func symbols(
    in document: JSONDocument, library: TradeTemplateLibrary
  ) throws(Recording.Failure) -> [ListedSymbol] {
    guard let list = document.root["symbols"], list.kind == .array else { throw .malformed(line: 1) }
    let builtIn = Dictionary(uniqueKeysWithValues: BuiltInListings.entries.map { ($0.listing.symbol, $0) })
    var symbols: [ListedSymbol] = []
    var names: Set<String> = []
    symbols.reserveCapacity(list.count)
    for element in list.elements {
      guard let listing = listing(element), listing.scale.tickUnits <= gridUnitsMax.tick,
        listing.scale.stepUnits <= gridUnitsMax.step, names.insert(listing.symbol).inserted
      else {
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
      filters: value["filters"]?.elements.compactMap(symbolFilter) ?? [], permissionSets: sets)
  }
}
