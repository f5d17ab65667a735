import HTTP
import Testing
import Values

@Suite struct `Answers` {
  @Test func `limits have the documented defaults and maxima`() throws {
    let client = PaperClient()
    #expect(try client.json("depth?symbol=BTCUSDT")["bids"]?.count == 100)
    #expect(try client.json("depth?symbol=BTCUSDT&limit=5000")["asks"]?.count == 5_000)
    #expect(try client.json("depth?symbol=BTCUSDT&limit=9000")["asks"]?.count == 5_000)
    for list in ["trades", "historicalTrades", "aggTrades"] {
      #expect(try client.json("\(list)?symbol=BTCUSDT").count == 500)
      #expect(try client.json("\(list)?symbol=BTCUSDT&limit=7").count == 7)
      #expect(try client.json("\(list)?symbol=BTCUSDT&limit=2000").count == 1_000)
    }
    #expect(try client.json("klines?symbol=BTCUSDT&interval=1m").count == 500)
    #expect(try client.json("klines?symbol=BTCUSDT&interval=1m&limit=5000").count == 1_000)
  }

  @Test func `tapes go from an id or a time and end with the newest`() throws {
    let client = PaperClient()
    let newest = try client.json("trades?symbol=BTCUSDT&limit=10")
    let id = try #require(newest[3]).number("id")
    let again = try client.json("historicalTrades?symbol=BTCUSDT&fromId=\(id)&limit=1000")
    #expect(again.count == 7)
    #expect(again[0].map { Array($0.rawBytes) } == newest[3].map { Array($0.rawBytes) })
    let start = PaperClient.noon - 30_000
    let stretch = try client.json("aggTrades?symbol=BTCUSDT&startTime=\(start)&endTime=\(start + 9_999)")
    #expect(stretch.count > 0)
    for trade in stretch.elements { #expect(try (start...(start + 9_999)).contains(trade.number("T"))) }
    #expect(try client.json("historicalTrades?symbol=BTCUSDT&fromId=99999999999999").count == 0)
  }

  @Test func `the price ticker, the tape, the candle and the statistics agree`() throws {
    for symbol in ["BTCUSDT", "SHIBUSDT", "ETHBTC"] {
      let client = PaperClient()
      let price = try client.json("ticker/price?symbol=\(symbol)").amount("price")
      let tape = try client.json("trades?symbol=\(symbol)&limit=1")
      #expect(try #require(tape[0]).amount("price") == price)
      let candle = try #require(try client.json("klines?symbol=\(symbol)&interval=1d&limit=1")[0])
      #expect(try candle[4]?.amount() == price)
      let day = try client.json("ticker/24hr?symbol=\(symbol)")
      #expect(try day.amount("lastPrice") == price)
      #expect(try day.number("lastId") == tape[0]?.number("id"))
      #expect(try day.number("count") == day.number("lastId") - day.number("firstId") + 1)
      let change = try day.amount("lastPrice").subtracting(day.amount("openPrice"))
      #expect(try day.amount("priceChange") == change)
      #expect(try day.amount("bidPrice") < day.amount("askPrice"))
      let average = try day.amount("weightedAvgPrice")
      #expect(try day.amount("lowPrice") <= average)
      #expect(try average <= day.amount("highPrice"))
    }
  }

  @Test func `every trade lies on the grid of the filters`() throws {
    let client = PaperClient()
    for listing in try #require(client.json("exchangeInfo")["symbols"]).elements {
      let filters = try #require(listing["filters"])
      let symbol = try #require(listing["symbol"]?.string)
      let tick = try #require(filters[0]).amount("tickSize")
      let step = try #require(filters[1]).amount("stepSize")
      let target = "trades?limit=50&symbol=" + PercentEncoding.encode(symbol)
      for trade in try client.json(target).elements {
        #expect(try trade.amount("price").isMultiple(of: tick), "\(symbol)")
        #expect(try trade.amount("qty").isMultiple(of: step), "\(symbol)")
        let product = try trade.amount("price").multiplied(by: trade.amount("qty"))
        #expect(try trade.amount("quoteQty") == product.rounded(decimals: 8, rounding: .down))
      }
    }
  }

  @Test func `a rolling window opens on a whole minute`() throws {
    // rest-api.md: closeTime 1641287867099 and windowSize 1d give openTime 1641201420000.
    let client = PaperClient(now: 1_641_287_867_099)
    let window = try client.json("ticker?symbol=BTCUSDT")
    #expect(try window.number("openTime") == 1_641_201_420_000)
    #expect(try window.number("closeTime") == 1_641_287_867_099)
  }

  @Test func `a trading day is the day of its zone`() throws {
    let client = PaperClient()
    let utc = try client.json("ticker/tradingDay?symbol=BTCUSDT")
    #expect(try utc.number("openTime") % 86_400_000 == 0)
    #expect(try utc.number("closeTime") == utc.number("openTime") + 86_399_999)
    let east = try client.json("ticker/tradingDay?symbol=BTCUSDT&timeZone=05:45")
    #expect(try (east.number("openTime") + 20_700_000) % 86_400_000 == 0)
    let candle = try #require(try client.json("klines?symbol=BTCUSDT&interval=1d&limit=1&timeZone=05:45")[0])
    #expect(try candle[5]?.amount() == east.amount("volume"))
  }

  @Test func `one symbol is an object, a list an array in its order, none is all`() throws {
    let client = PaperClient()
    let list = try client.json("ticker/bookTicker?symbols=%5B%22ETHUSDT%22,%22BTCUSDT%22%5D")
    #expect(list.elements.map { $0["symbol"]?.string } == ["ETHUSDT", "BTCUSDT"])
    #expect(try client.json("ticker/price").count == 20)
    #expect(try client.json("ticker/price?symbolStatus=BREAK").count == 1)
    #expect(try client.json("ticker/24hr?type=MINI").count == 20)
  }

  @Test func `times are microseconds when asked for`() throws {
    let reply = PaperClient().reply("time", headers: [("X-MBX-TIME-UNIT", "MICROSECOND")])
    #expect(String(decoding: reply.body, as: UTF8.self) == "{\"serverTime\":\(PaperClient.noon)000}")
    let candles = PaperClient().reply(
      "klines?symbol=BTCUSDT&interval=1m&limit=1", headers: [("X-MBX-TIME-UNIT", "microsecond")])
    let candle = try #require(try JSONDocument(candles.body).root[0])
    #expect(candle[6]?.integer == candle[0]?.integer.map { $0 + 59_999_999 })
    let start = PaperClient.noon - 120_000
    let one = PaperClient().reply("klines?symbol=BTCUSDT&interval=1m&startTime=\(start)").body
    #expect(PaperClient().reply("klines?symbol=BTCUSDT&interval=1m&startTime=\(start)000").body == one)
  }

  @Test func `answers carry the exchange's headers`() throws {
    let headers = PaperClient().reply("ticker/price?symbol=BTCUSDT").headers
    #expect(headers["Content-Type"] == "application/json;charset=UTF-8")
    #expect(headers["Date"] == "Sun, 22 Nov 2026 12:34:56 GMT")
    #expect(headers["X-MBX-USED-WEIGHT"] == "2")
    #expect(headers["X-MBX-USED-WEIGHT-1M"] == "2")
    let uuid = try #require(headers["x-mbx-uuid"])
    #expect(uuid.split(separator: "-").map(\.count) == [8, 4, 4, 4, 12])
    #expect(uuid.split(separator: "-")[2].first == "4")
  }
}
