import PaperCore

extension Answer {
  /// A window of time that statistics are over, and the times that the answer names.
  private struct Window {
    var from: Int
    var openTime: Int
    var closeTime: Int
    var isDayTicker = false
  }

  func dayTicker() throws(ExchangeError) -> [UInt8] {
    let day = CivilDate.dayMilliseconds
    let window = Window(from: now - day, openTime: time(now - day), closeTime: time(now), isDayTicker: true)
    return try statistics(selection(allowsAll: true, countMax: nil), window)
  }

  func tradingDay() throws(ExchangeError) -> [UInt8] {
    let selection = try selection(allowsAll: false, countMax: 100)
    let zone = try zoneOffset()
    let start = CandleInterval.oneDay.openTime(of: now, zoneOffset: zone)
    let next = start + CivilDate.dayMilliseconds
    return statistics(
      selection, Window(from: start, openTime: time(start), closeTime: lastTime(before: next)))
  }

  /// The window begins on a whole minute and is therefore up to 59,999 ms longer than asked for (rest-api.md,
  /// "Rolling window").
  func rollingWindow() throws(ExchangeError) -> [UInt8] {
    let selection = try selection(allowsAll: false, countMax: 100)
    let length = try windowMilliseconds()
    let start = (now - length) / 60_000 * 60_000
    return statistics(selection, Window(from: start, openTime: time(start), closeTime: time(now)))
  }

  /// `windowSize`: 1m to 59m, 1h to 23h, 1d to 7d.
  private func windowMilliseconds() throws(ExchangeError) -> Int {
    let text = query["windowSize"] ?? "1d"
    let digits = text.dropLast()
    guard let unit = text.last, (1...2).contains(digits.utf8.count),
      digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let count = Int(digits)
    else { throw .invalidData("windowSize") }
    switch unit {
    case "m" where (1...59).contains(count): return count * 60_000
    case "h" where (1...23).contains(count): return count * 3_600_000
    case "d" where (1...7).contains(count): return count * CivilDate.dayMilliseconds
    default: throw .invalidData("windowSize")
    }
  }

  private func statistics(_ selection: Selection, _ window: Window) -> [UInt8] {
    let isFull = query["type"] != "MINI"
    return each(selection) { writer, symbol in
      writer.beginObject()
      writer.member("symbol", symbol.listing.symbol)
      writeStatistics(symbol, window, isFull: isFull, to: &writer)
      writer.endObject()
    }
  }

  private func writeStatistics(
    _ symbol: ListedSymbol, _ window: Window, isFull: Bool, to writer: inout AnswerWriter
  ) {
    let market = symbol.market
    let scale = market.scale
    let sum = market.summary(from: window.from, until: now + 1)
    let last = market.lastTrade(at: now)
    let open = sum?.openTicks ?? 0
    let lastTicks = sum?.closeTicks ?? last?.priceTicks ?? 0
    if isFull {
      writeChange(sum, scale, to: &writer)
      if window.isDayTicker {
        let before = market.lastTrade(at: window.from - 1)
        writer.member("prevClosePrice", price: before?.priceTicks ?? open, scale)
        writer.member("lastPrice", price: lastTicks, scale)
        writer.member("lastQty", quantity: sum == nil ? 0 : Int128(last?.quantitySteps ?? 0), scale)
        writeBest(of: symbol, to: &writer)
      }
    }
    writer.member("openPrice", price: open, scale)
    writer.member("highPrice", price: sum?.highTicks ?? 0, scale)
    writer.member("lowPrice", price: sum?.lowTicks ?? 0, scale)
    if !isFull || !window.isDayTicker { writer.member("lastPrice", price: lastTicks, scale) }
    writer.member("volume", quantity: sum?.volumeSteps ?? 0, scale)
    writer.member("quoteVolume", units: scale.quoteUnits(notional: sum?.notional ?? 0))
    writer.member("openTime", integer: window.openTime)
    writer.member("closeTime", integer: window.closeTime)
    let firstID = market.tradeID(from: window.from)
    writer.member("firstId", integer: sum == nil ? -1 : firstID)
    writer.member("lastId", integer: sum.map { firstID + $0.tradeCount - 1 } ?? -1)
    writer.member("count", integer: sum?.tradeCount ?? 0)
  }

  /// The change against the first price, rounded half away from zero as the documented examples are:
  /// -94.99999800 / 99 is -95.960 percent.
  private func writeChange(_ sum: TradeSummary?, _ scale: AmountScale, to writer: inout AnswerWriter) {
    let change = Int128((sum?.closeTicks ?? 0) - (sum?.openTicks ?? 0))
    let open = Int128(sum?.openTicks ?? 0)
    writer.member("priceChange", units: change * Int128(scale.tickUnits))
    // Thousandths of a percent, in units so that three decimals are written.
    let thousandths = open == 0 ? 0 : Self.rounded(change * 100_000, by: open)
    writer.member("priceChangePercent", units: thousandths * 100_000, decimals: 3)
    let volume = sum?.volumeSteps ?? 0
    let average = volume == 0 ? 0 : Self.rounded((sum?.notional ?? 0) * Int128(scale.tickUnits), by: volume)
    writer.member("weightedAvgPrice", units: average)
  }

  private static func rounded(_ dividend: Int128, by divisor: Int128) -> Int128 {
    let magnitude = (abs(dividend) * 2 + divisor) / (divisor * 2)
    return dividend < 0 ? -magnitude : magnitude
  }
}
