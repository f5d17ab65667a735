import Testing

@testable import PaperCore

@Suite struct `Synthetic market` {
  static let names = ["BTCUSDT", "ETHBTC", "SHIBUSDT", "币安人生USDT", "USDCUSDT", "BNBBTC"]

  private func market(_ name: String, seed: UInt64 = 3) throws -> any Market {
    try #require(PaperExchange(seed: seed).symbol(named: name)).market
  }

  /// All trades of a stretch, one by one.
  private func trades(_ market: any Market, from: Int, until: Int) -> [Trade] {
    (market.tradeID(from: from)..<market.tradeID(from: until)).map { market.trade($0) }
  }

  @Test(arguments: names, [UInt64(1), 2, 99])
  func `a summary is exactly the sum of its trades`(_ name: String, seed: UInt64) throws {
    let market = try market(name, seed: seed)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<12 {
      let from = PaperClient.noon - generator.next(below: 400_000_000)
      let until = from + 1 + generator.next(below: 5_000_000)
      let trades = trades(market, from: from, until: until)
      var sum: TradeSummary?
      for trade in trades { sum = TradeSummary.joined(sum, TradeSummary(trade)) }
      #expect(market.summary(from: from, until: until) == sum, "\(name) \(from) \(until)")
      #expect(trades.allSatisfy { from <= $0.timeMilliseconds && $0.timeMilliseconds < until })
    }
  }

  @Test(arguments: names)
  func `ids are consecutive, times never fall, sizes and prices are positive`(_ name: String) throws {
    let market = try market(name)
    let trades = trades(market, from: PaperClient.noon - 7_200_000, until: PaperClient.noon)
    #expect(trades.count > 100)
    for (one, next) in zip(trades, trades.dropFirst()) {
      #expect(next.id == one.id + 1)
      #expect(next.timeMilliseconds >= one.timeMilliseconds)
      #expect(next.aggregateID == one.aggregateID || next.aggregateID == one.aggregateID + 1)
    }
    #expect(trades.allSatisfy { $0.priceTicks > 0 && $0.quantitySteps > 0 })
  }

  @Test(arguments: names)
  func `aggregates are the trades of one order, no more and no fewer`(_ name: String) throws {
    let market = try market(name)
    let from = PaperClient.noon - 3_700_000
    let first = market.aggregateID(from: from)
    let end = market.aggregateID(from: PaperClient.noon)
    #expect(end > first)
    for id in first..<end {
      let aggregate = market.aggregate(id)
      let parts = (aggregate.firstTradeID...aggregate.lastTradeID).map { market.trade($0) }
      #expect(parts.allSatisfy { $0.aggregateID == id && $0.priceTicks == aggregate.priceTicks })
      #expect(parts.allSatisfy { $0.timeMilliseconds == aggregate.timeMilliseconds })
      #expect(parts.reduce(0) { $0 + $1.quantitySteps } == aggregate.quantitySteps)
      if id > first { #expect(market.aggregate(id - 1).lastTradeID + 1 == aggregate.firstTradeID) }
    }
  }

  @Test(arguments: names)
  func `the book is never crossed over ten thousand steps and agrees with the tape`(_ name: String) throws {
    let market = try market(name)
    var lastID = 0
    var changes = 0
    var previous: BookSnapshot?
    for step in 0..<10_000 {
      let now = PaperClient.noon + step * 173
      let book = market.book(limit: 5, at: now)
      #expect(!book.isCrossed)
      #expect(book.lastUpdateID > lastID)
      lastID = book.lastUpdateID
      let last = try #require(market.lastTrade(at: now))
      #expect(
        book.bids.first?.priceTicks == last.priceTicks || book.asks.first?.priceTicks == last.priceTicks)
      if previous?.bids != book.bids { changes += 1 }
      previous = book
    }
    #expect(changes > 100, "a market that moves")
  }

  @Test(arguments: ["BTCUSDT", "ETHUSDT", "SHIBUSDT"])
  func `a deep book is sorted, positive and mostly the same a moment later`(_ name: String) throws {
    let market = try market(name)
    let book = market.book(limit: 5_000, at: PaperClient.noon)
    #expect(book.asks.count == 5_000 || name == "SHIBUSDT")
    for (one, next) in zip(book.bids, book.bids.dropFirst()) { #expect(one.priceTicks > next.priceTicks) }
    for (one, next) in zip(book.asks, book.asks.dropFirst()) { #expect(one.priceTicks < next.priceTicks) }
    #expect((book.bids + book.asks).allSatisfy { $0.priceTicks > 0 && $0.quantitySteps > 0 })
    let later = Set(market.book(limit: 5_000, at: PaperClient.noon + 1).bids)
    #expect(book.bids.count { later.contains($0) } > book.bids.count * 9 / 10)
  }

  @Test func `the price stays within reason for nine years`() throws {
    let entry = try #require(BuiltInListings.entries.first { $0.listing.symbol == "BTCUSDT" })
    let market = try market("BTCUSDT")
    let candles = market.candles(CandleQuery(interval: .oneMonth, limit: 1_000), at: PaperClient.noon)
    #expect(candles.count == 112)
    for candle in candles {
      #expect(candle.summary.lowTicks > entry.course.basePriceTicks / 3)
      #expect(candle.summary.highTicks < entry.course.basePriceTicks * 3)
    }
  }

  @Test func `a symbol that stopped trading keeps its last price and has no book and no newer candle`() throws
  {
    let market = try market("LUNABUSD")
    let stop = try #require(market.stopTimeMilliseconds)
    #expect(market.book(limit: 10, at: PaperClient.noon).bids.isEmpty)
    let last = try #require(market.lastTrade(at: PaperClient.noon))
    #expect(last.timeMilliseconds <= stop)
    #expect(market.summary(from: stop + 1, until: PaperClient.noon) == nil)
    let candles = market.candles(CandleQuery(interval: .oneHour, limit: 3), at: PaperClient.noon)
    #expect(candles.last.map { $0.openTime <= stop } == true)
  }

  @Test func `before its first day a market has nothing`() throws {
    let market = try market("币安人生USDT")
    let before = market.firstTimeMilliseconds - 1
    #expect(market.lastTrade(at: before) == nil)
    #expect(market.candles(CandleQuery(interval: .oneDay, limit: 5), at: before).isEmpty)
    #expect(market.book(limit: 5, at: before).asks.isEmpty)
  }
}
