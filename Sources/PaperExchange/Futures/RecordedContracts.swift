import PaperCore
internal import Values

/// Contracts read from a recorded USD-M `exchangeInfo`.
enum RecordedContracts {
  /// All contracts of a recording that trade for good: perpetual, and exact to 10⁻⁸.
  ///
  /// - Returns: each with its entry byte for byte; others are left out.
  static func contracts(in bytes: [UInt8]) throws(Recording.Failure)
    -> [(contract: FuturesContract, bytes: ArraySlice<UInt8>)]
  {
    let document: JSONDocument
    do throws(JSONReader.Failure) {
      document = try JSONDocument(bytes, limits: .exchangeReply)
    } catch {
      throw .malformed(line: 1)
    }
    guard let list = document.root["symbols"], list.kind == .array else { throw .malformed(line: 1) }
    var found: [(contract: FuturesContract, bytes: ArraySlice<UInt8>)] = []
    var names: Set<String> = []
    for element in list.elements where element["contractType"]?.string == "PERPETUAL" {
      guard let contract = contract(element), names.insert(contract.symbol).inserted else {
        throw .malformed(line: found.count + 1)
      }
      if contract.isExact { found.append((contract, element.rawBytes)) }
    }
    guard !found.isEmpty else { throw .malformed(line: 1) }
    return found
  }

  private static func contract(_ value: JSONValue) -> FuturesContract? {
    guard let symbol = value["symbol"]?.string, let pair = value["pair"]?.string,
      let base = value["baseAsset"]?.string, let quote = value["quoteAsset"]?.string,
      let margin = value["marginAsset"]?.string, let pricePrecision = value["pricePrecision"]?.integer,
      let quantityPrecision = value["quantityPrecision"]?.integer, (0...8).contains(pricePrecision),
      (0...8).contains(quantityPrecision)
    else { return nil }
    var filters: [String: JSONValue] = [:]
    if let list = value["filters"]?.elements {
      for filter in list {
        if let name = filter["filterType"]?.string { filters[name] = filter }
      }
    }
    guard let tick = units(filters["PRICE_FILTER"]?["tickSize"]), tick > 0,
      let step = units(filters["LOT_SIZE"]?["stepSize"]), step > 0,
      let priceMin = units(filters["PRICE_FILTER"]?["minPrice"]),
      let priceMax = units(filters["PRICE_FILTER"]?["maxPrice"]), priceMax >= tick,
      let lot = lot(filters["LOT_SIZE"], step: step)
    else { return nil }
    let whole = AmountScale.unitsPerWhole
    return FuturesContract(
      symbol: symbol, pair: pair, status: TradingStatus(rawValue: value["status"]?.string ?? "") ?? .break,
      baseAsset: base, quoteAsset: quote, marginAsset: margin,
      onboardMilliseconds: value["onboardDate"]?.integer ?? 0, pricePrecision: pricePrecision,
      quantityPrecision: quantityPrecision, tickUnits: tick,
      priceTicksMin: max(1, (priceMin + tick - 1) / tick),
      priceTicksMax: priceMax / tick, stepUnits: step, lotSteps: lot,
      marketLotSteps: self.lot(filters["MARKET_LOT_SIZE"], step: step) ?? lot,
      orderCountMax: filters["MAX_NUM_ORDERS"]?["limit"]?.integer ?? 200,
      algoOrderCountMax: filters["MAX_NUM_ALGO_ORDERS"]?["limit"]?.integer ?? 10,
      notionalUnitsMin: units(filters["MIN_NOTIONAL"]?["notional"]) ?? 5 * whole,
      multiplierUp: units(filters["PERCENT_PRICE"]?["multiplierUp"]) ?? whole / 100 * 115,
      multiplierDown: units(filters["PERCENT_PRICE"]?["multiplierDown"]) ?? whole / 100 * 85,
      triggerProtect: units(value["triggerProtect"]) ?? 5_000_000,
      liquidationFee: units(value["liquidationFee"]) ?? 1_500_000,
      marketTakeBound: units(value["marketTakeBound"]) ?? whole / 10,
      underlyingSubTypes: value["underlyingSubType"]?.elements.compactMap(\.string) ?? [],
      fundingIntervalHours: 8, fundingRateMax: 2_000_000, openInterestSteps: lot.upperBound,
      brackets: BuiltInContracts.brackets(of: symbol))
  }

  private static func lot(_ filter: JSONValue?, step: Int) -> ClosedRange<Int>? {
    guard let smallest = units(filter?["minQty"]), let largest = units(filter?["maxQty"]),
      largest >= max(smallest, step)
    else { return nil }
    return max(1, smallest / step)...(largest / step)
  }

  /// An amount with at most eight decimals, in units.
  private static func units(_ value: JSONValue?) -> Int? {
    guard let value else { return nil }
    return value.string.map { PlainDecimal($0.utf8)?.exactUnits } ?? PlainDecimal(value.rawBytes)?.exactUnits
  }
}
