import Catalog
import Exchange
import ExchangeTestSupport
import LinuxIO
import TestSupport
import Testing
import Values

@Suite(.onLoop) struct `Trades` {
  /// Trades 0..<count, three to a millisecond, answered as the exchange does.
  private static func reply(_ request: ExchangeRequest, count: Int) -> String {
    func query(_ name: String) -> Int? { request.query.first { $0.name == name }.flatMap { Int($0.value) } }
    let limit = query("limit") ?? 500
    var ids = Array(0..<count)
    if let from = query("fromId") {
      ids = Array(ids.drop { $0 < from }.prefix(limit))
    } else if query("startTime") != nil || query("endTime") != nil {
      ids = ids.filter { $0 / 3 >= query("startTime") ?? 0 && $0 / 3 <= query("endTime") ?? Int.max }
      ids = query("startTime") == nil ? Array(ids.suffix(limit)) : Array(ids.prefix(limit))
    } else {
      ids = Array(ids.suffix(limit))
    }
    let isAggregate = request.endpoint == .aggregateTrades
    let rows = ids.map { id in
      isAggregate
        ? "{\"a\":\(id),\"p\":\"1.5\",\"q\":\"2\",\"f\":\(id),\"l\":\(id),"
          + "\"T\":\(id / 3),\"m\":true,\"M\":true}"
        : "{\"id\":\(id),\"price\":\"1.5\",\"qty\":\"2\",\"quoteQty\":\"3.0\",\"time\":\(id / 3),"
          + "\"isBuyerMaker\":false,\"isBestMatch\":true}"
    }
    return "[\(rows.joined(separator: ","))]"
  }

  @Test @LoopActor func `rows keep the exchange's text`() async throws {
    let bench = MarketBench { request in
      request.endpoint == .aggregateTrades
        ? #"[{"a":26129,"p":"0.01633102","q":"4.70443515","f":27781,"l":27781,"T":1498793709153,"#
          + #""m":true,"M":true}]"#
        : #"[{"id":28457,"price":"4.00000100","qty":"12.00000000","quoteQty":"48.000012","#
          + #""time":1499865549590,"#
          + #""isBuyerMaker":true,"isBestMatch":true}]"#
    }
    let trades =
      #"{"symbol":"BNBBTC","columns":["id","price","qty","quoteQty","time","isBuyerMaker","isBestMatch"],"#
      + #""rows":[[28457,"4.00000100","12.00000000","48.000012",1499865549590,true,true]],"count":1,"#
      + #""truncated":false"#
    #expect(try await bench.data("get_recent_trades", #"{"symbol":"BNBBTC"}"#) == trades + "}")
    #expect(bench.exchange.requests.last?.weight == 25)
    #expect(
      try await bench.data("get_historical_trades", #"{"symbol":"BNBBTC","from_id":5}"#)
        == trades + #","previous":{"from_id":28357,"limit":100}}"#)
    #expect(bench.exchange.lastQuery("fromId") == "5")
    #expect(
      try await bench.data("get_aggregate_trades", #"{"symbol":"BNBBTC"}"#)
        == #"{"symbol":"BNBBTC","columns":["id","price","quantity","first_trade_id","last_trade_id","time","#
        + #""is_buyer_maker"],"rows":[[26129,"0.01633102","4.70443515",27781,27781,1498793709153,true]],"#
        + #""count":1,"truncated":false}"#)
  }

  /// Pages by merging `next` or `previous` into the arguments, as a client would, and gives the ids in order
  /// of pages.
  @LoopActor private func pages(
    _ bench: MarketBench, _ tool: String, _ arguments: JSON, _ direction: String, thenTool: String? = nil
  ) async throws -> [[Int]] {
    guard case .object(var members) = arguments else { return [] }
    var pages: [[Int]] = []
    var name = tool
    for page in 0... {
      try #require(page < 500)
      let call = JSON.object(members)
      let document = try await bench.call(name, String(decoding: call.encoded(), as: UTF8.self))
      let data = try #require(document.root["data"])
      pages.append(try #require(data["rows"]).elements.compactMap { $0[0]?.integer })
      guard let more = data[direction] else {
        if direction == "next" { #expect(data["truncated"]?.boolean == false) }
        return pages
      }
      for (key, value) in more.members {
        members.removeAll { $0.key == key }
        members.append(JSON.Member(key: key, value: JSON(value)))
      }
      if let thenTool { name = thenTool }
    }
    return pages
  }

  @Test(arguments: [1, 7, 50, 1000])
  @LoopActor func `pages forward from an id cover everything exactly once`(limit: Int) async throws {
    let bench = MarketBench { request in Self.reply(request, count: 100) }
    for tool in ["get_historical_trades", "get_aggregate_trades"] {
      let arguments: JSON = ["symbol": "A", "from_id": 10, "limit": .integer(limit)]
      let seen = try await pages(bench, tool, arguments, "next")
      #expect(seen.flatMap { $0 } == Array(10..<100))
    }
  }

  @Test(arguments: [1, 7, 50, 100, 101])
  @LoopActor func `pages backward from the latest cover everything exactly once`(limit: Int) async throws {
    let bench = MarketBench { request in Self.reply(request, count: 100) }
    let arguments: JSON = ["symbol": "A", "limit": .integer(limit)]
    let seen = try await pages(
      bench, "get_recent_trades", arguments, "previous", thenTool: "get_historical_trades")
    #expect(seen.reversed().flatMap { $0 } == Array(0..<100))
    #expect(bench.exchange.requests.count == (100 + limit - 1) / limit)
    let aggregates = try await pages(bench, "get_aggregate_trades", arguments, "previous")
    #expect(aggregates.reversed().flatMap { $0 } == Array(0..<100))
  }

  @Test(arguments: [1, 2, 7, 50, 1000], [5, 20, 33])
  @LoopActor func `a range of time is covered exactly once though trades share milliseconds`(
    limit: Int, end: Int
  ) async throws {
    let bench = MarketBench { request in Self.reply(request, count: 100) }
    let arguments: JSON = [
      "symbol": "A", "start_time": 2, "end_time": .integer(end), "limit": .integer(limit),
    ]
    let seen = try await pages(bench, "get_aggregate_trades", arguments, "next")
    #expect(seen.flatMap { $0 } == Array(6..<min(100, 3 * end + 3)))
    #expect(bench.exchange.requests.first?.query.map(\.name) == ["symbol", "startTime", "endTime", "limit"])
    for request in bench.exchange.requests.dropFirst() {
      #expect(request.query.map(\.name) == ["symbol", "fromId", "limit"])
    }
  }

  @Test @LoopActor func `a default page is small enough for a model`() async throws {
    let row =
      #"{"id":3884457123,"price":"61234.56000000","qty":"0.00123000","quoteQty":"75.31850880","#
      + #""time":1723075200123,"#
      + #""isBuyerMaker":false,"isBestMatch":true}"#
    let bench = MarketBench { _ in "[\(Array(repeating: row, count: 100).joined(separator: ","))]" }
    let document = try await bench.call("get_recent_trades", #"{"symbol":"BTCUSDT"}"#)
    #expect(document.bytes.count < TokenEstimate.byteCountMax)
  }
}
