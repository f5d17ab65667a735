import Exchange
import ExchangeTestSupport
import Journal
import Catalog
import LinuxIO
import TestSupport
import Testing
import Values

@testable import Orders

@Suite(.onLoop) struct `Rules at hand` {
  @LoopActor
  private final class Clock {
    var milliseconds = 0
  }

  private static let order =
    #"{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quote_quantity":"50"}"#

  @Test @LoopActor func `are used for five minutes`() async throws {
    var fixture = SymbolFixture()
    fixture.filters["MARKET_LOT_SIZE"] = nil
    let bench = OrderBench(fixture)
    for _ in 0..<3 { _ = try await bench.proposal("create_order", Self.order) }
    #expect(bench.exchange.requests.count == 1)
    bench.nowMilliseconds += RuleShelf.ageMillisecondsMax - 1
    _ = try await bench.proposal("create_order", Self.order)
    #expect(bench.exchange.requests.count == 1)
    bench.nowMilliseconds += 1
    _ = try await bench.proposal("create_order", Self.order)
    #expect(bench.exchange.requests.count == 2)
  }

  @Test @LoopActor func `are not used when the clock went back`() async throws {
    var fixture = SymbolFixture()
    fixture.filters["MARKET_LOT_SIZE"] = nil
    let bench = OrderBench(fixture)
    _ = try await bench.proposal("create_order", Self.order)
    bench.nowMilliseconds -= 1
    _ = try await bench.proposal("create_order", Self.order)
    #expect(bench.exchange.requests.count == 2)
  }

  @Test @LoopActor func `are of a bounded number of symbols`() {
    let clock = Clock()
    let shelf = RuleShelf(now: { clock.milliseconds })
    for number in 0..<200 {
      clock.milliseconds += 1
      shelf.keep(
        SymbolRules(
          api: .spot, symbol: "S\(number)", base: "S", quote: "T", status: "TRADING", orderTypes: []))
      #expect(shelf.symbolCount <= RuleShelf.symbolCountMax)
    }
    #expect(shelf.symbol("S199") != nil)
    #expect(shelf.symbol("S136") != nil)
    #expect(shelf.symbol("S135") == nil, "the one fetched first makes room")
  }

  @Test @LoopActor func `a failure to fetch them is not kept`() async throws {
    let bench = OrderBench()
    let usual = bench.exchange.respond
    bench.exchange.respond = { _ throws(ToolFailure) in
      throw ToolFailure(kind: .networkError, message: "down", isRetryable: true)
    }
    #expect(try await bench.failure("create_order", Self.order).kind == .networkError)
    let futures = #"{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":"1"}"#
    #expect(try await bench.failure("create_futures_order", futures).kind == .networkError)
    bench.exchange.respond = usual
    _ = try await bench.proposal("create_order", Self.order)
    _ = try await bench.proposal("create_futures_order", futures)
  }
}
