import Catalog
import LinuxIO
import Orders
import TestSupport
import Testing
import Values

@Suite(.onLoop) struct `Lot size filter` {
  private static func limit(_ quantity: String) -> String {
    """
    {"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":"\(quantity)","price":"60000"}
    """
  }

  private static func market(_ quantity: String) -> String {
    """
    {"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":"\(quantity)"}
    """
  }

  @Test @LoopActor func `a quantity finer than the step is refused`() async throws {
    let failure = try await OrderBench().failure("create_order", Self.limit("0.0012345"))
    #expect(failure.message == "quantity 0.0012345 is finer than the step 0.00001 of BTCUSDT")
    #expect(failure.suggestion == "Use 0.00123 or 0.00124.")
    #expect(failure.details.contains { $0.0 == "filter" && $0.1 == "LOT_SIZE" })
  }

  @Test @LoopActor func `a quantity below the minimum is refused`() async throws {
    let failure = try await OrderBench().failure("create_order", Self.limit("0.000005"))
    #expect(failure.message == "quantity 0.000005 is less than the minimum 0.00001 of BTCUSDT")
    #expect(failure.suggestion == "Use 0.00001.")
  }

  @Test @LoopActor func `a quantity above the maximum is refused`() async throws {
    let failure = try await OrderBench().failure("create_order", Self.limit("9000.00001"))
    #expect(failure.message == "quantity 9000.00001 is more than the maximum 9000 of BTCUSDT")
    #expect(failure.suggestion == "Use 9000.")
  }

  @Test @LoopActor func `nothing is rounded unless asked`() async throws {
    let query = try await OrderBench().query("create_order", Self.limit("0.00123"))
    #expect(query.contains("quantity=0.00123&"))
  }

  @Test @LoopActor func `zeros at the end change nothing and are not sent`() async throws {
    let query = try await OrderBench().query("create_order", Self.limit("0.001000000000"))
    #expect(query.contains("quantity=0.001&"))
  }

  @Test @LoopActor func `of a market order both lot sizes hold`() async throws {
    let bench = OrderBench()
    let large = try await bench.failure("create_order", Self.market("150.5"))
    #expect(large.message == "quantity 150.5 is more than the maximum 150 of BTCUSDT")
    #expect(large.details.contains { $0.0 == "filter" && $0.1 == "MARKET_LOT_SIZE" })
    #expect(large.suggestion == "Use 150.")
    let fine = try await bench.failure("create_order", Self.market("0.0012345"))
    #expect(fine.details.contains { $0.0 == "filter" && $0.1 == "LOT_SIZE" })
    _ = try await bench.proposal("create_order", Self.limit("150.5").replacing("60000", with: "50000"))
  }

  @Test @LoopActor func `a market lot of its own step suggests what passes both`() async throws {
    var fixture = SymbolFixture()
    fixture.filters["MARKET_LOT_SIZE"] = #""minQty":"0.1","maxQty":"10","stepSize":"0.1""#
    let failure = try await OrderBench(fixture).failure("create_order", Self.market("0.25"))
    #expect(failure.message == "quantity 0.25 is finer than the step 0.1 of BTCUSDT")
    #expect(failure.suggestion == "Use 0.2 or 0.3.")
  }

  @Test @LoopActor func `a stop that becomes a market order is held to the market's lot`() async throws {
    let failure = try await OrderBench().failure(
      "create_order",
      #"{"symbol":"BTCUSDT","side":"SELL","type":"STOP_LOSS","quantity":"200","stop_price":"50000"}"#)
    #expect(failure.details.contains { $0.0 == "filter" && $0.1 == "MARKET_LOT_SIZE" })
  }

  @Test @LoopActor func `more decimals than the asset has are refused`() async throws {
    var fixture = SymbolFixture()
    fixture.filters["LOT_SIZE"] = #""minQty":"0.00","maxQty":"9000","stepSize":"0.00""#
    fixture.members["baseAssetPrecision"] = "2"
    let failure = try await OrderBench(fixture).failure("create_order", Self.limit("1.005"))
    #expect(failure.suggestion == "Use 1 or 1.01.")
  }

  @Test @LoopActor func `a market order by its value is as large as what it pays for`() async throws {
    let bench = OrderBench()
    let failure = try await bench.failure(
      "create_order", #"{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quote_quantity":"9000001"}"#)
    #expect(failure.details.contains { $0.0 == "filter" && $0.1 == "MARKET_LOT_SIZE" })
    #expect(failure.suggestion == "Use 9000000.")
    let query = try await bench.query(
      "create_order", #"{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quote_quantity":"9000000"}"#)
    #expect(query == "side=BUY&type=MARKET&quoteOrderQty=9000000&newOrderRespType=FULL")
  }
}
