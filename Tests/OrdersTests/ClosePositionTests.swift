import Catalog
import LinuxIO
import Orders
import TestSupport
import Testing
import Values

@Suite(.onLoop) struct `Closing a position` {
  private static let call = #"{"symbol":"BTCUSDT"}"#

  private static func row(_ side: String, _ amount: String) -> String {
    "{\"symbol\":\"BTCUSDT\",\"positionSide\":\"\(side)\",\"positionAmt\":\"\(amount)\"}"
  }

  @Test(arguments: [("0.250", "SELL"), ("-0.250", "BUY")])
  @LoopActor func `is a market order of exactly its size that only reduces`(
    amount: String, side: String
  ) async throws {
    let bench = OrderBench()
    bench.positions = "[\(Self.row("BOTH", amount))]"
    let proposal = try await bench.proposal("close_position", Self.call)
    #expect(proposal.endpoint == .newFuturesOrder)
    #expect(
      proposal.query.map { "\($0.name)=\($0.value)" } == [
        "symbol=BTCUSDT", "side=\(side)", "type=MARKET", "quantity=0.25", "reduceOnly=true",
        "newOrderRespType=RESULT",
      ])
    #expect(proposal.legs.map(\.onlyReduces) == [true])
  }

  @Test @LoopActor func `in hedge mode the side is the position's`() async throws {
    let bench = OrderBench()
    bench.positions = "[\(Self.row("LONG", "0.001")),\(Self.row("SHORT", "0"))]"
    let query = try await bench.query("close_position", Self.call)
    #expect(query == "side=SELL&type=MARKET&positionSide=LONG&quantity=0.001&newOrderRespType=RESULT")
    bench.positions = "[\(Self.row("LONG", "0.001")),\(Self.row("SHORT", "-0.002"))]"
    let both = try await bench.failure("close_position", Self.call)
    #expect(both.message == "position_side is missing; BTCUSDT has positions of both sides")
    let short = try await bench.query("close_position", #"{"symbol":"BTCUSDT","position_side":"SHORT"}"#)
    #expect(short == "side=BUY&type=MARKET&positionSide=SHORT&quantity=0.002&newOrderRespType=RESULT")
  }

  @Test @LoopActor func `nothing to close is said`() async throws {
    let bench = OrderBench()
    let none = try await bench.failure("close_position", Self.call)
    #expect(none.message == "there is no open position on BTCUSDT")
    bench.positions = "[\(Self.row("LONG", "0.001"))]"
    let other = try await bench.failure("close_position", #"{"symbol":"BTCUSDT","position_side":"SHORT"}"#)
    #expect(other.suggestion == "Use position_side LONG.")
  }

  @Test @LoopActor func `a position larger than a market order may be is not cut`() async throws {
    let bench = OrderBench()
    bench.positions = "[\(Self.row("BOTH", "121"))]"
    let failure = try await bench.failure("close_position", Self.call)
    #expect(failure.message == "quantity 121 is more than the maximum 120 of BTCUSDT")
  }

  @Test(arguments: [
    "{}", #"[{"symbol":"ETHUSDT","positionSide":"BOTH","positionAmt":"1"}]"#,
    #"[{"symbol":"BTCUSDT","positionSide":"BOTH","positionAmt":1}]"#,
    #"[{"symbol":"BTCUSDT","positionSide":"UP","positionAmt":"1"}]"#,
    #"[{"symbol":"BTCUSDT","positionSide":"BOTH","positionAmt":"1"},{"symbol":"BTCUSDT","positionSide":"BOTH","positionAmt":"2"}]"#,
  ])
  @LoopActor func `an answer that is not as documented closes nothing`(positions: String) async throws {
    let bench = OrderBench()
    bench.positions = positions
    #expect(try await bench.failure("close_position", Self.call).kind == .binanceAPIError)
  }
}
