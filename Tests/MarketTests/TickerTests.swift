import Catalog
import Exchange
import ExchangeTestSupport
import LinuxIO
import TestSupport
import Testing
import Values

@Suite(.onLoop) struct `Statistics of a window` {
  private static let mini =
    #"{"symbol":"BNBBTC","openPrice":"99.0","highPrice":"100.0","lowPrice":"0.1","lastPrice":"4.000002","#
    + #""volume":"8913.3","quoteVolume":"15.3","openTime":1499783499040,"closeTime":1499869899040,"#
    + #""firstId":-1,"#
    + #""lastId":-1,"count":0}"#
  private static let rolling =
    #"{"symbol":"BNBBTC","priceChange":"-8.0","priceChangePercent":"-88.889","weightedAvgPrice":"2.6","#
    + #""openPrice":"9.0","highPrice":"9.0","lowPrice":"1.0","lastPrice":"1.0","volume":"187.0","#
    + #""quoteVolume":"487.0","openTime":1641859200000,"closeTime":1642031999999,"firstId":0,"#
    + #""lastId":60,"count":61}"#
  private static let day =
    #"{"symbol":"BNBBTC","priceChange":"-94.999998","priceChangePercent":"-95.960","#
    + #""weightedAvgPrice":"0.29","#
    + #""prevClosePrice":"0.1","lastPrice":"4.0","lastQty":"200.0","bidPrice":"4.0","bidQty":"100.0","#
    + #""askPrice":"4.2","#
    + #""askQty":"100.0","openPrice":"99.0","highPrice":"100.0","lowPrice":"0.1","volume":"8913.3","#
    + #""quoteVolume":"15.3","openTime":1499783499040,"closeTime":1499869899040,"firstId":28385,"#
    + #""lastId":28460,"#
    + #""count":76}"#

  @Test @LoopActor func `each window goes to its endpoint with its own arguments`() async throws {
    let bench = MarketBench { request in
      if request.query.contains(where: { $0.name == "type" }) { return Self.mini }
      return request.endpoint == .ticker24Hours ? Self.day : Self.rolling
    }
    #expect(try await bench.data("get_ticker", #"{"symbol":"BNBBTC"}"#) == Self.day)
    #expect(bench.exchange.requests.last?.endpoint == .ticker24Hours)
    #expect(bench.exchange.requests.last?.query.count == 1)
    #expect(try await bench.data("get_ticker", #"{"symbol":"BNBBTC","window":"4h"}"#) == Self.rolling)
    #expect(bench.exchange.requests.last?.endpoint == .tickerRolling)
    #expect(bench.exchange.lastQuery("windowSize") == "4h")
    let call = #"{"symbol":"BNBBTC","window":"trading_day","time_zone":"-1:00"}"#
    #expect(try await bench.data("get_ticker", call) == Self.rolling)
    #expect(bench.exchange.requests.last?.endpoint == .tickerTradingDay)
    #expect(bench.exchange.lastQuery("timeZone") == "-1:00")
    #expect(try await bench.data("get_ticker", #"{"symbol":"BNBBTC","detail":"mini"}"#) == Self.mini)
    #expect(bench.exchange.lastQuery("type") == "MINI")
  }

  @Test @LoopActor func `several symbols are a table with the names of the object`() async throws {
    let bench = MarketBench { _ in "[\(Self.rolling)]" }
    let document = try await bench.call("get_ticker", #"{"symbols":["BNBBTC"],"window":"1d"}"#)
    let data = try #require(document.root["data"])
    let row = try #require(data["rows"]?[0])
    #expect(row.count == data["columns"]?.count)
    let original = try JSONDocument(Array(Self.rolling.utf8)).root
    for (column, cell) in zip(try #require(data["columns"]).elements, row.elements) {
      let member = try #require(original[column.string ?? ""])
      #expect(Array(cell.rawBytes) == Array(member.rawBytes))
    }
    #expect(bench.exchange.requests.last?.weight == 4)
  }

  @Test @LoopActor func `weights follow the number of symbols`() async throws {
    let bench = MarketBench { _ in "[]" }
    let many = (0..<21).map { "A\($0)USDT" }.joined(separator: ",")
    _ = try await bench.call("get_ticker", "{\"symbols\":\"\(many)\"}")
    #expect(bench.exchange.requests.last?.weight == 40)
    _ = try await bench.call("get_ticker", "{\"symbols\":\"\(many)\",\"window\":\"1d\"}")
    #expect(bench.exchange.requests.last?.weight == 84)
  }
}
