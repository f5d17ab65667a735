import Testing

@testable import PaperCore

@Suite struct `Candles` {
  /// An interval and the smaller one it must be made of.
  static let pairs: [(CandleInterval, CandleInterval)] = [
    (.oneMinute, .oneSecond), (.threeMinutes, .oneMinute), (.fiveMinutes, .oneMinute),
    (.fifteenMinutes, .fiveMinutes),
    (.thirtyMinutes, .fifteenMinutes), (.oneHour, .oneMinute), (.twoHours, .oneHour), (.fourHours, .twoHours),
    (.sixHours, .twoHours), (.eightHours, .fourHours), (.twelveHours, .sixHours), (.oneDay, .oneHour),
    (.threeDays, .oneDay), (.oneWeek, .oneDay), (.oneMonth, .oneDay),
  ]

  @Test(arguments: pairs.indices, ["BTCUSDT", "PEPEUSDT"])
  func `a candle is its smaller candles joined`(_ index: Int, name: String) throws {
    let (large, small) = Self.pairs[index]
    let market = try #require(PaperExchange(seed: 21).symbol(named: name)).market
    for candle in market.candles(CandleQuery(interval: large, limit: 3), at: PaperClient.noon) {
      let parts = market.candles(
        CandleQuery(
          interval: small, startTime: candle.openTime, endTime: candle.nextOpenTime - 1, limit: 1_000),
        at: PaperClient.noon)
      #expect(parts.first?.openTime == candle.openTime)
      let sum = parts.reduce(nil as TradeSummary?) { sum, part in
        // An interval without trades carries a price over and takes no part.
        part.summary.tradeCount == 0 ? sum : TradeSummary.joined(sum, part.summary)
      }
      #expect(sum == candle.summary, "\(large.rawValue) of \(small.rawValue) at \(candle.openTime)")
    }
  }

  @Test(arguments: CandleInterval.allCases, [-43_200_000, 0, 50_400_000])
  func `none begins after now, however late the time asked for`(_ interval: CandleInterval, zone: Int) throws
  {
    let market = try #require(PaperExchange(seed: 4).symbol(named: "ETHUSDT")).market
    for start in [PaperClient.noon + 1, Int.max / 1_000, Int.max - 1, Int.max] {
      let query = CandleQuery(interval: interval, zoneOffset: zone, startTime: start, limit: 10)
      #expect(market.candles(query, at: PaperClient.noon).isEmpty)
    }
  }

  @Test(arguments: CandleInterval.allCases)
  func `candles follow each other without a gap and hold their prices`(_ interval: CandleInterval) throws {
    let market = try #require(PaperExchange(seed: 4).symbol(named: "ETHUSDT")).market
    let candles = market.candles(CandleQuery(interval: interval, limit: 40), at: PaperClient.noon)
    #expect(candles.count == 40)
    for (one, next) in zip(candles, candles.dropFirst()) { #expect(one.nextOpenTime == next.openTime) }
    #expect(
      candles.last.map { $0.openTime <= PaperClient.noon && PaperClient.noon < $0.nextOpenTime } == true)
    for candle in candles {
      let summary = candle.summary
      #expect(summary.lowTicks <= min(summary.openTicks, summary.closeTicks))
      #expect(summary.highTicks >= max(summary.openTicks, summary.closeTicks))
      #expect(summary.takerBuyVolumeSteps <= summary.volumeSteps)
      #expect(summary.takerBuyNotional <= summary.notional)
      #expect(Int128(summary.lowTicks) * summary.volumeSteps <= summary.notional)
      #expect(Int128(summary.highTicks) * summary.volumeSteps >= summary.notional)
    }
  }

  @Test(arguments: CandleInterval.allCases)
  func `the same candle is told whatever range it is asked in`(_ interval: CandleInterval) throws {
    let market = try #require(PaperExchange(seed: 4).symbol(named: "ETHUSDT")).market
    let all = market.candles(CandleQuery(interval: interval, limit: 30), at: PaperClient.noon)
    let middle = all[11]
    let from = CandleQuery(interval: interval, startTime: middle.openTime, limit: 1)
    #expect(market.candles(from, at: PaperClient.noon) == [middle])
    let until = CandleQuery(interval: interval, endTime: middle.openTime, limit: 5)
    #expect(market.candles(until, at: PaperClient.noon) == Array(all[7...11]))
    let between = CandleQuery(
      interval: interval, startTime: middle.openTime - 1, endTime: all[13].nextOpenTime - 1, limit: 500)
    #expect(market.candles(between, at: PaperClient.noon) == Array(all[11...13]))
    let reversed = CandleQuery(
      interval: interval, startTime: middle.openTime, endTime: all[3].openTime, limit: 5)
    #expect(market.candles(reversed, at: PaperClient.noon).isEmpty)
  }

  @Test func `weeks begin on Monday, months on the first, three days are counted from the epoch`() {
    let week = CandleInterval.oneWeek.openTime(of: 1_499_300_000_000, zoneOffset: 0)
    #expect(week == 1_499_040_000_000, "the documents' example opens on Monday 2017-07-03")
    let month = CandleInterval.oneMonth.openTime(of: PaperClient.noon, zoneOffset: 0)
    #expect(CivilDate(dayNumber: month / 86_400_000) == CivilDate(year: 2026, month: 11, day: 1))
    #expect(CandleInterval.threeDays.openTime(of: 1_502_942_400_000, zoneOffset: 0) == 1_502_841_600_000)
  }

  @Test func `a zone ahead of UTC begins its days earlier`() {
    let offset = (5 * 60 + 45) * 60_000
    let open = CandleInterval.oneDay.openTime(of: PaperClient.noon, zoneOffset: offset)
    #expect((open + offset) % 86_400_000 == 0)
    #expect(open <= PaperClient.noon && PaperClient.noon < open + 86_400_000)
  }

  @Test func `calendar days and their numbers are inverse for eight centuries`() {
    var previous = CivilDate(dayNumber: -146_098)
    for number in -146_097...146_097 {
      let date = CivilDate(dayNumber: number)
      #expect(date.dayNumber == number)
      #expect((date.year, date.month, date.day) > (previous.year, previous.month, previous.day))
      previous = date
    }
    #expect(CivilDate(year: 2000, month: 2, day: 29).dayNumber == 11_016)
  }
}
