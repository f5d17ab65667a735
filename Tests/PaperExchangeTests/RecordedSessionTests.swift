import HTTP
import Testing
import Values

@testable import PaperCore

/// The recorded payloads of real exchanges; where they are absent these tests say so.
@Suite struct `Real recordings` {
  @Test
  func `3,448 depth updates after the snapshot apply without a gap, never crossed, equal to the tickers`()
    throws
  {
    guard let bytes = try Reference.recording("hftbacktest_spot_btcusdt_20240808.gz") else { return }
    guard case .market("BTCUSDT", let market) = try Recording(bytes, symbol: nil) else {
      Issue.record("not a market")
      return
    }
    let end = try #require(market.endMilliseconds)
    market.advance(to: end)
    // 3,448 lines after the snapshot's and one before it that reaches over its id.
    #expect(market.check.appliedCount == 3_449)
    #expect(market.check.skippedCount == 2)
    #expect(market.check.gapCount == 0)
    #expect(market.check.crossedCount == 0)
    #expect(market.check.tickerCount == 564)
    #expect(market.check.tickerMismatchCount == 0)
    #expect(market.trades.count == 9_757)
    let start = try #require(market.startMilliseconds)
    let minutes = market.candles(CandleQuery(interval: .oneMinute, limit: 100), at: end)
    #expect(minutes.reduce(0) { $0 + $1.summary.tradeCount } == 9_757)
    #expect(end - start > 340_000 && end - start < 350_000)
  }

  @Test func `the recorded trades of ETHBTC give the recorded average price`() throws {
    guard let trades = try Reference.recording("trades1000_ETHBTC_2021-08-26.json.gz"),
      let average = try Reference.recording("avgPrice_ETHBTC_2021-08-26.json"),
      let depth = try Reference.recording("depth5000_ETHBTC_2021-08-26.json.gz")
    else { return }
    let exchange = PaperExchange(seed: 1)
    try exchange.replay(
      [try Recording(depth, symbol: "ETHBTC"), try Recording(trades, symbol: "ETHBTC")], from: 0, speed: nil)
    let client = PaperClient(exchange: exchange)
    let wanted = try JSONDocument(average).root
    let answer = try client.json("avgPrice?symbol=ETHBTC")
    #expect(answer["price"]?.string == wanted["price"]?.string)
    #expect(answer["mins"]?.integer == wanted["mins"]?.integer)
    let book = try client.json("depth?symbol=ETHBTC&limit=5000")
    let recorded = try JSONDocument(depth, limits: .exchangeReply).root
    #expect(book["lastUpdateId"]?.integer == recorded["lastUpdateId"]?.integer)
    for side in ["bids", "asks"] {
      let levels = try #require(book[side])
      #expect(levels.count == 5_000)
      for (one, other) in zip(levels.elements, try #require(recorded[side]).elements) {
        #expect(one[0]?.string == other[0]?.string && one[1]?.string == other[1]?.string)
      }
    }
    let tape = try client.json("trades?symbol=ETHBTC&limit=1000")
    for (one, other) in zip(tape.elements, try JSONDocument(trades).root.elements) {
      for key in ["id", "price", "qty", "quoteQty", "time", "isBuyerMaker"] {
        #expect(one[key].map { Array($0.rawBytes) } == other[key].map { Array($0.rawBytes) }, "\(key)")
      }
    }
  }

  @Test func `a recorded exchangeInfo is served byte for byte and all of its symbols trade`() throws {
    guard let bytes = try Reference.recording("exchangeInfo_spot_2023-08-13.json.gz") else { return }
    #expect(bytes.count == 3_681_188)
    let exchange = PaperExchange(seed: 1)
    try exchange.replay([try Recording(bytes, symbol: nil)], from: 0, speed: 1)
    let client = PaperClient(exchange: exchange)
    #expect(client.reply("exchangeInfo").body == bytes)
    #expect(exchange.symbols.count == 2_276)
    #expect(try client.json("ticker/price").count == 2_276)
    let one = try client.json("exchangeInfo?symbol=1INCHUSDT")
    #expect(one["symbols"]?.count == 1)
    #expect(one["symbols"]?[0]?["filters"]?.count == 9)
    #expect(try client.json("exchangeInfo?symbolStatus=BREAK")["symbols"]?.count == 883)
    let book = try client.json("ticker/bookTicker?symbol=BTCUSDT")
    #expect(try book.amount("bidPrice") < book.amount("askPrice"))
  }
}
