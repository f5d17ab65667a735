import Catalog
import ExchangeTestSupport
import LinuxIO
import Orders
import TestSupport
import Testing
import Values

@Suite(.onLoop) struct `Price filter` {
  private static func order(_ price: String, side: String = "BUY", type: String = "LIMIT") -> String {
    """
    {"symbol":"BTCUSDT","side":"\(side)","type":"\(type)","quantity":"0.001","price":"\(price)"}
    """
  }

  @Test @LoopActor func `a price finer than the tick is refused with both neighbours`() async throws {
    let failure = try await OrderBench().failure("create_order", Self.order("60000.125"))
    #expect(failure.kind == .validationError)
    #expect(failure.message == "price 60000.125 is finer than the step 0.01 of BTCUSDT")
    #expect(failure.suggestion == "Use 60000.12 or 60000.13.")
    #expect(failure.details.contains { $0.0 == "filter" && $0.1 == "PRICE_FILTER" })
    #expect(failure.details.contains { $0.0 == "nearest_below" && $0.1 == "60000.12" })
    #expect(failure.details.contains { $0.0 == "nearest_above" && $0.1 == "60000.13" })
  }

  @Test @LoopActor func `a price below the minimum has one neighbour`() async throws {
    var fixture = SymbolFixture()
    fixture.filters["PRICE_FILTER"] = #""minPrice":"10.00","maxPrice":"20.00","tickSize":"0.50""#
    let failure = try await OrderBench(fixture).failure("create_order", Self.order("9.99"))
    #expect(failure.message == "price 9.99 is less than the minimum 10 of BTCUSDT")
    #expect(failure.suggestion == "Use 10.")
  }

  @Test @LoopActor func `a price above the maximum has one neighbour`() async throws {
    var fixture = SymbolFixture()
    fixture.filters["PRICE_FILTER"] = #""minPrice":"10.00","maxPrice":"20.20","tickSize":"0.50""#
    let failure = try await OrderBench(fixture).failure("create_order", Self.order("21"))
    #expect(failure.message == "price 21 is more than the maximum 20.2 of BTCUSDT")
    #expect(failure.suggestion == "Use 20.", "the last step below the maximum")
  }

  @Test @LoopActor func `bounds and steps of zero are switched off`() async throws {
    var fixture = SymbolFixture()
    fixture.filters["PRICE_FILTER"] = #""minPrice":"0.00","maxPrice":"0.00","tickSize":"0.00""#
    fixture.filters["PERCENT_PRICE_BY_SIDE"] = nil
    fixture.filters["NOTIONAL"] = nil
    let bench = OrderBench(fixture)
    for price in ["0.00000001", "123456789.12345678"] {
      #expect(try await bench.proposal("create_order", Self.order(price)).legs.count == 1)
    }
  }

  @Test @LoopActor func `both bounds belong to the range`() async throws {
    var fixture = SymbolFixture()
    fixture.filters["PRICE_FILTER"] = #""minPrice":"10.00","maxPrice":"20.00","tickSize":"0.50""#
    fixture.filters["PERCENT_PRICE_BY_SIDE"] = nil
    fixture.filters["NOTIONAL"] = nil
    let bench = OrderBench(fixture)
    for price in ["10", "10.50", "20.0000"] {
      _ = try await bench.proposal("create_order", Self.order(price))
    }
  }

  @Test @LoopActor func `a trigger is held to it as well`() async throws {
    let failure = try await OrderBench().failure(
      "create_order",
      #"{"symbol":"BTCUSDT","side":"SELL","type":"STOP_LOSS","quantity":"1","stop_price":"50000.001"}"#)
    #expect(failure.message == "stop_price 50000.001 is finer than the step 0.01 of BTCUSDT")
  }

  @Test @LoopActor func `what needs no price of the market is told without asking for one`() async throws {
    let bench = OrderBench()
    _ = try await bench.failure("create_order", Self.order("60000.125"))
    #expect(bench.exchange.paths == ["/api/v3/exchangeInfo"])
  }
}
