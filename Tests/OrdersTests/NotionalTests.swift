import Catalog
import ExchangeTestSupport
import LinuxIO
import Orders
import TestSupport
import Testing
import Values

@Suite(.onLoop) struct `Notional filters` {
  private static func limit(_ quantity: String, _ price: String) -> String {
    """
    {"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":"\(quantity)","price":"\(price)"}
    """
  }

  @Test @LoopActor func `an order worth too little is told the least quantity`() async throws {
    let failure = try await OrderBench().failure("create_order", Self.limit("0.00005", "60000"))
    #expect(
      failure.message == "quantity 0.00005 is worth 3 USDT, less than the minimum 5 of BTCUSDT")
    #expect(failure.suggestion == "Use 0.00009.", "0.0000833… rounded up to a step")
    #expect(failure.details.contains { $0.0 == "filter" && $0.1 == "NOTIONAL" })
    _ = try await OrderBench().proposal("create_order", Self.limit("0.00009", "60000"))
  }

  @Test @LoopActor func `exactly the minimum and the maximum pass`() async throws {
    var fixture = SymbolFixture()
    fixture.filters["PERCENT_PRICE_BY_SIDE"] = nil
    let bench = OrderBench(fixture)
    _ = try await bench.proposal("create_order", Self.limit("0.0001", "50000"))
    _ = try await bench.proposal("create_order", Self.limit("150", "60000"))
    let failure = try await bench.failure("create_order", Self.limit("150.00001", "60000"))
    #expect(
      failure.message
        == "quantity 150.00001 is worth 9000000.6 USDT, more than the maximum 9000000 of BTCUSDT")
    #expect(failure.suggestion == "Use 150.")
  }

  @Test @LoopActor func `a market order is worth the average price, where the filter says so`() async throws {
    let order = #"{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":"0.00005"}"#
    let failure = try await OrderBench().failure("create_order", order)
    #expect(failure.suggestion == "Use 0.00009.")
    var fixture = SymbolFixture()
    fixture.filters["NOTIONAL"] = fixture.filters["NOTIONAL"]?.replacing(
      #""applyMinToMarket":true"#, with: #""applyMinToMarket":false"#)
    let bench = OrderBench(fixture)
    _ = try await bench.proposal("create_order", order)
    #expect(bench.exchange.paths == ["/api/v3/exchangeInfo"])
    _ = try await bench.failure("create_order", Self.limit("0.00005", "60000"))
  }

  @Test @LoopActor func `an order by its value is worth that`() async throws {
    let failure = try await OrderBench().failure(
      "create_order", #"{"symbol":"BTCUSDT","side":"SELL","type":"MARKET","quote_quantity":"4.99"}"#)
    #expect(failure.message == "quote_quantity 4.99 is less than the minimum 5 of BTCUSDT")
    #expect(failure.suggestion == "Use 5.")
  }

  @Test @LoopActor func `the older filter has a minimum only`() async throws {
    var fixture = SymbolFixture()
    fixture.filters["NOTIONAL"] = nil
    fixture.filters["MIN_NOTIONAL"] = #""minNotional":"10","applyToMarket":false,"avgPriceMins":5"#
    let bench = OrderBench(fixture)
    let failure = try await bench.failure("create_order", Self.limit("0.0001", "60000"))
    #expect(failure.details.contains { $0.0 == "filter" && $0.1 == "MIN_NOTIONAL" })
    #expect(failure.suggestion == "Use 0.00017.")
    _ = try await bench.proposal(
      "create_order", #"{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":"0.00001"}"#)
  }

  @Test @LoopActor func `a product of many digits is no overflow`() async throws {
    var fixture = SymbolFixture()
    fixture.filters["LOT_SIZE"] = #""minQty":"0","maxQty":"0","stepSize":"0""#
    fixture.filters["PRICE_FILTER"] = #""minPrice":"0","maxPrice":"0","tickSize":"0""#
    fixture.filters["PERCENT_PRICE_BY_SIDE"] = nil
    let failure = try await OrderBench(fixture).failure(
      "create_order", Self.limit("99999999999999999999.12345678", "99999999999999999999.12345678"))
    #expect(failure.message.contains("more than the maximum 9000000"))
  }

  @Test @LoopActor func `of futures orders that only reduce are free of it`() async throws {
    let bench = OrderBench()
    func order(_ more: String) -> String {
      """
      {"symbol":"BTCUSDT","side":"SELL","type":"LIMIT","quantity":"0.001","price":"60000"\(more)}
      """
    }
    let failure = try await bench.failure("create_futures_order", order(""))
    #expect(failure.message == "quantity 0.001 is worth 60 USDT, less than the minimum 100 of BTCUSDT")
    #expect(failure.suggestion == "Use 0.002.")
    _ = try await bench.proposal("create_futures_order", order(#","reduce_only":true"#))
    _ = try await bench.proposal("create_futures_order", order(#","position_side":"LONG""#))
    _ = try await bench.failure("create_futures_order", order(#","position_side":"SHORT""#))
  }

  @Test @LoopActor func `of futures a market order is worth the mark price`() async throws {
    let failure = try await OrderBench().failure(
      "create_futures_order", #"{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":"0.001"}"#)
    #expect(failure.suggestion == "Use 0.002.")
  }
}
