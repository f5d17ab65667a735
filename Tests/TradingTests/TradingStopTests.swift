import Orders
import Configuration
import Catalog
import Exchange
import Journal
import LinuxIO
import TestSupport
import Testing
import Values

@testable import Trading

@Suite(.onLoop) struct `What stops trading` {
  @Test @LoopActor func `no order leaves after a halt in the middle of a burst, and cancels pass`() async {
    let world = TradingWorld()
    let life = await world.life()
    var done = 0
    for index in 0..<20 {
      onLoop {
        await world.clock.sleep(milliseconds: index * 3)
        _ = await life.call("create_order", TradingWorld.order(more: #","idempotency_key":"\#(index)""#))
        done += 1
      }
    }
    await world.clock.pass(milliseconds: 30)
    world.halt.haltedBecause = "a test"
    let before = world.model.postCount
    await world.clock.pass(milliseconds: 5_000)
    #expect(done == 20 && before > 0 && world.model.postCount == before)
    #expect(world.model.postsWhileHalted == 0)
    #expect(world.shelf.book.open.isEmpty, "what was written down and not sent is written off")
    let cancel = await world.call(life, "cancel_order", #"{"symbol":"BTCUSDT","order_id":1}"#)
    #expect(TradingWorld.isSuccess(cancel))
    life.die()
  }

  @Test @LoopActor func `a journal that cannot be written stops orders and no cancels`() async {
    let world = TradingWorld()
    let life = await world.life()
    world.shelf.failure = .system(SystemFailure(call: "fdatasync", number: 5))
    let refused = await world.call(life, TradingWorld.order())
    #expect(TradingWorld.failure(refused)?.kind == .internalError)
    #expect(world.model.postCount == 0)
    let cancel = await world.call(life, "cancel_order", #"{"symbol":"BTCUSDT","order_id":1}"#)
    #expect(TradingWorld.isSuccess(cancel) && world.model.cancelCount == 1)
    world.shelf.failure = nil
    #expect(TradingWorld.isSuccess(await world.call(life, TradingWorld.order())))
    life.die()
  }

  @Test @LoopActor func `an outcome that could not be written down is found out later`() async {
    let world = TradingWorld()
    let life = await world.life()
    world.model.fate = { _ in
      world.shelf.failure = .system(SystemFailure(call: "write", number: 28))
      world.shelf.failsDurableOnly = false
      return .done
    }
    var wasSent = false
    world.model.isHalted = {
      wasSent = true
      return false
    }
    // The disk fills between SENT and the answer.
    world.model.fate = { _ in .done }
    world.model.latency = { 5 }
    onLoop {
      while !wasSent { await world.clock.sleep(milliseconds: 1) }
      world.shelf.failure = .system(SystemFailure(call: "write", number: 28))
    }
    let result = await world.call(life, TradingWorld.order())
    #expect(TradingWorld.isSuccess(result), "the client is told the truth all the same")
    #expect(world.shelf.book.open.count == 1)
    world.shelf.failure = nil
    await world.clock.pass(milliseconds: 20_000)
    #expect(world.shelf.book.open.isEmpty && world.model.postCount == 1)
    life.die()
  }

  @Test @LoopActor func `a turn at the journal that was missed says that, and to call again`() async throws {
    let world = TradingWorld()
    let life = await world.life()
    world.shelf.failure = .busy
    let failure = try #require(TradingWorld.failure(await world.call(life, TradingWorld.order())))
    #expect(failure.isRetryable && failure.message.contains("other servers of this account"))
    #expect(failure.suggestion?.hasPrefix("Call again") == true && world.model.postCount == 0)
    // Nothing is wrong, so nobody is sent to look at files, and the state says so.
    #expect(!(failure.message + (failure.suggestion ?? "")).contains("folder"))
    #expect(life.tools.ledger?.trouble == nil)
    world.shelf.failure = nil
    #expect(TradingWorld.isSuccess(await world.call(life, TradingWorld.order())))
    life.die()
  }

  @Test @LoopActor func `a halt while the disk takes SENT in stops the order`() async {
    let world = TradingWorld()
    let life = await world.life()
    world.shelf.whenDurable = { records in
      for case .sent in records { world.halt.haltedBecause = "a test" }
    }
    let result = await world.call(life, TradingWorld.order())
    #expect(TradingWorld.failure(result)?.kind == .policyRefused)
    #expect(world.model.postCount == 0 && world.shelf.book.open.isEmpty)
    #expect(world.shelf.book.dailyNotional(day: 20_000, quote: "USDT") == .zero)
    world.shelf.whenDurable = { _ in }
    world.halt.haltedBecause = nil
    #expect(TradingWorld.isSuccess(await world.call(life, TradingWorld.order())))
    life.die()
  }

  @Test @LoopActor func `a journal whose time is hours ahead says so, and nothing more is written into it`()
    async throws
  {
    let world = TradingWorld()
    let ahead = world.model.nowMilliseconds + 30 * 3_600_000
    try world.shelf.append(
      [.unknown(id: "bh-x", atMilliseconds: ahead, reason: "a clock was wrong")], isDurable: true)
    let life = await world.life()
    let before = world.shelf.records.count
    let refused = await world.call(life, TradingWorld.order())
    #expect(TradingWorld.failure(refused)?.kind == .policyRefused)
    #expect(TradingWorld.failure(refused)?.isRetryable == false)
    #expect(TradingWorld.failure(refused)?.message.contains("1800 minutes ahead") == true)
    #expect(world.shelf.records.count == before && world.model.postCount == 0)
    life.die()
  }

  @Test @LoopActor func `what was answered right before the client went away may not have been read`() async {
    let world = TradingWorld()
    let life = await world.life()
    #expect(TradingWorld.isSuccess(await world.call(life, TradingWorld.order("3"))))
    await world.clock.pass(milliseconds: 5_000)
    #expect(TradingWorld.isSuccess(await world.call(life, TradingWorld.order())))
    life.tools.clientIsGone()
    life.die()
    let next = await world.life()
    let again = await world.call(next, TradingWorld.order())
    #expect(TradingWorld.failure(again)?.kind == .duplicateSuspected)
    #expect(TradingWorld.isSuccess(await world.call(next, TradingWorld.order("3"))), "that one was read")
    #expect(world.model.postCount == 3)
    next.die()
  }

  @Test(arguments: [TradingMode.off, .readOnly]) @LoopActor
  func `without trading what was left open is settled all the same`(mode: TradingMode) async throws {
    let world = TradingWorld()
    world.model.fate = { _ in .lost(takenAfter: 0, shownAfter: 0) }
    let first = await world.life()
    _ = await world.call(first, TradingWorld.order())
    first.die()
    #expect(world.shelf.book.open.count == 1)
    let life = TradingLife(
      instance: 99, shelf: world.shelf, model: world.model, halt: world.halt, policy: .paper, mode: mode)
    onLoop { await life.tools.start() }
    await world.clock.pass(milliseconds: 30_000)
    #expect(world.shelf.book.open.isEmpty)
    #expect(world.shelf.book.recent(countMax: 1).first?.state == .placed)
    let result = await world.call(life, TradingWorld.order("2"))
    #expect(TradingWorld.failure(result)?.kind == .policyRefused && world.model.postCount == 1)
    life.die()
  }

  @Test @LoopActor func `a cancel before the journal is open is written into it once it is`() async {
    let world = TradingWorld()
    let life = world.begin()
    world.model.answers["/api/v3/account"] = "{}"
    await world.clock.pass(milliseconds: 100)
    let cancel = await world.call(life, "cancel_order", #"{"symbol":"BTCUSDT","order_id":1}"#)
    #expect(TradingWorld.isSuccess(cancel) && world.shelf.records.isEmpty)
    world.model.answers["/api/v3/account"] = nil
    await world.clock.pass(milliseconds: 10_000)
    let results = world.shelf.records.compactMap { record in
      if case .audited(let entry) = record, entry.tool == "cancel_order" { entry.result } else { nil }
    }
    #expect(life.isOpen && results == ["sent", "ok"])
    life.die()
  }

  @Test @LoopActor func `the command line takes trading away and cannot give it`() async {
    let world = TradingWorld()
    for (venue, mode) in [(Venue.live, TradingMode.paper), (.live, .off), (.paper, .readOnly)] {
      let life = TradingLife(
        instance: 99, shelf: world.shelf, model: world.model, halt: world.halt, policy: .paper, venue: venue,
        mode: mode)
      await life.tools.start()
      let result = await world.call(life, TradingWorld.order())
      #expect(TradingWorld.failure(result)?.kind == .policyRefused, "\(venue) \(mode)")
      let cancel = await world.call(life, "cancel_order", #"{"symbol":"BTCUSDT","order_id":1}"#)
      #expect(TradingWorld.failure(cancel)?.kind == .policyRefused)
      life.die()
    }
    #expect(world.model.postCount == 0 && world.model.cancelCount == 0)
  }

  @Test @LoopActor func `trading stays shut while the exchange cannot be reached, and opens then`() async {
    let world = TradingWorld()
    let life = world.begin()
    life.line.isUnreachable = true
    await world.clock.pass(milliseconds: 5_000)
    let early = await world.call(life, TradingWorld.order())
    #expect(TradingWorld.failure(early)?.kind == .exchangeUnavailable)
    life.line.isUnreachable = false
    await world.clock.pass(milliseconds: 15_000)
    #expect(life.isOpen)
    #expect(TradingWorld.isSuccess(await world.call(life, TradingWorld.order())))
    life.die()
  }

  @Test @LoopActor func `a journal that was deleted does not renew the cap of the day`() async {
    let world = TradingWorld()
    world.policy.dailyNotionalMax = ExactDecimal(500)
    let first = await world.life()
    #expect(TradingWorld.isSuccess(await world.call(first, TradingWorld.order("4"))))
    first.die()
    let id = world.model.orders.keys.first ?? ""
    world.shelf.forget(after: 0)
    world.model.answers["/api/v3/allOrders"] =
      #"[{"symbol":"BTCUSDT","clientOrderId":"\#(id)","side":"BUY","type":"LIMIT","origQty":"4","price":"100","#
      + #""time":\#(world.model.nowMilliseconds)}]"#
    let second = await world.life()
    #expect(TradingWorld.failure(await world.call(second, TradingWorld.order("2")))?.kind == .policyRefused)
    #expect(TradingWorld.isSuccess(await world.call(second, TradingWorld.order("1"))))
    second.die()
  }

  @Test @LoopActor func `a lost order whose worth cannot be told shuts trading for the day`() async {
    let world = TradingWorld()
    world.policy.dailyNotionalMax = ExactDecimal(500)
    world.model.answers["/api/v3/openOrders"] =
      #"[{"symbol":"BTCETH","clientOrderId":"bh-aaaaaaaaaaaaaaaaaaaaaaaaaa","side":"BUY","type":"LIMIT","#
      + #""origQty":"4","price":"100","time":\#(world.model.nowMilliseconds)}]"#
    let life = await world.life()
    let refused = await world.call(life, TradingWorld.order())
    #expect(TradingWorld.failure(refused)?.kind == .policyRefused)
    #expect(world.model.postCount == 0)
    life.die()
  }

  @Test @LoopActor func `a thousand open intents are settled within two seconds of own time`() async throws {
    let world = TradingWorld()
    let now = world.model.nowMilliseconds
    world.model.latency = { 0 }
    for index in 0..<1_000 {
      let id = "bh-\(index)"
      let leg = Intent.Leg(
        clientOrderID: id, side: "BUY", type: "LIMIT", quantity: ExactDecimal(1), price: ExactDecimal(1))
      try world.shelf.append(
        [
          .intent(
            Intent(
              id: id, instance: 77, principal: "", idempotency: nil, parameters: [1], tool: "create_order",
              kind: .order, api: .spot, symbol: "S\(index)", legs: [leg], notional: ExactDecimal(1),
              quote: "USDT", madeAtMilliseconds: now - 60_000)),
          .sent(id: id, timestampMilliseconds: now - 60_000, recvWindowMilliseconds: 3_000),
        ], isDurable: true)
      if index.isMultiple(of: 2) {
        world.model.take(
          [id], symbol: "S\(index)", timestamp: now, window: 60_000, shownAfter: 0, isList: false)
      }
    }
    let began = EventLoop.now
    let life = await world.life()
    await world.clock.pass(milliseconds: 5_000)
    let milliseconds = (EventLoop.now - began) / 1_000_000
    print("1,000 open intents settled in \(milliseconds) ms of own time (debug build, model exchange)")
    #expect(world.shelf.book.open.isEmpty)
    #expect(world.shelf.book.recent(countMax: 1_000).count { $0.state == .placed } == 500)
    life.die()
  }
}
