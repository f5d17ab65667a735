import Catalog
import Configuration
import Exchange
import Journal
import LinuxIO
import Orders
import TestSupport
import Testing
import Values

@testable import Trading

/// Two servers that look at one intent at the same moment.
@Suite(.onLoop) struct `Sent or never sent` {
  @LoopActor private func intent(_ world: TradingWorld, _ id: String, instance: UInt64) -> Intent {
    Intent(
      id: id, instance: instance, principal: "stdio", idempotency: nil, parameters: [1], tool: "create_order",
      kind: .order, api: .spot, symbol: "BTCUSDT",
      legs: [
        Intent.Leg(
          clientOrderID: id, side: "BUY", type: "LIMIT", quantity: ExactDecimal(1), price: ExactDecimal(100))
      ], notional: ExactDecimal(100), quote: "USDT", madeAtMilliseconds: world.model.nowMilliseconds)
  }

  @Test @LoopActor func `an order that was sent after the last look is not written off as never sent`()
    async throws
  {
    let world = TradingWorld()
    let now = world.model.nowMilliseconds
    try world.shelf.append([.intent(intent(world, "bh-a", instance: 77))], isDurable: true)
    world.model.take(
      ["bh-a"], symbol: "BTCUSDT", timestamp: now, window: 3_000, shownAfter: 0, isList: false)
    var isSent = false
    world.shelf.whenAskedAboutLife = {
      // Server 77 writes SENT, sends and dies, while this one asks whether it runs.
      guard !isSent else { return }
      isSent = true
      do throws(JournalFailure) {
        try world.shelf.append(
          [.sent(id: "bh-a", timestampMilliseconds: now, recvWindowMilliseconds: 3_000)], isDurable: true)
      } catch {
        Issue.record("\(error)")
      }
    }
    let life = await world.life()
    await world.clock.pass(milliseconds: 30_000)
    #expect(isSent)
    #expect(world.shelf.book.entry("bh-a")?.state == .placed)
    life.die()
  }

  @Test @LoopActor func `what another server has placed since the last look counts`() async throws {
    let world = TradingWorld()
    world.policy.dailyNotionalMax = ExactDecimal(150)
    let life = await world.life()
    try world.shelf.append([.intent(intent(world, "bh-a", instance: 77))], isDurable: true)
    let refused = TradingWorld.failure(
      await world.call(life, TradingWorld.order("0.9", symbol: "ETHUSDT")))
    #expect(refused?.kind == .policyRefused)
    #expect(world.model.postCount == 0)
    #expect(world.shelf.book.open.map(\.intent.id) == ["bh-a"])
    life.die()
  }

  @Test @LoopActor func `a journal that another has led into the next day takes no order`() async throws {
    let world = TradingWorld()
    let life = await world.life()
    try world.shelf.append(
      [.unsent(id: "bh-gone", atMilliseconds: world.model.nowMilliseconds + 86_400_000, reason: "")],
      isDurable: true)
    let refused = await world.call(life, TradingWorld.order())
    #expect(TradingWorld.detail(refused, "limit") == "trading.max_daily_notional")
    #expect(world.model.postCount == 0)
    #expect(world.shelf.book.recent(countMax: 10).isEmpty)
    life.die()
  }

  @Test(arguments: [false, true]) @LoopActor
  func `what another server wrote off, or made anew, is not sent`(isMadeAnew: Bool) async {
    let world = TradingWorld()
    let life = await world.life()
    life.diesAt = { point in
      guard point == .afterIntent, let open = world.shelf.book.open.first else { return false }
      let id = open.intent.id
      var records: [JournalRecord] = [
        .unsent(id: id, atMilliseconds: world.model.nowMilliseconds, reason: "its server seemed to be gone")
      ]
      if isMadeAnew { records.append(.intent(self.intent(world, id, instance: 78))) }
      do throws(JournalFailure) {
        try world.shelf.append(records, isDurable: true)
      } catch {
        Issue.record("\(error)")
      }
      return false
    }
    let result = await world.call(life, TradingWorld.order(more: #","idempotency_key":"a""#))
    #expect(!TradingWorld.isSuccess(result))
    #expect(TradingWorld.failure(result)?.message.contains("nothing was sent") == true)
    #expect(world.model.postCount == 0)
    // The other server's intent is its own to end.
    let entry = world.shelf.book.recent(countMax: 1).first
    #expect(entry?.state == (isMadeAnew ? .intended : .notPlaced))
    #expect(entry?.sentAtMilliseconds == nil)
    life.die()
  }
}
