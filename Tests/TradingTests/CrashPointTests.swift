import Orders
import Journal
import Configuration
import Catalog
import Exchange
import LinuxIO
import TestSupport
import Testing
import Values

@testable import Trading

@Suite(.onLoop) struct `Death at each of six points` {
  @Test(arguments: CrashPoint.allCases) @LoopActor
  func `one order at the most, and the journal ends as the exchange has it`(point: CrashPoint) async {
    for seed in 0..<50 {
      var chance = Chance(UInt64(seed * 10 + point.rawValue))
      let world = TradingWorld()
      let latencies = (0..<64).map { _ in 1 + chance.below(30) }
      var number = 0
      world.model.latency = {
        number += 1
        return latencies[number % 64]
      }
      let key = chance.percent(50) ? #","idempotency_key":"a""# : ""
      let shownAfter = chance.percent(30) ? chance.below(8_000) : 0
      if shownAfter > 0 {
        world.model.fate = { $0 == 1 ? .lost(takenAfter: 10, shownAfter: shownAfter) : .done }
      }
      let first = await world.life()
      first.diesAt = { $0 == point }
      let lost = await world.call(first, TradingWorld.order(more: key))
      #expect(lost == nil || point == .afterAnswer && shownAfter > 0, "\(point) \(seed)")
      if !first.isDead { first.die() }
      let second = await world.life()
      var again = await world.call(second, TradingWorld.order(more: key))
      // Also what the second life sent may be lost: the gate's time, and then its own.
      await world.clock.pass(milliseconds: 60_000)
      if TradingWorld.failure(again)?.kind == .outcomeUnknown {
        again = await world.call(second, TradingWorld.order(more: key))
        // What that one sent may be lost as well.
        await world.clock.pass(milliseconds: 60_000)
      }
      #expect(world.model.orders.count <= 1, "\(point) \(seed)")
      #expect(world.model.posts.values.allSatisfy { $0 == 1 }, "\(point) \(seed)")
      #expect(world.shelf.book.open.isEmpty, "\(point) \(seed)")
      let placed = world.shelf.book.recent(countMax: 10).filter { $0.state == .placed }
      #expect(
        Set(placed.map(\.intent.id)) == Set(world.model.orders.keys), "\(point) \(seed): \(placed)")
      second.die()
    }
  }
}
