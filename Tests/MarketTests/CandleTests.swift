import Catalog
import Exchange
import ExchangeTestSupport
import LinuxIO
import TestSupport
import Testing
import Values

@Suite(.onLoop) struct `Candles` {
  private static let row =
    #"[1499040000000,"0.01634790","0.80000000","0.01575800","0.01577100","148976.11427815",1499644799999,"#
    + #""2434.19055334",308,"1756.87402397","28.46694368","0"]"#

  /// One-minute candles 0..<count, answered as the exchange does: the first of a range, or the last without a
  /// start.
  private static func reply(_ request: ExchangeRequest, count: Int) -> String {
    func query(_ name: String) -> Int? { request.query.first { $0.name == name }.flatMap { Int($0.value) } }
    let start = query("startTime")
    let end = query("endTime") ?? Int.max
    let limit = query("limit") ?? 500
    let all = (0..<count).map { $0 * 60_000 }.filter { $0 >= start ?? 0 && $0 <= end }
    let page = start == nil ? Array(all.suffix(limit)) : Array(all.prefix(limit))
    let rows = page.map {
      "[\($0),\"1.0\",\"2.0\",\"0.5\",\"1.5\",\"10\",\($0 + 59_999),\"15\",3,\"5\",\"7\",\"0\"]"
    }
    return "[\(rows.joined(separator: ","))]"
  }

  @Test @LoopActor func `rows keep the exchange's text under named columns`() async throws {
    let bench = MarketBench { _ in "[\(Self.row)]" }
    let data = try await bench.data("get_klines", #"{"symbol":"BNBBTC","interval":"1w","time_zone":8}"#)
    #expect(
      data
        == #"{"symbol":"BNBBTC","interval":"1w","columns":["open_time","open","high","low","close","volume","#
        + #""close_time","quote_volume","trades","taker_buy_volume","taker_buy_quote_volume"],"rows":"#
        + #"[[1499040000000,"0.01634790","0.80000000","0.01575800","0.01577100","148976.11427815","#
        + #"1499644799999,"#
        + #""2434.19055334",308,"1756.87402397","28.46694368"]],"count":1,"truncated":false}"#)
    #expect(bench.exchange.requests.last?.query.map(\.name) == ["symbol", "interval", "timeZone", "limit"])
    #expect(bench.exchange.lastQuery("limit") == "100")
    let short = try await bench.data("get_klines", #"{"symbol":"BNBBTC","interval":"1w","detail":"ohlcv"}"#)
    #expect(
      short.contains(#""close","volume"],"rows":[[1499040000000,"0.01634790","0.80000000","0.01575800""#))
    #expect(!short.contains("2434"))
  }

  @Test(arguments: [1, 7, 60, 100, 1000], [0, 1, 100, 241])
  @LoopActor func `pages forward cover a range exactly once`(limit: Int, count: Int) async throws {
    let bench = MarketBench { request in Self.reply(request, count: count) }
    let end = 200 * 60_000
    var start = 3 * 60_000
    var seen: [Int] = []
    for page in 0... {
      try #require(page < 300)
      let call =
        "{\"symbol\":\"A\",\"interval\":\"1m\",\"start_time\":\(start),"
        + "\"end_time\":\(end),\"limit\":\(limit)}"
      let document = try await bench.call("get_klines", call)
      let data = try #require(document.root["data"])
      seen += try #require(data["rows"]).elements.compactMap { $0[0]?.integer }
      #expect((data["next"] != nil) == (data["truncated"]?.boolean == true))
      guard let next = data["next"]?["start_time"]?.integer else { break }
      start = next
    }
    #expect(seen == (3..<max(3, min(count, 201))).map { $0 * 60_000 })
  }

  @Test(arguments: [1, 7, 100])
  @LoopActor func `pages backward from the latest cover everything exactly once`(limit: Int) async throws {
    let bench = MarketBench { request in Self.reply(request, count: 50) }
    var seen: [Int] = []
    var end: Int?
    for page in 0... {
      try #require(page < 60)
      let range = end.map { ",\"end_time\":\($0)" } ?? ""
      let document = try await bench.call(
        "get_klines", "{\"symbol\":\"A\",\"interval\":\"1m\",\"limit\":\(limit)\(range)}")
      let data = try #require(document.root["data"])
      seen = try #require(data["rows"]).elements.compactMap { $0[0]?.integer } + seen
      guard let previous = data["previous"]?["end_time"]?.integer, previous >= 0 else { break }
      end = previous
    }
    #expect(seen == (0..<50).map { $0 * 60_000 })
  }

  @Test @LoopActor func `a default page is small enough for a model`() async throws {
    let bench = MarketBench { _ in "[\(Array(repeating: Self.row, count: 100).joined(separator: ","))]" }
    let document = try await bench.call("get_klines", #"{"symbol":"BNBBTC","interval":"1w"}"#)
    #expect(document.bytes.count < TokenEstimate.byteCountMax)
  }
}
