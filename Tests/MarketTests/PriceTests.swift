import Catalog
import Exchange
import ExchangeTestSupport
import LinuxIO
import Market
import TestSupport
import Testing
import Values

@Suite(.onLoop) struct `Prices` {
  @Test @LoopActor func `one symbol is asked for alone and answered with the exchange's text`() async throws {
    let bench = MarketBench { _ in #"{"symbol":"LTCBTC","price":"4.00000200"}"# }
    let tool = try #require(Catalog.tool(named: "get_ticker_price"))
    let checked = try ArgumentCheck.check(JSONDocument(Array(#"{"symbol":"ltc/btc"}"#.utf8)).root, of: tool)
    let bytes = try await bench.tools.run(tool, checked, for: .init(callID: 1, deadlineNanoseconds: .max))
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == #"{"success":true,"data":{"symbol":"LTCBTC","price":"4.00000200"},"timestamp":1723075200123,"#
        + #""metadata":{"venue":"paper","symbol":"LTCBTC","weight":2}}"#)
    let request = try #require(bench.exchange.requests.first)
    #expect(bench.exchange.requests.count == 1)
    #expect(request.endpoint == .tickerPrice)
    #expect(request.query.map(\.name) == ["symbol"])
    #expect(bench.exchange.lastQuery("symbol") == "LTCBTC")
    #expect(request.weight == 2)
    #expect(request.isRead)
  }

  @Test @LoopActor func `several symbols are one request and a sorted table`() async throws {
    let bench = MarketBench { _ in
      #"[{"symbol":"LTCBTC","price":"4.00000200"},{"symbol":"ETHBTC","price":"0.07946600"}]"#
    }
    let data = try await bench.data("get_ticker_price", #"{"symbols":["LTCBTC","eth-btc"]}"#)
    #expect(
      data == #"{"columns":["symbol","price"],"rows":[["ETHBTC","0.07946600"],["LTCBTC","4.00000200"]],"#
        + #""count":2,"total":2,"truncated":false}"#)
    #expect(bench.exchange.lastQuery("symbols") == #"["LTCBTC","ETHBTC"]"#)
    #expect(bench.exchange.requests.first?.weight == 4)
  }

  @Test(arguments: [1, 2, 7, 999, 1000])
  @LoopActor func `pages of all symbols cover each exactly once`(limit: Int) async throws {
    let names = (0..<1203).map { "S\($0 * 7919 % 1203)USDT" }
    let list = names.map { "{\"symbol\":\"\($0)\",\"price\":\"1.50\"}" }.joined(separator: ",")
    let bench = MarketBench { _ in "[\(list)]" }
    var seen: [String] = []
    var arguments = "{\"limit\":\(limit)}"
    for _ in 0..<(limit < 7 ? 20 : 2000) {
      let document = try await bench.call("get_ticker_price", arguments)
      let data = try #require(document.root["data"])
      let rows = try #require(data["rows"])
      seen += rows.elements.compactMap { $0[0]?.string }
      #expect(rows.count <= limit)
      #expect(data["count"]?.integer == rows.count)
      #expect(data["total"]?.integer == 1203)
      guard data["truncated"]?.boolean == true else { break }
      let cursor = try #require(data["next"]?["cursor"]?.string)
      arguments = "{\"limit\":\(limit),\"cursor\":\"\(cursor)\"}"
    }
    let expected = limit < 7 ? Array(names.sorted().prefix(20 * limit)) : names.sorted()
    #expect(seen == expected)
    #expect(bench.exchange.requests.allSatisfy { $0.query.isEmpty && $0.weight == 4 })
  }

  @Test @LoopActor func `a symbol that vanishes between two pages takes no other with it`() async throws {
    let bench = MarketBench { _ in
      #"[{"symbol":"A","price":"1"},{"symbol":"B","price":"2"},{"symbol":"C","price":"3"}]"#
    }
    let first = try await bench.call("get_ticker_price", #"{"limit":2}"#)
    #expect(first.root["data"]?["next"]?["cursor"]?.string == "B")
    bench.exchange.respond = { _ in #"[{"symbol":"C","price":"3"},{"symbol":"A","price":"1"}]"# }
    let second = try await bench.call("get_ticker_price", #"{"limit":2,"cursor":"B"}"#)
    #expect(second.root["data"]?["rows"]?.count == 1)
    #expect(second.root["data"]?["rows"]?[0]?[0]?.string == "C")
  }

  @Test @LoopActor func `best quotes of one and of several`() async throws {
    let one = #"{"symbol":"LTCBTC","bidPrice":"4.0","bidQty":"431.0","askPrice":"4.2","askQty":"9.0"}"#
    let bench = MarketBench { request in request.query.first?.name == "symbol" ? one : "[\(one)]" }
    #expect(try await bench.data("get_book_ticker", #"{"symbol":"LTCBTC"}"#) == one)
    #expect(
      try await bench.data("get_book_ticker", #"{"symbols":"LTCBTC"}"#).hasPrefix(
        #"{"columns":["symbol","bidPrice","bidQty","askPrice","askQty"],"rows":[["LTCBTC","4.0","431.0","#
          + #""4.2","9.0"]]"#
      ))
  }

  @Test @LoopActor func `an average price with and without its time`() async throws {
    let bench = MarketBench { _ in #"{ "mins" : 5, "price" : "9.35751834" , "closeTime":1694061154503 }"# }
    let full = #"{"mins":5,"price":"9.35751834","closeTime":1694061154503}"#
    #expect(try await bench.data("get_average_price", #"{"symbol":"BTCUSDT"}"#) == full)
    bench.exchange.respond = { _ in #"{"mins":5,"price":"0.06637924"}"# }
    let short = #"{"mins":5,"price":"0.06637924"}"#
    #expect(try await bench.data("get_average_price", #"{"symbol":"ETHBTC"}"#) == short)
  }

  @Test @LoopActor func `an answer about another symbol is not passed on`() async throws {
    let bench = MarketBench { _ in #"{"symbol":"ETHBTC","price":"4.0"}"# }
    let failure = try await bench.failure("get_ticker_price", #"{"symbol":"LTCBTC"}"#)
    #expect(failure.kind == .binanceAPIError)
    #expect(failure.message.hasSuffix("symbol is not the one asked for"))
    #expect(failure.isRetryable)
  }
}
