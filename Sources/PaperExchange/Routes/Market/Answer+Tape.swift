import PaperCore

extension Answer {
  func trades() throws(ExchangeError) -> [UInt8] {
    let limit = try limit(default: 500, maximum: 1_000)
    let market = try symbol().market
    let end = market.tradeID(from: now + 1)
    let first = max(market.firstTradeID, query.integer("fromId") ?? (end - limit))
    return tradeList(market, first..<max(first, min(end, first + min(limit, max(0, end - first)))))
  }

  private func tradeList(_ market: any Market, _ ids: Range<Int>) -> [UInt8] {
    let scale = market.scale
    var writer = AnswerWriter(reservingByteCount: 64 + ids.count * 170)
    writer.beginArray()
    for id in ids {
      let trade = market.trade(id)
      let notional = Int128(trade.priceTicks) * Int128(trade.quantitySteps)
      writer.beginObject()
      writer.member("id", integer: trade.id)
      writer.member("price", price: trade.priceTicks, scale)
      writer.member("qty", quantity: Int128(trade.quantitySteps), scale)
      writer.member("quoteQty", units: scale.quoteUnits(notional: notional))
      writer.member("time", integer: time(trade.timeMilliseconds))
      writer.member("isBuyerMaker", trade.isBuyerMaker)
      writer.member("isBestMatch", true)
      writer.endObject()
    }
    writer.endArray()
    return writer.bytes
  }

  func aggregateTrades() throws(ExchangeError) -> [UInt8] {
    let limit = try limit(default: 500, maximum: 1_000)
    let start = query.time("startTime")
    let end = query.time("endTime")
    let market = try symbol().market
    guard query["fromId"] == nil || (start == nil && end == nil) else { throw .badCombination }
    let endID = market.aggregateID(from: min(end ?? now, now) + 1)
    let first: Int
    if let fromID = query.integer("fromId") {
      first = max(market.firstAggregateID, fromID)
    } else if let start {
      first = market.aggregateID(from: start)
    } else {
      first = max(market.firstAggregateID, endID - limit)
    }
    let count = min(limit, max(0, endID - first))
    let scale = market.scale
    var writer = AnswerWriter(reservingByteCount: 64 + count * 130)
    writer.beginArray()
    for offset in 0..<count {
      let trade = market.aggregate(first + offset)
      writer.beginObject()
      writer.member("a", integer: trade.id)
      writer.member("p", price: trade.priceTicks, scale)
      writer.member("q", quantity: Int128(trade.quantitySteps), scale)
      writer.member("f", integer: trade.firstTradeID)
      writer.member("l", integer: trade.lastTradeID)
      writer.member("T", integer: time(trade.timeMilliseconds))
      writer.member("m", trade.isBuyerMaker)
      writer.member("M", true)
      writer.endObject()
    }
    writer.endArray()
    return writer.bytes
  }

  func candles() throws(ExchangeError) -> [UInt8] {
    let limit = try limit(default: 500, maximum: 1_000)
    let market = try symbol().market
    guard let interval = query["interval"].flatMap(CandleInterval.init(rawValue:)) else {
      throw .invalidInterval
    }
    let candles = market.candles(
      CandleQuery(
        interval: interval, zoneOffset: try zoneOffset(), startTime: query.time("startTime"),
        endTime: query.time("endTime"), limit: limit),
      at: now)
    let scale = market.scale
    var writer = AnswerWriter(reservingByteCount: 64 + candles.count * 190)
    writer.beginArray()
    for candle in candles {
      let summary = candle.summary
      writer.beginArray()
      writer.integer(time(candle.openTime))
      writer.price(summary.openTicks, scale)
      writer.price(summary.highTicks, scale)
      writer.price(summary.lowTicks, scale)
      writer.price(summary.closeTicks, scale)
      writer.quantity(summary.volumeSteps, scale)
      writer.integer(lastTime(before: candle.nextOpenTime))
      writer.amount(scale.quoteUnits(notional: summary.notional))
      writer.integer(summary.tradeCount)
      writer.quantity(summary.takerBuyVolumeSteps, scale)
      writer.amount(scale.quoteUnits(notional: summary.takerBuyNotional))
      writer.string("0")
      writer.endArray()
    }
    writer.endArray()
    return writer.bytes
  }

  /// The volume-weighted average of the last five minutes; zero before the first trade.
  func averagePrice() throws(ExchangeError) -> [UInt8] {
    let minutes = 5
    let market = try symbol().market
    let last = market.lastTrade(at: now)
    let units = Int128(market.averagePriceUnits(minutes: minutes, at: now) ?? 0)
    var writer = AnswerWriter()
    writer.beginObject()
    writer.member("mins", integer: minutes)
    writer.member("price", units: units)
    writer.member("closeTime", integer: time(last?.timeMilliseconds ?? 0))
    writer.endObject()
    return writer.bytes
  }

  /// `timeZone` in milliseconds: `8`, `-1:00`, `05:45`, from -12:00 to +14:00.
  func zoneOffset() throws(ExchangeError) -> Int {
    guard let text = query["timeZone"] else { return 0 }
    var rest = Substring(text)
    var sign = 1
    if rest.first == "-" || rest.first == "+" {
      sign = rest.first == "-" ? -1 : 1
      rest = rest.dropFirst()
    }
    let parts = rest.split(separator: ":", omittingEmptySubsequences: false)
    let areDigits = parts.allSatisfy {
      (1...2).contains($0.utf8.count) && $0.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
    guard parts.count <= 2, areDigits, let hours = Int(parts[0]), parts.count == 1 || parts[1].utf8.count == 2
    else {
      throw .invalidData("timeZone")
    }
    let minutes = parts.count == 2 ? Int(parts[1]) ?? 60 : 0
    let total = sign * (hours * 60 + minutes)
    guard minutes < 60, (-720...840).contains(total) else { throw .invalidData("timeZone") }
    return total * 60_000
  }
}
