extension Market {
  /// The candles of a query, oldest first, the last one still growing if it reaches past `now`.
  ///
  /// With `startTime` the oldest from there, else the newest up to `endTime` (rest-api.md, "General API
  /// Information").
  public func candles(_ query: CandleQuery, at now: Int) -> [Candle] {
    let interval = query.interval
    let zone = query.zoneOffset
    guard now >= firstTimeMilliseconds, query.limit > 0 else { return [] }
    let oldest = interval.openTime(of: firstTimeMilliseconds, zoneOffset: zone)
    let last = min(query.endTime ?? now, now, stopTimeMilliseconds ?? now)
    let newest = interval.openTime(of: last, zoneOffset: zone)
    var open: Int
    if let start = query.startTime {
      // No candle opens then; and a time that a client chose may be so late that the next one cannot be told.
      guard start <= last else { return [] }
      open = interval.openTime(of: max(start, oldest), zoneOffset: zone)
      if open < start { open = interval.nextOpenTime(after: open, zoneOffset: zone) }
    } else {
      open = max(oldest, interval.openTime(query.limit - 1, before: newest, zoneOffset: zone))
    }
    var candles: [Candle] = []
    while open <= newest, candles.count < query.limit {
      let next = interval.nextOpenTime(after: open, zoneOffset: zone)
      if let candle = candle(from: open, until: next, at: now, previous: candles.last) {
        candles.append(candle)
      }
      open = next
    }
    return candles
  }

  private func candle(from open: Int, until next: Int, at now: Int, previous: Candle?) -> Candle? {
    if let summary = summary(from: open, until: min(next, now + 1)) {
      return Candle(openTime: open, nextOpenTime: next, summary: summary)
    }
    guard let close = previous?.summary.closeTicks ?? lastTrade(at: min(open, now))?.priceTicks else {
      return nil
    }
    let flat = TradeSummary(
      openTicks: close, highTicks: close, lowTicks: close, closeTicks: close, volumeSteps: 0, notional: 0,
      takerBuyVolumeSteps: 0, takerBuyNotional: 0, tradeCount: 0)
    return Candle(openTime: open, nextOpenTime: next, summary: flat)
  }
}
