import Exchange
import ExchangeTestSupport
import LinuxIO
import TestSupport
import Testing

@Suite(.onLoop) struct `Public data of futures` {
  private static let mark = """
    {"symbol":"BTCUSDT","markPrice":"11793.63104562","indexPrice":"11781.80495970",\
    "estimatedSettlePrice":"11781.16138815","lastFundingRate":"0.00038246","interestRate":"0.00010000",\
    "nextFundingTime":1597392000000,"time":1597370495002}
    """

  @Test @LoopActor func `the mark price of one contract is an object, of all a table`() async throws {
    let bench = MarketBench { request in
      request.query.isEmpty ? "[\(Self.mark)]" : Self.mark
    }
    let one = try await bench.data("get_mark_price", #"{"symbol":"btc-usdt"}"#)
    #expect(one == Self.mark)
    let all = try await bench.data("get_mark_price")
    #expect(all.contains(#""rows":[["BTCUSDT","11793.63104562","11781.80495970""#))
    #expect(bench.exchange.requests.map(\.weight) == [1, 10])
  }

  @Test @LoopActor func `a contract with a delivery date has no funding`() async throws {
    let delivered = Self.mark.replacing(#""lastFundingRate":"0.00038246""#, with: #""lastFundingRate":"""#)
    let bench = MarketBench { _ in delivered }
    #expect(
      try await bench.data("get_mark_price", #"{"symbol":"BTCUSDT"}"#).contains(#""lastFundingRate":null"#))
  }

  @Test @LoopActor func `funding rates lead on by time`() async throws {
    let rates = """
      [{"symbol":"BTCUSDT","fundingRate":"-0.03750000","fundingTime":1570608000000,"markPrice":""},\
      {"symbol":"BTCUSDT","fundingRate":"0.00010000","fundingTime":1570636800000,"markPrice":"34287.54"}]
      """
    let bench = MarketBench { _ in rates }
    let data = try await bench.data(
      "get_funding_rate", #"{"symbol":"BTCUSDT","limit":2,"start_time":1570600000000}"#)
    #expect(
      data == """
        {"columns":["symbol","fundingTime","fundingRate","markPrice"],"rows":[\
        ["BTCUSDT",1570608000000,"-0.03750000",null],["BTCUSDT",1570636800000,"0.00010000","34287.54"]],\
        "count":2,"truncated":true,"next":{"start_time":1570636800001}}
        """)
    #expect(
      bench.exchange.requests.last?.query.map { "\($0.name)=\($0.value)" } == [
        "symbol=BTCUSDT", "startTime=1570600000000", "limit=2",
      ])
  }

  @Test @LoopActor func `open interest is the exchange's number`() async throws {
    let bench = MarketBench { _ in #"{"openInterest":"10659.509","symbol":"BTCUSDT","time":1589437530011}"# }
    #expect(
      try await bench.data("get_open_interest", #"{"symbol":"BTCUSDT"}"#)
        == #"{"symbol":"BTCUSDT","openInterest":"10659.509","time":1589437530011}"#)
  }
}
