import Catalog
import LinuxIO
import Orders
import TestSupport
import Testing
import Values

@Suite(.onLoop) struct `Iceberg parts` {
  private static func order(_ part: String, quantity: String = "1") -> String {
    """
    {"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":"\(quantity)","price":"60000",\
    "iceberg_quantity":"\(part)"}
    """
  }

  @Test @LoopActor func `the last part may be smaller, and one more is too many`() async throws {
    let bench = OrderBench()
    _ = try await bench.proposal("create_order", Self.order("0.1"))
    _ = try await bench.proposal("create_order", Self.order("0.10001"))
    let failure = try await bench.failure("create_order", Self.order("0.09999"))
    #expect(failure.message == "iceberg_quantity 0.09999 makes 11 parts; BTCUSDT allows 10")
    #expect(failure.suggestion == "Use 0.1.")
  }

  @Test @LoopActor func `a part is a lot too, and not more than the whole`() async throws {
    let bench = OrderBench()
    let fine = try await bench.failure("create_order", Self.order("0.1234567"))
    #expect(fine.suggestion == "Use 0.12345 or 0.12346.")
    let large = try await bench.failure("create_order", Self.order("1.00001"))
    #expect(large.message == "iceberg_quantity 1.00001 is more than quantity 1")
  }

  @Test @LoopActor func `a symbol without icebergs says so`() async throws {
    var fixture = SymbolFixture()
    fixture.members["icebergAllowed"] = "false"
    let failure = try await OrderBench(fixture).failure("create_order", Self.order("0.5"))
    #expect(failure.message == "BTCUSDT does not take iceberg orders")
  }
}

@Suite(.onLoop) struct `Trailing delta` {
  private static func order(_ side: String, _ type: String, _ delta: Int) -> String {
    """
    {"symbol":"BTCUSDT","side":"\(side)","type":"\(type)","quantity":"0.01","trailing_delta":\(delta)}
    """
  }

  @Test @LoopActor func `which pair of bounds holds depends on where the trigger waits`() async throws {
    let bench = OrderBench()
    for (side, type) in [("BUY", "STOP_LOSS"), ("SELL", "TAKE_PROFIT")] {
      _ = try await bench.proposal("create_order", Self.order(side, type, 10))
      _ = try await bench.proposal("create_order", Self.order(side, type, 2000))
      let failure = try await bench.failure("create_order", Self.order(side, type, 9))
      #expect(failure.message == "trailing_delta 9 is less than the minimum 10 of BTCUSDT")
      #expect(failure.suggestion == "Use 10.")
    }
    for (side, type) in [("SELL", "STOP_LOSS"), ("BUY", "TAKE_PROFIT")] {
      _ = try await bench.proposal("create_order", Self.order(side, type, 20))
      let failure = try await bench.failure("create_order", Self.order(side, type, 1001))
      #expect(failure.message == "trailing_delta 1001 is more than the maximum 1000 of BTCUSDT")
      #expect(failure.suggestion == "Use 1000.")
    }
  }

  @Test @LoopActor func `a symbol without trailing stops says so`() async throws {
    var fixture = SymbolFixture()
    fixture.members["allowTrailingStop"] = "false"
    let failure = try await OrderBench(fixture).failure("create_order", Self.order("BUY", "STOP_LOSS", 100))
    #expect(failure.suggestion == "Use stop_price instead.")
  }
}

@Suite(.onLoop) struct `Largest position` {
  @Test @LoopActor func `a buyer's quantity alone can be too much, a seller's not`() async throws {
    var fixture = SymbolFixture()
    fixture.filters["MAX_POSITION"] = #""maxPosition":"10.00000000""#
    let bench = OrderBench(fixture)
    func order(_ side: String, _ quantity: String) -> String {
      """
      {"symbol":"BTCUSDT","side":"\(side)","type":"LIMIT","quantity":"\(quantity)","price":"60000"}
      """
    }
    let failure = try await bench.failure("create_order", order("BUY", "10.5"))
    #expect(failure.message == "quantity 10.5 is more than the 10 BTC that one account may hold")
    #expect(failure.suggestion == "Use 10.")
    _ = try await bench.proposal("create_order", order("BUY", "10"))
    _ = try await bench.proposal("create_order", order("SELL", "10.5"))
  }
}

@Suite(.onLoop) struct `What a symbol takes at all` {
  private static let order =
    #"{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":"0.01","price":"60000"}"#

  @Test(arguments: ["HALT", "BREAK"])
  @LoopActor func `a symbol that does not trade takes nothing`(status: String) async throws {
    var fixture = SymbolFixture()
    fixture.status = status
    let failure = try await OrderBench(fixture).failure("create_order", Self.order)
    #expect(failure.message == "BTCUSDT does not trade now (status \(status))")
  }

  @Test @LoopActor func `a type that it does not have is named with those it has`() async throws {
    var fixture = SymbolFixture()
    fixture.orderTypes = ["LIMIT_MAKER", "MARKET"]
    let failure = try await OrderBench(fixture).failure("create_order", Self.order)
    #expect(failure.message == "BTCUSDT does not take LIMIT orders")
    #expect(failure.suggestion == "Use one of LIMIT_MAKER, MARKET.")
  }

  @Test @LoopActor func `a way to prevent self-trades that it does not have is refused`() async throws {
    let failure = try await OrderBench().failure(
      "create_order", Self.order.dropLast() + #","self_trade_prevention":"DECREMENT"}"#)
    #expect(failure.message == "BTCUSDT does not take self_trade_prevention DECREMENT")
  }

  @Test @LoopActor func `an unknown symbol is the exchange's answer`() async throws {
    let failure = try await OrderBench().failure(
      "create_order", Self.order.replacing("BTCUSDT", with: "NOSUCH"))
    #expect(failure.code == -1121)
  }

  @Test @LoopActor func `what the exchange does not say is left to it`() async throws {
    var fixture = SymbolFixture()
    fixture.members = ["baseAssetPrecision": "8", "quotePrecision": "8"]
    _ = try await OrderBench(fixture).proposal(
      "create_order", Self.order.dropLast() + #","iceberg_quantity":"0.005","self_trade_prevention":"NONE"}"#)
  }
}
