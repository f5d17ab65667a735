import HTTP
import Testing
import Values

@testable import PaperCore

@Suite struct `Recordings` {
  /// A session of our own: a stale update, one that reaches over the snapshot, one after it, a gap, tickers
  /// and trades.
  static let session = """
    1000000000 {"stream":"abcusdt@depth@100ms","data":{"e":"depthUpdate","E":5000,"s":"ABCUSDT","U":1,"u":9,"b":[["1.00000000","7.00000000"]],"a":[]}}
    1100000000 {"stream":"abcusdt@depth@100ms","data":{"e":"depthUpdate","E":5100,"s":"ABCUSDT","U":10,"u":12,"b":[["1.01000000","5.00000000"]],"a":[]}}
    1150000000 {"lastUpdateId":10,"bids":[["1.00000000","2.00000000"]],"asks":[["1.02000000","3.00000000"],["1.03000000","1.00000000"]]}
    1160000000 {"stream":"abcusdt@bookTicker","data":{"u":12,"s":"ABCUSDT","b":"1.01000000","B":"5.00000000","a":"1.02000000","A":"3.00000000"}}
    1170000000 {"stream":"abcusdt@trade","data":{"e":"trade","E":5171,"s":"ABCUSDT","t":50,"p":"1.02000000","q":"1.00000000","T":5170,"m":false,"M":true}}
    1171000000 {"stream":"abcusdt@trade","data":{"e":"trade","E":5171,"s":"ABCUSDT","t":51,"p":"1.02000000","q":"2.00000000","T":5170,"m":false,"M":true}}
    1200000000 {"stream":"abcusdt@depth@100ms","data":{"e":"depthUpdate","E":5200,"s":"ABCUSDT","U":13,"u":14,"b":[],"a":[["1.02000000","0.00000000"]]}}
    1300000000 {"stream":"abcusdt@bookTicker","data":{"u":15,"s":"ABCUSDT","b":"1.01000000","B":"4.00000000","a":"1.03000000","A":"1.00000000"}}
    1400000000 {"stream":"abcusdt@trade","data":{"e":"trade","E":5401,"s":"ABCUSDT","t":52,"p":"1.01000000","q":"3.00000000","T":5400,"m":true,"M":true}}

    """

  private func market(_ text: String) throws -> RecordedMarket {
    guard case .market("ABCUSDT", let market) = try Recording(Array(text.utf8), symbol: nil) else {
      throw Recording.Failure.unknownKind
    }
    return market
  }

  @Test func `updates are applied over the snapshot in the order of their ids`() throws {
    let market = try market(Self.session)
    #expect(market.startMilliseconds == 5_000)
    #expect(market.endMilliseconds == 5_400)
    let book = market.book(limit: 5, at: 5_400)
    #expect(book.lastUpdateID == 14)
    #expect(book.bids.map(\.priceTicks) == [101_000_000, 100_000_000])
    #expect(book.bids.map(\.quantitySteps) == [500_000_000, 200_000_000])
    #expect(book.asks.map(\.priceTicks) == [103_000_000])
    let wanted = RecordedMarket.Check(
      appliedCount: 2, skippedCount: 1, gapCount: 0, crossedCount: 0, tickerCount: 1, tickerMismatchCount: 0)
    #expect(market.check == wanted)
    #expect(market.bestLevels(at: 5_400).lastUpdateID == 15, "a ticker that is newer than the book")
  }

  @Test func `a gap, a crossed book and a ticker that does not agree are counted`() throws {
    let gap = Self.session.replacing("\"U\":13,\"u\":14", with: "\"U\":14,\"u\":14")
    let market = try market(gap)
    market.advance(to: 9_999)
    #expect(market.check.gapCount == 1)
    let crossed = try self.market(
      Self.session.replacing("\"b\":[[\"1.01000000\",\"5", with: "\"b\":[[\"1.02000000\",\"5"))
    crossed.advance(to: 9_999)
    #expect(crossed.check.crossedCount == 1)
    #expect(crossed.check.tickerMismatchCount == 1)
  }

  @Test func `trades become candles, aggregates and an average`() throws {
    let market = try market(Self.session)
    #expect(market.trade(51).aggregateID == 0)
    #expect(market.aggregate(0).quantitySteps == 300_000_000)
    #expect(market.aggregate(1).isBuyerMaker)
    let candles = market.candles(CandleQuery(interval: .oneSecond, limit: 5), at: 5_400)
    #expect(candles.count == 1)
    #expect(candles.first?.summary.tradeCount == 3)
    #expect(market.lastTrade(at: 5_399)?.id == 51)
  }

  @Test func `the clock is the recording's, at its pace, and stops with it`() throws {
    let exchange = PaperExchange(seed: 1)
    try exchange.replay([try Recording(Array(Self.session.utf8), symbol: nil)], from: 1_000_000, speed: 2)
    #expect(exchange.time(at: 1_000_000) == 5_000)
    #expect(exchange.time(at: 1_000_100) == 5_200)
    #expect(exchange.time(at: 9_000_000) == 5_400)
    let client = PaperClient(exchange: exchange, now: 1_000_090)
    #expect(try client.json("ticker/price?symbol=ABCUSDT").amount("price") == ExactDecimal("1.02"))
    client.now = 2_000_000
    #expect(try client.json("ticker/price?symbol=ABCUSDT").amount("price") == ExactDecimal("1.01"))
    #expect(try client.json("time").number("serverTime") == 5_400)
  }

  @Test(arguments: [
    ("", Recording.Failure.unknownKind), ("hello", .malformed(line: 1)), ("{}", .unknownKind),
    ("[]", .unknownKind),
    (#"{"lastUpdateId":1,"bids":[],"asks":[]}"#, .symbolMissing), ("12 {", .malformed(line: 1)),
    (#"{"symbols":"#, .malformed(line: 1)),
  ])
  func `what is no recording is refused`(_ text: String, failure: Recording.Failure) {
    #expect(throws: failure) { try Recording(Array(text.utf8), symbol: nil) }
  }

  @Test(arguments: [
    ("\"p\":\"1.02000000\",\"q\":\"1.", "\"p\":\"0.00000000\",\"q\":\"1."),
    ("[\"1.02000000\",\"3.00000000\"]", "[\"0.00000000\",\"3.00000000\"]"),
    ("[\"1.02000000\",\"3.00000000\"]", "[\"1.02000000\",\"90000000000.00000000\"]"),
    ("[\"1.02000000\",\"3.00000000\"]", "[\"90000000000.00000000\",\"3.00000000\"]"),
  ])
  func `a price of nothing, and an amount that no sum could hold, are refused`(_ old: String, new: String) {
    let text = Self.session.replacing(old, with: new)
    #expect(text != Self.session)
    #expect(throws: Recording.Failure.self) { try Recording(Array(text.utf8), symbol: nil) }
  }

  @Test(arguments: [("tickSize", "100000000.00"), ("stepSize", "90000000000.00")])
  func `a listing whose grid is too coarse for any market is refused`(_ name: String, size: String) throws {
    func listed(_ size: String) throws -> PaperExchange {
      let exchange = PaperExchange(seed: 1)
      let filter = name == "tickSize" ? "PRICE_FILTER" : "LOT_SIZE"
      let information =
        #"{"symbols":[{"symbol":"ABC","status":"TRADING","baseAsset":"A","quoteAsset":"BC","#
        + #""baseAssetPrecision":8,"filters":[{"filterType":"\#(filter)","\#(name)":"\#(size)"}]}]}"#
      try exchange.replay([try Recording(Array(information.utf8), symbol: nil)], from: 0, speed: nil)
      return exchange
    }
    #expect(throws: Recording.Failure.malformed(line: 1)) { try listed(size) }
    let exchange = try listed("1000.00")
    let client = PaperClient(exchange: exchange)
    #expect(try client.json("depth?symbol=ABC").count > 0)
  }

  @Test func `a session of USD-M is no spot market`() {
    // Its depth updates name the one before them: `pu`.
    let text = Self.session.replacing("\"U\":10,\"u\":12", with: "\"U\":10,\"u\":12,\"pu\":9")
    #expect(throws: Recording.Failure.futuresSession) { try Recording(Array(text.utf8), symbol: nil) }
  }

  @Test func `a missing trade and a missing snapshot are refused`() {
    let trades =
      #"[{"id":1,"price":"1","qty":"1","time":5,"isBuyerMaker":true},{"id":3,"price":"1","qty":"1","time":6,"isBuyerMaker":true}]"#
    #expect(throws: Recording.Failure.tradeMissing(afterID: 1)) {
      try Recording(Array(trades.utf8), symbol: "ABC")
    }
    let lines = Self.session.split(separator: "\n").filter { !$0.contains("lastUpdateId") }.joined(
      separator: "\n")
    #expect(throws: Recording.Failure.snapshotMissing) { try Recording(Array(lines.utf8), symbol: nil) }
  }

  @Test(arguments: [
    ("1", 100_000_000), ("0.00000001", 1), ("61837.63000000", 6_183_763_000_000),
    ("1.000000000000", 100_000_000),
    ("92233720368.54775807", nil), ("1.000000001", nil), ("1e3", nil), ("-1", nil), (".5", nil), ("5.", nil),
    ("", nil),
  ])
  func `amounts are read exactly or not at all`(_ text: String, units: Int?) {
    if text == "92233720368.54775807" {
      #expect(
        AmountText.units(Array(text.utf8)[...]) == nil || AmountText.units(Array(text.utf8)[...]) == Int.max)
    } else {
      #expect(AmountText.units(Array(text.utf8)[...]) == units)
    }
  }
}
