import Catalog
import Exchange
import ExchangeTestSupport
import Foundation
import LinuxIO
import TestSupport
import Testing
import Values

@Suite(.onLoop) struct `Order book` {
  private static let book =
    #"{"lastUpdateId":1027024,"bids":[["4.00000000","431.00000000"],["3.99","9"],["3.50000000","1.5"]],"#
    + #""asks":[["4.00000200","12.00000000"],["4.01","0.1"],["4.50","100"]]}"#

  @Test @LoopActor func `levels are the exchange's text and the measures are exact`() async throws {
    let bench = MarketBench { _ in Self.book }
    let document = try await bench.call("get_order_book", #"{"symbol":"LTCBTC","limit":3}"#)
    let data = try #require(document.root["data"])
    #expect(data["bids"]?[0]?[0]?.string == "4.00000000")
    #expect(data["spread"]?.string == "0.00000200")
    #expect(data["mid"]?.string == "4.000001")
    // 0.000002 / 4.000001 × 10000 = 0.00499999875…
    #expect(data["spread_bps"]?.string == "0.0050")
    #expect(data["bid_quantity"]?.decimal == (try ExactDecimal("441.5")))
    #expect(data["ask_quantity"]?.decimal == (try ExactDecimal("112.1")))
    // (441.5 - 112.1) / 553.6 = 0.59501445…
    #expect(data["imbalance"]?.string == "0.595014")
    #expect(data["truncated"]?.boolean == true)
    #expect(data["depth"] == nil)
    #expect(bench.exchange.lastQuery("limit") == "3")
    #expect(bench.exchange.requests.last?.weight == 5)
  }

  @Test @LoopActor func `depth sums what lies within the distance, borders included`() async throws {
    let bench = MarketBench { _ in
      #"{"lastUpdateId":1,"bids":[["99","1"],["98.01","2"],["98","4"]],"asks":[["101","0.5"],["101.99","#
        + #""3"],["102","8"]]}"#
    }
    let document = try await bench.call(
      "get_order_book", #"{"symbol":"LTCBTC","limit":1,"distance_percent":"1.99"}"#)
    let data = try #require(document.root["data"])
    let depth = try #require(data["depth"])
    #expect(data["bids"]?.count == 1)
    #expect(data["mid"]?.string == "100")
    #expect(depth["low_price"]?.string == "98.01")
    #expect(depth["high_price"]?.string == "101.99")
    #expect(depth["bid_quantity"]?.string == "3")
    #expect(depth["bid_value"]?.string == "295.02")
    #expect(depth["bid_levels"]?.integer == 2)
    #expect(depth["ask_quantity"]?.string == "3.5")
    #expect(depth["ask_value"]?.string == "356.47")
    #expect(depth["imbalance"]?.string == "-0.076923")
    #expect(depth["complete"]?.boolean == true)
    #expect(bench.exchange.lastQuery("limit") == "1000")
    #expect(bench.exchange.requests.last?.weight == 50)
  }

  @Test @LoopActor func `a book that does not reach the distance says so`() async throws {
    let bids = (0..<1000).map { "[\"\(100_000 - $0).5\",\"1\"]" }.joined(separator: ",")
    let asks = (0..<1000).map { "[\"\(100_001 + $0).5\",\"1\"]" }.joined(separator: ",")
    let bench = MarketBench { _ in "{\"lastUpdateId\":1,\"bids\":[\(bids)],\"asks\":[\(asks)]}" }
    func isComplete(_ distance: String) async throws -> Bool? {
      let call = "{\"symbol\":\"LTCBTC\",\"distance_percent\":\"\(distance)\"}"
      return try await bench.call("get_order_book", call).root["data"]?["depth"]?["complete"]?.boolean
    }
    #expect(try await isComplete("0.9") == true)
    #expect(try await isComplete("1") == false)
    #expect(try await isComplete("100") == false)
  }

  @Test @LoopActor func `an empty or one-sided book has no spread`() async throws {
    let bench = MarketBench { _ in #"{"lastUpdateId":1,"bids":[],"asks":[]}"# }
    let call = #"{"symbol":"LTCBTC","distance_percent":"1"}"#
    var data = try await bench.data("get_order_book", call)
    #expect(data.contains(#""spread":null,"mid":null,"spread_bps":null,"imbalance":null"#))
    bench.exchange.respond = { _ in #"{"lastUpdateId":1,"bids":[],"asks":[["1","2"]]}"# }
    data = try await bench.data("get_order_book", call)
    #expect(data.contains(#""spread":null"#))
    #expect(data.contains(#""imbalance":"-1.000000""#))
  }

  @Test(arguments: [
    (#"{"lastUpdateId":1,"bids":[["2","1"]],"asks":[["2","1"]]}"#, "the best bid is not below the best ask"),
    (
      #"{"lastUpdateId":1,"bids":[["2","1"],["3","1"]],"asks":[]}"#,
      "bids[1] is not worse than the level before"
    ),
    (
      #"{"lastUpdateId":1,"bids":[],"asks":[["3","1"],["3","1"]]}"#,
      "asks[1] is not worse than the level before"
    ),
    (#"{"lastUpdateId":1,"bids":[["0","1"]],"asks":[]}"#, "bids[0] is not a price and a quantity"),
    (#"{"lastUpdateId":1,"bids":[["1","-1"]],"asks":[]}"#, "bids[0] is not a price and a quantity"),
    (#"{"lastUpdateId":1,"bids":[["1"]],"asks":[]}"#, "bids[0] is not a pair"),
    (#"{"lastUpdateId":1,"bids":[[1,2]],"asks":[]}"#, "the price of bids[0] is not an amount"),
    (#"{"lastUpdateId":1,"bids":[["1e3","1"]],"asks":[]}"#, "the price of bids[0] is not an amount"),
    (#"{"bids":[],"asks":[]}"#, "lastUpdateId is not a whole number"),
    (#"{"lastUpdateId":1,"bids":[]}"#, "asks is not an array"),
  ])
  @LoopActor func `a book that cannot be one is refused`(reply: String, problem: String) async throws {
    let bench = MarketBench { _ in reply }
    let failure = try await bench.failure("get_order_book", #"{"symbol":"LTCBTC"}"#)
    #expect(failure.kind == .binanceAPIError)
    #expect(failure.message.hasSuffix(problem), "\(failure.message)")
  }

  @Test @LoopActor func `a distance with too many digits is a mistake of the caller`() async throws {
    let bench = MarketBench { _ in Self.book }
    let failure = try await bench.failure(
      "get_order_book", #"{"symbol":"LTCBTC","distance_percent":"0.500000000000000000000000000001"}"#)
    #expect(failure.kind == .validationError)
    #expect(failure.message.hasPrefix("distance_percent 0.5000"))
  }

  /// The recording is judged by Foundation's decimals, which share nothing with ours.
  @Test @LoopActor func `sums over a recorded book of 5,000 levels are right to the last digit`() async throws
  {
    guard let file = Repository.reference("binance/real/depth5000_ETHBTC_2021-08-26.json.gz") else { return }
    let text = try Recording.text(of: file)
    let bench = MarketBench { _ in text }
    let document = try await bench.call(
      "get_order_book", #"{"symbol":"ETHBTC","limit":5000,"distance_percent":"2.5"}"#)
    let data = try #require(document.root["data"])
    let depth = try #require(data["depth"])
    func decimal(_ value: JSONValue?) throws -> Decimal {
      let text = try #require(value?.string)
      return try #require(Decimal(string: text, locale: Locale(identifier: "en_US_POSIX")))
    }
    for (side, prefix, bound) in [("bids", "bid", "low_price"), ("asks", "ask", "high_price")] {
      let limit = try decimal(depth[bound])
      var (all, quantity, value) = (Decimal(), Decimal(), Decimal())
      for level in try #require(data[side]).elements {
        let (price, size) = (try decimal(level[0]), try decimal(level[1]))
        all += size
        guard side == "bids" ? price >= limit : price <= limit else { continue }
        quantity += size
        value += price * size
      }
      #expect(try decimal(data["\(prefix)_quantity"]) == all)
      #expect(try decimal(depth["\(prefix)_quantity"]) == quantity)
      #expect(try decimal(depth["\(prefix)_value"]) == value)
    }
    #expect(data["bids"]?.count == 5000)
    #expect(depth["complete"]?.boolean == true)
  }
}
