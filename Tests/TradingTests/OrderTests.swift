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

@Suite(.onLoop) struct `Orders, at most once` {
  @Test @LoopActor func `an order is in the journal before it is sent, with two waits for the disk`() async {
    let world = TradingWorld()
    let life = await world.life()
    let before = world.shelf.durableCount
    let result = await world.call(life, TradingWorld.order())
    #expect(TradingWorld.isSuccess(result))
    #expect(world.shelf.durableCount - before == 2)
    #expect(world.shelf.book.recent(countMax: 1).first?.state == .placed)
    life.die()
  }

  @Test @LoopActor func `the same key and the same parameters give the first order's answer`() async {
    let world = TradingWorld()
    let life = await world.life()
    let key = #","idempotency_key":"a""#
    let first = await world.call(life, TradingWorld.order(more: key))
    let again = await world.call(life, TradingWorld.order("1.0", symbol: "btc/usdt", more: key))
    #expect(TradingWorld.isSuccess(first) && TradingWorld.isSuccess(again))
    #expect(world.model.postCount == 1)
    life.die()
  }

  @Test(arguments: [
    #","time_in_force":"GTC""#, #","adjust":"none""#, #","adjust":"round_down""#,
    #","allow_duplicate":false"#,
  ])
  @LoopActor func `what holds anyway makes no other order of it`(more: String) async {
    let world = TradingWorld()
    let life = await world.life()
    let key = #","idempotency_key":"a""#
    #expect(TradingWorld.isSuccess(await world.call(life, TradingWorld.order(more: key))))
    #expect(TradingWorld.isSuccess(await world.call(life, TradingWorld.order(more: key + more))))
    #expect(world.model.postCount == 1)
    let other = await world.call(life, TradingWorld.order(more: key + #","time_in_force":"IOC""#))
    #expect(TradingWorld.failure(other)?.kind == .validationError)
    life.die()
  }

  @Test @LoopActor func `the same key with other parameters is an error and no order`() async {
    let world = TradingWorld()
    let life = await world.life()
    let key = #","idempotency_key":"a""#
    _ = await world.call(life, TradingWorld.order(more: key))
    let other = await world.call(life, TradingWorld.order("2", more: key))
    #expect(TradingWorld.failure(other)?.kind == .validationError)
    let stranger = await world.call(life, TradingWorld.order("2", more: key), principal: "somebody else")
    #expect(TradingWorld.isSuccess(stranger), "a key is its caller's own")
    #expect(world.model.postCount == 2)
    life.die()
  }

  @Test @LoopActor func `an unknown outcome holds up new orders there, and no cancels, until it is settled`()
    async
  {
    let world = TradingWorld()
    let life = await world.life()
    world.model.fate = { $0 == 1 ? .lost(takenAfter: 0, shownAfter: 6_000) : .done }
    let first = await world.call(life, TradingWorld.order())
    #expect(TradingWorld.failure(first)?.kind == .outcomeUnknown)
    let id = TradingWorld.detail(first, "client_order_id")
    let second = await world.call(life, TradingWorld.order("3"))
    #expect(TradingWorld.failure(second)?.kind == .outcomeUnknown)
    #expect(TradingWorld.detail(second, "client_order_id") == id)
    #expect(TradingWorld.detail(second, "seconds_left") != nil)
    let elsewhere = await world.call(life, TradingWorld.order(symbol: "ETHUSDT"))
    #expect(TradingWorld.isSuccess(elsewhere))
    let cancel = await world.call(life, "cancel_order", #"{"symbol":"BTCUSDT","order_id":1}"#)
    #expect(TradingWorld.isSuccess(cancel) && world.model.cancelCount == 1)
    await world.clock.pass(milliseconds: 20_000)
    #expect(id.flatMap { world.shelf.book.entry($0) }?.state == .placed)
    #expect(TradingWorld.isSuccess(await world.call(life, TradingWorld.order("3"))))
    life.die()
  }

  @Test @LoopActor func `the same order without a key after an unknown outcome is suspected to be the same`()
    async
  {
    let world = TradingWorld()
    let life = await world.life()
    world.model.fate = { $0 == 1 ? .unclear(-1006, isTaken: true) : .done }
    #expect(TradingWorld.failure(await world.call(life, TradingWorld.order()))?.kind == .outcomeUnknown)
    await world.clock.pass(milliseconds: 3_000)
    let again = await world.call(life, TradingWorld.order())
    #expect(TradingWorld.failure(again)?.kind == .duplicateSuspected)
    #expect(world.model.postCount == 1)
    #expect(
      TradingWorld.isSuccess(await world.call(life, TradingWorld.order("2"))), "another order is another")
    let meant = await world.call(life, TradingWorld.order(more: #","allow_duplicate":true"#))
    #expect(TradingWorld.isSuccess(meant))
    await world.clock.pass(milliseconds: 61_000)
    #expect(TradingWorld.isSuccess(await world.call(life, TradingWorld.order())))
    life.die()
  }

  @Test @LoopActor func `a settlement that takes minutes does not let the obedient repeat through`() async {
    let world = TradingWorld()
    let life = await world.life()
    world.model.fate = { $0 == 1 ? .lost(takenAfter: 0, shownAfter: 130_000) : .done }
    world.model.losesQuestion = { world.model.nowMilliseconds - world.model.epochMilliseconds < 130_000 }
    #expect(TradingWorld.failure(await world.call(life, TradingWorld.order()))?.kind == .outcomeUnknown)
    var gateCount = 0
    for _ in 0..<100 where !world.shelf.book.open.isEmpty {
      await world.clock.pass(milliseconds: 3_000)
      if world.shelf.book.open.isEmpty { break }
      let again = await world.call(life, TradingWorld.order())
      if TradingWorld.failure(again)?.kind == .outcomeUnknown { gateCount += 1 }
    }
    #expect(gateCount > 5 && world.shelf.book.open.isEmpty)
    let obedient = await world.call(life, TradingWorld.order())
    #expect(TradingWorld.failure(obedient)?.kind == .duplicateSuspected)
    #expect(world.model.postCount == 1)
    await world.clock.pass(milliseconds: 61_000)
    #expect(TradingWorld.isSuccess(await world.call(life, TradingWorld.order())))
    life.die()
  }

  @Test @LoopActor func `an answer that cannot be read is an unknown outcome`() async {
    let world = TradingWorld()
    let life = await world.life()
    world.model.fate = { _ in .garbled }
    let result = await world.call(life, TradingWorld.order())
    #expect(TradingWorld.failure(result)?.kind == .outcomeUnknown)
    await world.clock.pass(milliseconds: 3_000)
    #expect(world.shelf.book.open.isEmpty)
    #expect(world.shelf.book.recent(countMax: 1).first?.state == .placed)
    life.die()
  }

  @Test @LoopActor func `what is refused counts no more, and its key says so again`() async {
    let world = TradingWorld()
    let life = await world.life()
    world.model.fate = { _ in .refused(-2010) }
    let key = #","idempotency_key":"a""#
    let first = await world.call(life, TradingWorld.order(more: key))
    #expect(TradingWorld.failure(first)?.code == -2010)
    let again = await world.call(life, TradingWorld.order(more: key))
    #expect(TradingWorld.failure(again)?.code == -2010)
    #expect(world.model.postCount == 1)
    let book = world.shelf.book
    #expect(book.dailyNotional(day: 20_000, quote: "USDT") == .zero)
    life.die()
  }

  @Test @LoopActor func `what was never sent may be sent under its key later, once`() async {
    let world = TradingWorld()
    let life = await world.life()
    world.model.fate = { _ in .unsent }
    let key = #","idempotency_key":"a""#
    #expect(
      TradingWorld.failure(await world.call(life, TradingWorld.order(more: key)))?.kind == .networkError)
    world.model.fate = { _ in .done }
    #expect(TradingWorld.isSuccess(await world.call(life, TradingWorld.order(more: key))))
    #expect(world.model.posts.values.allSatisfy { $0 == 1 } && world.model.postCount == 1)
    life.die()
  }

  @Test @LoopActor func `a list has a name of its own for each order`() async {
    let world = TradingWorld()
    let life = await world.life()
    let result = await world.call(
      life, "create_order_list",
      #"{"kind":"OTO","symbol":"BTCUSDT","working_type":"LIMIT","working_side":"BUY","working_quantity":"1","#
        + #""working_price":"50","pending_side":"SELL","pending_quantity":"1","pending_type":"LIMIT","#
        + #""pending_price":"60"}"#)
    #expect(result != nil)
    #expect(world.model.posts.count == 3 && world.model.posts.keys.allSatisfy { $0.utf8.count <= 36 })
    #expect(world.model.orders.count == 2)
    life.die()
  }

  @Test @LoopActor func `two lives on one account share gate, duplicates and caps`() async {
    let world = TradingWorld()
    world.policy.dailyNotionalMax = ExactDecimal(250)
    let (one, two) = (await world.life(), await world.life())
    world.model.fate = { $0 == 1 ? .lost(takenAfter: 0, shownAfter: 4_000) : .done }
    #expect(TradingWorld.failure(await world.call(one, TradingWorld.order()))?.kind == .outcomeUnknown)
    #expect(TradingWorld.failure(await world.call(two, TradingWorld.order("1.4")))?.kind == .outcomeUnknown)
    one.die()
    await world.clock.pass(milliseconds: 25_000)
    #expect(world.shelf.book.open.isEmpty, "the other one settles what is left")
    #expect(TradingWorld.failure(await world.call(two, TradingWorld.order()))?.kind == .duplicateSuspected)
    #expect(TradingWorld.failure(await world.call(two, TradingWorld.order("2")))?.kind == .policyRefused)
    #expect(TradingWorld.isSuccess(await world.call(two, TradingWorld.order("1.5"))))
    two.die()
  }

  @Test @LoopActor func `an unknown outcome that could not be written down holds up the other life`() async {
    let world = TradingWorld()
    let (one, two) = (await world.life(), await world.life())
    world.model.fate = { $0 == 1 ? .lost(takenAfter: 0, shownAfter: 4_000) : .done }
    world.shelf.whenDurable = { new in
      // The disk fills between SENT and the answer.
      guard new.contains(where: { if case .sent = $0 { true } else { false } }) else { return }
      world.shelf.failure = .system(SystemFailure(call: "write", number: SystemFailure.noSpace))
    }
    #expect(TradingWorld.failure(await world.call(one, TradingWorld.order()))?.kind == .outcomeUnknown)
    world.shelf.failure = nil
    let again = await world.call(two, TradingWorld.order())
    #expect(TradingWorld.failure(again)?.kind == .duplicateSuspected)
    #expect(world.model.orders.count == 1)
    for life in [one, two] { life.die() }
  }

  @Test @LoopActor func `ten calls at once just under the daily cap stay under it`() async {
    let world = TradingWorld()
    world.policy.dailyNotionalMax = ExactDecimal(1_000)
    let life = await world.life()
    var answers: [Result<[UInt8], ToolFailure>?] = []
    for index in 0..<10 {
      onLoop {
        answers.append(await life.call("create_order", TradingWorld.order("3", more: Self.key(index))))
      }
    }
    await world.clock.pass(milliseconds: 5_000)
    #expect(answers.count == 10 && answers.count { TradingWorld.isSuccess($0) } == 3)
    #expect(world.model.postCount == 3)
    life.die()
  }

  private static func key(_ index: Int) -> String { #","idempotency_key":"k\#(index)""# }

  @Test @LoopActor func `counters outlive a life, and begin anew with the exchange's day`() async {
    let world = TradingWorld(epochMilliseconds: 20_001 * 86_400_000 - 60_000)
    world.policy.dailyNotionalMax = ExactDecimal(150)
    let first = await world.life()
    #expect(TradingWorld.isSuccess(await world.call(first, TradingWorld.order())))
    first.die()
    let second = await world.life()
    #expect(TradingWorld.failure(await world.call(second, TradingWorld.order("0.9")))?.kind == .policyRefused)
    await world.clock.pass(milliseconds: 61_000)
    #expect(TradingWorld.isSuccess(await world.call(second, TradingWorld.order("0.9"))))
    second.die()
  }

  @Test @LoopActor func `a call that nobody waits for any more is not sent`() async {
    let world = TradingWorld()
    let life = await world.life()
    let call = CallContext(
      callID: 1, deadlineNanoseconds: world.clock.nanoseconds + 10_000_000_000, sendCountMax: 12)
    onLoop { _ = await life.call("create_order", TradingWorld.order(), context: call) }
    await world.clock.settle()
    call.cancel()
    await world.clock.pass(milliseconds: 2_000)
    #expect(world.model.postCount == 0)
    #expect(world.shelf.book.open.isEmpty)
    life.die()
  }
}
