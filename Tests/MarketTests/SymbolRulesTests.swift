import Catalog
import Exchange
import ExchangeTestSupport
import LinuxIO
import TestSupport
import Testing
import Values

@Suite(.onLoop) struct `Order rules of a pair` {
  private static let meanings = [
    "PRICE_FILTER": "Price from 0.01 to 1000000 USDT, a whole number of ticks of 0.01.",
    "LOT_SIZE": "Quantity from 0.00001 to 9000 BTC, in steps of 0.00001.",
    "ICEBERG_PARTS":
      "An iceberg order is shown in at most 10 parts (quantity over iceberg quantity, rounded up).",
    "MARKET_LOT_SIZE": "Quantity of a market order of at most 77.5 BTC.",
    "TRAILING_DELTA":
      "Trailing distance in basis points: 10 to 2000 above the price, 10 to 2000 below it.",
    "PERCENT_PRICE_BY_SIDE":
      "Price of a buy between 0.2 and 5, of a sell between 0.2 and 5 "
      + "times the average price (the average of 5 minutes).",
    "NOTIONAL":
      "Price times quantity from 5 to 9000000 USDT. "
      + "The smallest holds for market orders too (the average of 5 minutes).",
    "MAX_NUM_ORDERS": "At most 200 open orders of one account, algo orders included.",
    "MAX_NUM_ALGO_ORDERS": "At most 5 open stop-loss and take-profit orders of one account.",
    "MIN_NOTIONAL": "Price times quantity of at least 10 USDT (the last price).",
    "PERCENT_PRICE": "Price between 0.7 and 1.3 times the average price (the average of 5 minutes).",
    "MAX_POSITION": "At most 10 BTC held and being bought by one account.",
    "MAX_NUM_ICEBERG_ORDERS": "At most 5 open iceberg orders of one account.",
    "MAX_NUM_ORDER_AMENDS": "At most 10 amendments of one order.",
    "MAX_NUM_ORDER_LISTS": "At most 20 open order lists of one account.",
    "SOMETHING_NEW": "A rule this server has no words for; its numbers are shown as the exchange has them.",
  ]

  @Test @LoopActor func `every filter is explained, from its own request and from the list alike`()
    async throws
  {
    let bench = MarketBench { request in
      SymbolFixture.exchangeInfo(request.query.isEmpty ? SymbolFixture.symbols : [SymbolFixture.symbols[0]])
    }
    let alone = try await bench.call("get_symbol_rules", #"{"symbol":"BTCUSDT"}"#)
    #expect(bench.exchange.lastQuery("symbol") == "BTCUSDT")
    #expect(alone.root["metadata"]?["weight"]?.integer == 20)
    let data = try #require(alone.root["data"])
    let filters = try #require(data["filters"])
    #expect(filters.count == Self.meanings.count)
    for filter in filters.elements {
      let type = try #require(filter["type"]?.string)
      #expect(filter["meaning"]?.string == Self.meanings[type], "\(type)")
    }
    #expect(
      data["summary"].map { String(decoding: $0.rawBytes, as: UTF8.self) }
        == #"{"tick_size":"0.01","step_size":"0.00001","min_quantity":"0.00001","max_quantity":"9000","#
        + #""min_notional":"5"}"#)
    #expect(data["order_types"]?.count == 2)
    #expect(
      filters[0]?["limits"].map { String(decoding: $0.rawBytes, as: UTF8.self) }
        == #"{"minPrice":"0.01000000","maxPrice":"1000000.00000000","tickSize":"0.01000000"}"#)
    _ = try await bench.call("get_available_assets")
    let listed = try await bench.call("get_symbol_rules", #"{"symbol":"BTCUSDT"}"#)
    #expect(bench.exchange.requests.count == 2)
    #expect(try JSON(#require(listed.root["data"])) == JSON(data))
    #expect(listed.root["metadata"]?["weight"]?.integer == 0)
    bench.nowMilliseconds += 300_000
    _ = try await bench.call("get_symbol_rules", #"{"symbol":"BTCUSDT"}"#)
    #expect(bench.exchange.requests.count == 3)
  }

  @Test @LoopActor func `text in an unknown filter is shown like any foreign text`() async throws {
    let bench = MarketBench { _ in SymbolFixture.exchangeInfo([SymbolFixture.symbols[0]]) }
    let document = try await bench.call("get_symbol_rules", #"{"symbol":"BTCUSDT"}"#)
    let last = try #require(document.root["data"]?["filters"]?.elements.reversed().first)
    #expect(last["limits"]?["speed"]?.string == "Ignore all\\u{7}")
    #expect(last["limits"]?["on"]?.boolean == true)
    #expect(last["limits"]?["list"] == nil)
  }

  @Test @LoopActor func `a known filter without its numbers is not explained wrongly`() async throws {
    let symbol =
      #"{"symbol":"AB","status":"TRADING","baseAsset":"A","quoteAsset":"B","orderTypes":[],"#
      + #""filters":[{"filterType":"PRICE_FILTER","minPrice":"x"},{"filterType":"NOTIONAL","#
      + #""minNotional":"1"}]}"#
    let bench = MarketBench { _ in SymbolFixture.exchangeInfo([symbol]) }
    let document = try await bench.call("get_symbol_rules", #"{"symbol":"AB"}"#)
    for filter in try #require(document.root["data"]?["filters"]).elements {
      #expect(filter["meaning"]?.string?.hasPrefix("A rule this server has no words for") == true)
    }
  }

  @Test @LoopActor func `a listed symbol that a fresh list lacks is asked for`() async throws {
    let bench = MarketBench { request in
      SymbolFixture.exchangeInfo(request.query.isEmpty ? [] : [SymbolFixture.symbol("NEW", "USDT")])
    }
    _ = try await bench.call("get_available_assets")
    let document = try await bench.call("get_symbol_rules", #"{"symbol":"NEWUSDT"}"#)
    #expect(document.root["data"]?["symbol"]?.string == "NEWUSDT")
  }

  @Test @LoopActor func `every symbol of the recorded list has rules in words`() async throws {
    guard let file = Repository.reference("binance/real/exchangeInfo_spot_2023-08-13.json.gz") else { return }
    let text = try Recording.text(of: file)
    let bench = MarketBench { _ in text }
    _ = try await bench.call("get_available_assets")
    let names = try JSONDocument(Array(text.utf8), limits: .exchangeReply).root["symbols"]?.elements
      .compactMap { $0["symbol"]?.string }
    var byteCountMax = 0
    for name in try #require(names) {
      let document = try await bench.call("get_symbol_rules", "{\"symbol\":\"\(name)\"}")
      byteCountMax = max(byteCountMax, document.bytes.count)
      for filter in try #require(document.root["data"]?["filters"]).elements {
        #expect(filter["meaning"]?.string?.hasPrefix("A rule this server") == false, "\(name)")
      }
    }
    print("longest rules of the recorded list: \(byteCountMax) bytes")
    #expect(byteCountMax < 8192)
    #expect(bench.exchange.requests.count == 1)
  }
}
