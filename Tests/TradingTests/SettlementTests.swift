import Catalog
import Configuration
import Exchange
import Journal
import LinuxIO
import Orders
import TestSupport
import Testing
import Values
import Wire

@testable import Trading

@Suite(.onLoop) struct `Settlement in the background` {
  @LoopActor private func leave(
    _ world: TradingWorld, _ id: String, kind: Intent.Kind, legCount: Int = 1, replaces: String? = nil,
    api: API = .spot, sentAt: Int? = nil
  ) throws {
    let now = sentAt ?? world.model.nowMilliseconds
    let legs = (0..<legCount).map { index in
      Intent.Leg(
        clientOrderID: legCount == 1 ? id : IntentName.leg(index, of: id), side: "BUY", type: "LIMIT",
        quantity: ExactDecimal(1), price: ExactDecimal(100))
    }
    try world.shelf.append(
      [
        .intent(
          Intent(
            id: id, instance: 77, principal: "stdio", idempotency: nil, parameters: [1],
            tool: "create_order", kind: kind, api: api, symbol: "BTCUSDT", legs: legs, replaces: replaces,
            notional: ExactDecimal(100), quote: "USDT", madeAtMilliseconds: now)),
        .sent(id: id, timestampMilliseconds: now, recvWindowMilliseconds: 3_000),
      ], isDurable: true)
  }

  @Test(arguments: [2, 3]) @LoopActor
  func `a list of which nothing was placed is settled, each of its orders asked for`(legCount: Int)
    async throws
  {
    let world = TradingWorld()
    try leave(world, "bh-list", kind: .orderList, legCount: legCount)
    let life = await world.life()
    await world.clock.pass(milliseconds: 60_000)
    #expect(world.shelf.book.entry("bh-list")?.state == .notPlaced)
    life.die()
  }

  @Test @LoopActor func `a replacement that was not placed says what became of the old order`() async throws {
    let world = TradingWorld()
    let now = world.model.nowMilliseconds
    world.model.take(
      ["old-1"], symbol: "BTCUSDT", timestamp: now, window: 3_000, shownAfter: 0, isList: false)
    try leave(world, "bh-new", kind: .replacement, replaces: "old-1")
    let life = await world.life()
    await world.clock.pass(milliseconds: 60_000)
    let entry = world.shelf.book.entry("bh-new")
    #expect(entry?.state == .notPlaced)
    #expect(
      entry?.reason == "the exchange has no such order; order old-1, which it was to replace, is NEW")
    life.die()
  }

  @Test @LoopActor func `what futures have forgotten counts as no open order`() async throws {
    let world = TradingWorld()
    let old = world.model.nowMilliseconds - 61 * 3_600_000
    try leave(world, "bh-old", kind: .futuresOrder, api: .futures, sentAt: old)
    try leave(world, "bh-now", kind: .futuresOrder, api: .futures)
    let counters = PolicyCounters(
      world.shelf.book, quote: "USDT", now: world.model.nowMilliseconds,
      open: WeighedOrder.OpenOrders(ids: [], count: 0, askedAtMilliseconds: world.model.nowMilliseconds))
    #expect(counters.openOrderCount == 1)
  }

  @Test @LoopActor func `a list whose last order is there alone was placed`() async throws {
    let world = TradingWorld()
    let now = world.model.nowMilliseconds
    try leave(world, "bh-list", kind: .orderList, legCount: 3)
    world.model.take(
      ["bh-list-3"], symbol: "BTCUSDT", timestamp: now, window: 3_000, shownAfter: 0, isList: false)
    let life = await world.life()
    await world.clock.pass(milliseconds: 60_000)
    #expect(world.shelf.book.entry("bh-list")?.state == .placed)
    life.die()
  }

  /// A life that has found out that the exchange has forgotten an order.
  @LoopActor private func lifeWithForgotten(
    _ id: String, in world: TradingWorld
  ) async throws -> TradingLife {
    let old = world.model.nowMilliseconds - 61 * 3_600_000
    try leave(world, id, kind: .futuresOrder, api: .futures, sentAt: old)
    let life = await world.life()
    await world.clock.pass(milliseconds: 60_000)
    #expect(world.shelf.book.entry(id)?.state == .sent)
    #expect(life.tools.settlement?.stuck[id] != nil)
    return life
  }

  @Test(arguments: [true, false]) @LoopActor
  func `what futures have forgotten ends by the operator's word, who is written down`(wasPlaced: Bool)
    async throws
  {
    let world = TradingWorld()
    let life = try await lifeWithForgotten("bh-old", in: world)
    guard case .answer(let json) = await life.tools.answer(.intent(id: "bh-old")) else {
      Issue.record("no answer")
      return
    }
    #expect(try JSONDocument(json).root["can_be_settled"]?.boolean == true)
    let before = world.shelf.records.count
    let reply = await life.tools.answer(.settle(id: "bh-old", wasPlaced: wasPlaced), of: 4_711)
    guard case .done = reply else {
      Issue.record("\(reply)")
      return
    }
    let entry = world.shelf.book.entry("bh-old")
    let word = "by the word of the operator (user 4711): \(wasPlaced ? "placed" : "not placed")"
    #expect(entry?.state == (wasPlaced ? .placed : .notPlaced))
    if wasPlaced {
      #expect(entry?.report.hasSuffix("\"settled\":\"\(word)\"}") == true)
    } else {
      #expect(entry?.reason == word)
    }
    guard case .audited(let audit) = world.shelf.records[before] else {
      Issue.record("\(world.shelf.records[before])")
      return
    }
    #expect(audit.principal == "operator (user 4711)" && audit.parameters == "order bh-old")
    #expect(audit.result == (wasPlaced ? "placed" : "not placed"))
    #expect(life.tools.settlement?.stuck.isEmpty == true && world.model.postCount == 0)
    // A word is given once.
    let after = world.shelf.records.count
    guard case .refused = await life.tools.answer(.settle(id: "bh-old", wasPlaced: !wasPlaced)) else {
      Issue.record("settled twice")
      return
    }
    #expect(world.shelf.records.count == after && world.shelf.book.entry("bh-old")?.state == entry?.state)
    life.die()
  }

  @Test @LoopActor func `the operator's word is none while the exchange can be asked`() async throws {
    let world = TradingWorld()
    let now = world.model.nowMilliseconds
    // Spot is asked for ever, futures for days; what was never sent needs nobody.
    try leave(world, "bh-spot", kind: .order, sentAt: now - 61 * 3_600_000)
    try leave(world, "bh-young", kind: .futuresOrder, api: .futures, sentAt: now - 59 * 3_600_000)
    let life = await world.life()
    // One denial is no proof, so that both are open; and nobody says more from now on.
    world.model.losesQuestion = { true }
    #expect(life.isOpen)
    let before = world.shelf.records
    for (id, why) in [
      ("bh-spot", "can still be asked"), ("bh-young", "can still be asked"), ("bh-none", "there is no order"),
    ] {
      for request in [OperatorRequest.settle(id: id, wasPlaced: false), .settle(id: id, wasPlaced: true)] {
        guard case .refused(let reason) = await life.tools.answer(request) else {
          Issue.record("\(id) was settled")
          return
        }
        #expect(reason.contains(why), "\(reason)")
      }
    }
    #expect(world.shelf.records == before)
    #expect(world.shelf.book.open.count == 2)
    life.die()
  }
}
