import PaperAccounts
import PaperCore
@testable import PaperFutures
import Testing

@Suite struct `A futures market` {
  /// 2026-11-22 12:34:56.789 UTC.
  static let noon = 1_795_350_896_789
  let exchange = PaperExchange(seed: 7)

  private func market(_ symbol: String) throws -> FuturesMarket {
    let futures = FuturesExchange(exchange: exchange, accounts: Accounts())
    return try #require(futures.contract(named: symbol)).market
  }

  @Test(arguments: ["BTCUSDT", "LINKUSDT", "DOGEUSDT"])
  func `has candles that are its own trades added up, exactly`(_ symbol: String) throws {
    let market = try market(symbol)
    // Over two hours' boundaries, so that the basis changes twice in it.
    let start = Self.noon - 2 * 3_600_000
    let ids = market.tradeID(from: start)..<market.tradeID(from: Self.noon)
    var sum: TradeSummary?
    for id in ids { sum = TradeSummary.joined(sum, TradeSummary(market.trade(id))) }
    #expect(ids.count > 10)
    #expect(sum == market.summary(from: start, until: Self.noon))
  }

  @Test func `has days that are their hours added up`() throws {
    let market = try market("ETHUSDT")
    let day = Self.noon / 86_400_000 * 86_400_000 - 86_400_000
    var sum: TradeSummary?
    for hour in 0..<24 {
      sum = TradeSummary.joined(
        sum, market.summary(from: day + hour * 3_600_000, until: day + (hour + 1) * 3_600_000))
    }
    #expect(sum == market.summary(from: day, until: day + 86_400_000))
  }

  @Test(arguments: ["BTCUSDT", "ETHUSDT", "SOLUSDT", "ADAUSDT"])
  func `follows its spot symbol within a fifth of a percent`(_ symbol: String) throws {
    let market = try market(symbol)
    let spot = try #require(exchange.symbol(named: symbol)).market
    var gaps: Set<Int> = []
    for hour in 0..<200 {
      let now = Self.noon - hour * 3_600_000
      let index = market.indexPrice(at: now)
      #expect(index == (spot.lastTrade(at: now / 1_000 * 1_000)?.priceTicks ?? 0) * spot.scale.tickUnits)
      let mark = market.markPrice(at: now)
      #expect(abs(mark - index) <= index / 500)
      gaps.insert(mark - index)
    }
    #expect(gaps.count > 20, "the basis moves")
  }

  @Test func `keeps its mark price within the bounds that are promised for a stretch`() throws {
    let market = try market("SOLUSDT")
    for hour in 0..<30 {
      let start = (Self.noon / 3_600_000 - hour) * 3_600_000
      let bounds = market.markBounds(from: start, until: start + 3_600_000)
      for second in stride(from: start + 1_000, through: start + 3_600_000, by: 7_000) {
        #expect(bounds.contains(market.markPrice(at: second)))
      }
    }
  }

  @Test func `has funding rates every eight hours that change and stay within their cap`() throws {
    let market = try market("BTCUSDT")
    let first = market.nextFundingTime(after: Self.noon)
    #expect(first % 28_800_000 == 0 && first > Self.noon && first - Self.noon <= 28_800_000)
    let rates = (1...300).map { market.fundingRate(at: first - $0 * 28_800_000) }
    #expect(rates.allSatisfy { abs($0) <= market.contract.fundingRateMax })
    #expect(Set(rates).count > 20)
    #expect(rates.contains { $0 < 0 } && rates.contains(10_000))
  }

  @Test func `is another one with another seed, and the same with the same`() throws {
    let one = try market("BTCUSDT").markPrice(at: Self.noon)
    let same = FuturesExchange(exchange: PaperExchange(seed: 7), accounts: Accounts())
    let other = FuturesExchange(exchange: PaperExchange(seed: 8), accounts: Accounts())
    #expect(same.contract(named: "BTCUSDT")?.market.markPrice(at: Self.noon) == one)
    #expect(other.contract(named: "BTCUSDT")?.market.markPrice(at: Self.noon) != one)
  }

  @Test func `has a book that is not crossed, on whole ticks and steps`() throws {
    let market = try market("XRPUSDT")
    let book = market.book(limit: 500, at: Self.noon)
    #expect(!book.isCrossed && book.bids.count == 500 && book.asks.count == 500)
    #expect(book.bids.map(\.priceTicks) == book.bids.map(\.priceTicks).sorted(by: >))
  }

  @Test func `lists contracts whose price times quantity is always a whole number of units`() {
    let futures = FuturesExchange(exchange: exchange, accounts: Accounts())
    #expect(futures.contracts.count == 8)
    for listed in futures.contracts {
      let contract = listed.contract
      #expect(contract.isExact)
      #expect(contract.priceTicksMax < Int.max / contract.tickUnits)
      // Each bracket begins where the one before ends, and its margin there is the same.
      for (lower, upper) in zip(contract.brackets, contract.brackets.dropFirst()) {
        #expect(lower.notionalCap == upper.notionalFloor)
        let floor = Int128(upper.notionalFloor) * 100_000_000
        #expect(lower.maintenanceMargin(notional: floor) == upper.maintenanceMargin(notional: floor))
      }
    }
  }
}
