import Exchange
import ExchangeTestSupport
import Journal
import Catalog
import LinuxIO
import Orders
import TestSupport
import Testing
import Values

@Suite(.onLoop) struct `Order lists` {
  private static let oco = #"""
    {"kind":"OCO","symbol":"BTCUSDT","side":"SELL","quantity":"0.01","above_type":"LIMIT_MAKER",\#
    "above_price":"70000","below_type":"STOP_LOSS_LIMIT","below_stop_price":"55000","below_price":"54900"}
    """#
  private static let oto = #"""
    {"kind":"OTO","symbol":"BTCUSDT","working_type":"LIMIT","working_side":"BUY","working_quantity":"0.01",\#
    "working_price":"59000","pending_type":"MARKET","pending_side":"SELL","pending_quantity":"0.01"}
    """#
  private static let otoco = #"""
    {"kind":"OTOCO","symbol":"BTCUSDT","working_type":"LIMIT_MAKER","working_side":"BUY",\#
    "working_quantity":"0.01","working_price":"59000","pending_side":"SELL","pending_quantity":"0.01",\#
    "above_type":"TAKE_PROFIT","above_stop_price":"70000","below_type":"STOP_LOSS",\#
    "below_trailing_delta":200}
    """#

  @Test @LoopActor func `an OCO has side and quantity once`() async throws {
    let proposal = try await OrderBench().proposal("create_order_list", Self.oco)
    #expect(proposal.endpoint.path == "/api/v3/orderList/oco")
    #expect(
      proposal.query.map { "\($0.name)=\($0.value)" } == [
        "symbol=BTCUSDT", "side=SELL", "quantity=0.01", "aboveType=LIMIT_MAKER", "abovePrice=70000",
        "belowType=STOP_LOSS_LIMIT", "belowTimeInForce=GTC", "belowPrice=54900", "belowStopPrice=55000",
        "newOrderRespType=FULL",
      ])
    #expect(proposal.kind == .orderList)
    #expect(proposal.idName == "listClientOrderId")
    #expect(proposal.legs.map(\.idName) == ["aboveClientOrderId", "belowClientOrderId"])
    #expect(proposal.legs.map(\.isAlternative) == [true, true])
    #expect(
      proposal.summary
        == "OCO: sell 0.01 BTC at 70000 USDT or better (LIMIT_MAKER); or sell 0.01 BTC at 54900 USDT or better, "
        + "once the price falls to 55000 (STOP_LOSS_LIMIT, GTC)")
    let request = proposal.request(id: "list", legIDs: ["up", "down"])
    #expect(
      request.query.suffix(3).map { "\($0.name)=\($0.value)" }
        == ["listClientOrderId=list", "aboveClientOrderId=up", "belowClientOrderId=down"])
  }

  @Test @LoopActor func `an OTO has an order and one that follows`() async throws {
    let proposal = try await OrderBench().proposal("create_order_list", Self.oto)
    #expect(proposal.endpoint.path == "/api/v3/orderList/oto")
    #expect(
      proposal.query.map { "\($0.name)=\($0.value)" } == [
        "symbol=BTCUSDT", "workingSide=BUY", "workingType=LIMIT", "workingTimeInForce=GTC",
        "workingQuantity=0.01", "workingPrice=59000", "pendingSide=SELL", "pendingType=MARKET",
        "pendingQuantity=0.01", "newOrderRespType=FULL",
      ])
    #expect(proposal.legs.map(\.idName) == ["workingClientOrderId", "pendingClientOrderId"])
    #expect(proposal.legs.map(\.isAlternative) == [false, false])
  }

  @Test @LoopActor func `an OTOCO has an order and a pair that follows`() async throws {
    let proposal = try await OrderBench().proposal("create_order_list", Self.otoco)
    #expect(proposal.endpoint.path == "/api/v3/orderList/otoco")
    #expect(
      proposal.query.map { "\($0.name)=\($0.value)" } == [
        "symbol=BTCUSDT", "workingSide=BUY", "workingType=LIMIT_MAKER", "workingQuantity=0.01",
        "workingPrice=59000", "pendingSide=SELL", "pendingQuantity=0.01", "pendingAboveType=TAKE_PROFIT",
        "pendingAboveStopPrice=70000", "pendingBelowType=STOP_LOSS", "pendingBelowTrailingDelta=200",
        "newOrderRespType=FULL",
      ])
    #expect(
      proposal.legs.map(\.idName) == [
        "workingClientOrderId", "pendingAboveClientOrderId", "pendingBelowClientOrderId",
      ])
    #expect(proposal.legs.map(\.isAlternative) == [false, true, true])
  }

  @Test @LoopActor func `an argument of another kind is refused`() async throws {
    for (list, more) in [
      (Self.oco, #""working_price":"1""#), (Self.oto, #""above_price":"1""#), (Self.oto, #""quantity":"1""#),
      (Self.otoco, #""pending_type":"LIMIT""#), (Self.otoco, #""side":"BUY""#),
    ] {
      let bench = OrderBench()
      let failure = try await bench.failure("create_order_list", list.dropLast() + ",\(more)}")
      #expect(failure.message.contains("does not belong to an"), "\(more)")
      #expect(bench.exchange.requests.isEmpty)
    }
  }

  @Test @LoopActor func `what a kind needs is named`() async throws {
    let failure = try await OrderBench().failure(
      "create_order_list", #"{"kind":"OTO","symbol":"BTCUSDT"}"#)
    #expect(failure.message == "working_side is missing")
    let below = try await OrderBench().failure(
      "create_order_list", Self.oco.replacing(#""below_stop_price":"55000","#, with: ""))
    #expect(below.message.hasPrefix("below_stop_price is missing; STOP_LOSS_LIMIT needs"))
  }

  @Test @LoopActor func `which half of a pair is where depends on the side`() async throws {
    let failure = try await OrderBench().failure(
      "create_order_list", Self.oco.replacing(#""side":"SELL""#, with: #""side":"BUY""#))
    #expect(
      failure.message == "above_type LIMIT_MAKER cannot be on this side of a pair that buys")
    let twice = try await OrderBench().failure(
      "create_order_list",
      Self.oco.replacing(#""above_type":"LIMIT_MAKER""#, with: #""above_type":"STOP_LOSS_LIMIT""#)
        .replacing(#""above_price""#, with: #""above_stop_price":"70000","above_price""#))
    #expect(twice.message.hasPrefix("above_type STOP_LOSS_LIMIT cannot"))
  }

  @Test @LoopActor func `the upper price is above the lower`() async throws {
    let failure = try await OrderBench().failure(
      "create_order_list", Self.oco.replacing(#""above_price":"70000""#, with: #""above_price":"55000""#))
    #expect(failure.message == "above_price 55000 is not above below_stop_price 55000")
  }

  @Test @LoopActor func `each order is checked by its own arguments`() async throws {
    let failure = try await OrderBench().failure(
      "create_order_list", Self.otoco.replacing(#""70000""#, with: #""70000.001""#))
    #expect(failure.message == "above_stop_price 70000.001 is finer than the step 0.01 of BTCUSDT")
    let small = try await OrderBench().failure(
      "create_order_list",
      Self.oto.replacing(#""pending_quantity":"0.01""#, with: #""pending_quantity":"0.00001""#))
    #expect(small.message.hasPrefix("pending_quantity 0.00001 is worth 0.6 USDT, less than"))
  }

  @Test @LoopActor func `a symbol without such lists says so`() async throws {
    var fixture = SymbolFixture()
    fixture.members["ocoAllowed"] = "false"
    let bench = OrderBench(fixture)
    _ = try await bench.failure("create_order_list", Self.oco)
    _ = try await bench.proposal("create_order_list", Self.oto)
  }

  @Test @LoopActor func `rounded down, a pair keeps one quantity and tells it once`() async throws {
    let list = Self.oco.replacing(#""quantity":"0.01""#, with: #""quantity":"0.0100001""#).dropLast()
    let proposal = try await OrderBench().proposal("create_order_list", list + #","adjust":"round_down"}"#)
    #expect(proposal.adjustments == ["quantity 0.0100001 became 0.01, down to a step of 0.00001"])
    #expect(try proposal.legs.map(\.quantity) == [ExactDecimal("0.01"), ExactDecimal("0.01")])
  }
}
