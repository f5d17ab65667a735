import Catalog
import ExchangeTestSupport
import LinuxIO
import Orders
import TestSupport
import Testing
import Values

@Suite(.onLoop) struct `Percent price filters` {
  private static func order(_ side: String, _ price: String) -> String {
    """
    {"symbol":"BTCUSDT","side":"\(side)","type":"LIMIT","quantity":"0.01","price":"\(price)"}
    """
  }

  @Test @LoopActor func `each side has bounds of its own, which belong to the band`() async throws {
    let bench = OrderBench()
    for (side, price) in [("BUY", "72000"), ("BUY", "12000"), ("SELL", "300000"), ("SELL", "48000")] {
      _ = try await bench.proposal("create_order", Self.order(side, price))
    }
    let cases = [
      (
        "BUY", "72000.01", "price 72000.01 is above 1.2 times the average price of 5 minutes (60000)", "72000"
      ),
      (
        "BUY", "11999.99", "price 11999.99 is below 0.2 times the average price of 5 minutes (60000)", "12000"
      ),
      (
        "SELL", "300000.01", "price 300000.01 is above 5 times the average price of 5 minutes (60000)",
        "300000"
      ),
      (
        "SELL", "47999.99", "price 47999.99 is below 0.8 times the average price of 5 minutes (60000)",
        "48000"
      ),
    ]
    for (side, price, message, nearest) in cases {
      let failure = try await bench.failure("create_order", Self.order(side, price))
      #expect(failure.message == message)
      #expect(failure.suggestion == "Use \(nearest).")
      #expect(failure.details.contains { $0.0 == "filter" && $0.1 == "PERCENT_PRICE_BY_SIDE" })
    }
  }

  @Test @LoopActor func `the nearest price is on the tick`() async throws {
    let bench = OrderBench()
    bench.averagePrice = "60000.12345678"
    let failure = try await bench.failure("create_order", Self.order("BUY", "80000"))
    #expect(failure.suggestion == "Use 72000.14.", "72000.148148136 rounded down")
    let low = try await bench.failure("create_order", Self.order("BUY", "1"))
    #expect(low.suggestion == "Use 12000.03.", "12000.024691356 rounded up")
  }

  @Test @LoopActor func `the older filter has one band for both sides`() async throws {
    var fixture = SymbolFixture()
    fixture.filters["PERCENT_PRICE_BY_SIDE"] = nil
    fixture.filters["PERCENT_PRICE"] = #""multiplierUp":"1.1","multiplierDown":"0.9","avgPriceMins":5"#
    let bench = OrderBench(fixture)
    for side in ["BUY", "SELL"] {
      #expect(
        try await bench.failure("create_order", Self.order(side, "66000.01")).suggestion == "Use 66000.")
      #expect(
        try await bench.failure("create_order", Self.order(side, "53999.99")).suggestion == "Use 54000.")
      _ = try await bench.proposal("create_order", Self.order(side, "66000"))
    }
  }

  @Test @LoopActor func `an average that nobody publishes is left to the exchange`() async throws {
    var fixture = SymbolFixture()
    fixture.filters["PERCENT_PRICE_BY_SIDE"] = nil
    fixture.filters["PERCENT_PRICE"] = #""multiplierUp":"1.1","multiplierDown":"0.9","avgPriceMins":1"#
    let bench = OrderBench(fixture)
    _ = try await bench.proposal("create_order", Self.order("BUY", "90000"))
    #expect(bench.exchange.paths == ["/api/v3/exchangeInfo"])
  }

  @Test @LoopActor func `without an average price it is left to the exchange`() async throws {
    let bench = OrderBench()
    bench.averagePrice = "0.00000000"
    _ = try await bench.proposal("create_order", Self.order("BUY", "900000"))
  }

  @Test @LoopActor func `orders without a limit price have no band`() async throws {
    var fixture = SymbolFixture()
    fixture.filters["NOTIONAL"] = nil
    let bench = OrderBench(fixture)
    _ = try await bench.proposal(
      "create_order", #"{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":"0.01"}"#)
    _ = try await bench.proposal(
      "create_order",
      #"{"symbol":"BTCUSDT","side":"BUY","type":"STOP_LOSS","quantity":"0.01","stop_price":"900000"}"#)
    #expect(bench.exchange.paths == ["/api/v3/exchangeInfo"], "and no price is asked for")
  }

  @Test @LoopActor func `of futures a buyer has an upper and a seller a lower bound, by the mark price`()
    async throws
  {
    let bench = OrderBench()
    func order(_ side: String, _ price: String) -> String {
      """
      {"symbol":"BTCUSDT","side":"\(side)","type":"LIMIT","quantity":"1","price":"\(price)"}
      """
    }
    for (side, price) in [("BUY", "63000"), ("BUY", "1000"), ("SELL", "57000"), ("SELL", "4000000")] {
      _ = try await bench.proposal("create_futures_order", order(side, price))
    }
    let high = try await bench.failure("create_futures_order", order("BUY", "63000.1"))
    #expect(high.message == "price 63000.1 is above 1.05 times the mark price (60000)")
    #expect(high.suggestion == "Use 63000.")
    let low = try await bench.failure("create_futures_order", order("SELL", "56999.9"))
    #expect(low.suggestion == "Use 57000.")
  }
}
