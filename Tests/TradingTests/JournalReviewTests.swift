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

@Suite(.onLoop) struct `A journal held against the exchange` {
  @LoopActor private static func order(
    _ world: TradingWorld, _ id: String, symbol: String = "BTCUSDT", time: Int? = nil, orderID: Int = 1
  ) -> String {
    #"{"symbol":"\#(symbol)","orderId":\#(orderID),"clientOrderId":"\#(id)","side":"BUY","type":"LIMIT","#
      + #""origQty":"4","price":"100","time":\#(time ?? world.model.nowMilliseconds)}"#
  }

  @Test @LoopActor func `without a cap too, a key whose order is at the exchange places nothing`() async {
    let world = TradingWorld()
    let first = await world.life()
    let key = #","idempotency_key":"a""#
    #expect(TradingWorld.isSuccess(await world.call(first, TradingWorld.order("4", more: key))))
    first.die()
    let id = world.model.orders.keys.first ?? ""
    world.shelf.forget(after: 0)
    world.model.answers["/api/v3/allOrders"] = "[\(Self.order(world, id))]"
    let second = await world.life()
    let again = await world.call(second, TradingWorld.order("4", more: key))
    #expect(TradingWorld.failure(again)?.kind == .duplicateSuspected)
    #expect(world.model.postCount == 1)
    second.die()
  }

  @Test @LoopActor func `without a cap an order whose worth cannot be told shuts nothing`() async {
    let world = TradingWorld()
    world.model.answers["/api/v3/openOrders"] =
      "[\(Self.order(world, "bh-aaaaaaaaaaaaaaaaaaaaaaaaaa", symbol: "BTCETH"))]"
    let life = await world.life()
    #expect(life.isOpen && world.shelf.book.entry("bh-aaaaaaaaaaaaaaaaaaaaaaaaaa") != nil)
    life.die()
  }

  @Test @LoopActor func `open orders of futures count too`() async {
    let world = TradingWorld()
    world.policy.dailyNotionalMax = ExactDecimal(500)
    world.policy.allowsFutures = true
    world.model.answers["/fapi/v1/openOrders"] = "[\(Self.order(world, "bh-aaaaaaaaaaaaaaaaaaaaaaaaaa"))]"
    let life = await world.life()
    #expect(life.isOpen)
    #expect(world.shelf.book.dailyNotional(day: 20_000, quote: "USDT") == ExactDecimal(400))
    life.die()
  }

  @Test @LoopActor func `a new journal with a cap says what it cannot see`() async {
    let world = TradingWorld()
    world.policy.dailyNotionalMax = ExactDecimal(500)
    let first = await world.life()
    #expect(first.tools.warnings.contains { $0.contains("the journal is new") })
    #expect(TradingWorld.isSuccess(await world.call(first, TradingWorld.order())))
    first.die()
    let second = await world.life()
    #expect(second.tools.warnings.isEmpty)
    second.die()
  }

  @Test(arguments: [true, false]) @LoopActor
  func `more symbols than can be asked about keep trading shut if a cap hangs on it`(hasCap: Bool) async {
    let world = TradingWorld()
    if hasCap { world.policy.dailyNotionalMax = ExactDecimal(500) }
    let assets = (0...JournalReview.symbolCountMax).map { #"{"asset":"A\#($0)"}"# }.joined(separator: ",")
    world.model.answers["/api/v3/account"] = #"{"uid":7,"balances":[\#(assets)]}"#
    let life = await world.life()
    await world.clock.pass(milliseconds: 2_000)
    let result = await world.call(life, TradingWorld.order())
    #expect(TradingWorld.isSuccess(result) != hasCap)
    if hasCap { #expect(TradingWorld.failure(result)?.suggestion?.contains("trading.symbols") == true) }
    life.die()
  }

  @Test(arguments: [Int.max, 0, -1, 4_102_444_800_001]) @LoopActor
  func `a time that no order can have ends nothing and is not written down`(time: Int) async {
    let world = TradingWorld()
    world.policy.dailyNotionalMax = ExactDecimal(500)
    world.model.answers["/api/v3/openOrders"] =
      "[\(Self.order(world, "bh-aaaaaaaaaaaaaaaaaaaaaaaaaa", time: time))]"
    let life = await world.life()
    #expect(life.isOpen)
    #expect(world.shelf.book.latestTimeMilliseconds <= world.model.nowMilliseconds)
    life.die()
  }

  @Test @LoopActor func `a time that is still to come counts as this moment`() async {
    let world = TradingWorld()
    world.policy.dailyNotionalMax = ExactDecimal(500)
    let id = "bh-aaaaaaaaaaaaaaaaaaaaaaaaaa"
    world.model.answers["/api/v3/openOrders"] =
      "[\(Self.order(world, id, time: world.model.nowMilliseconds + 30 * 3_600_000))]"
    let life = await world.life()
    #expect(world.shelf.book.entry(id) != nil)
    #expect(world.shelf.book.latestTimeMilliseconds <= world.model.nowMilliseconds)
    #expect(TradingWorld.isSuccess(await world.call(life, TradingWorld.order())))
    life.die()
  }

  @Test @LoopActor func `a full page whose last number is absurd ends the reading`() async {
    let world = TradingWorld()
    let rows = (0..<1_000).map { Self.order(world, "x", orderID: $0 < 999 ? $0 : .max) }
    world.model.answers["/api/v3/allOrders"] = "[\(rows.joined(separator: ","))]"
    let life = await world.life()
    #expect(life.isOpen)
    life.die()
  }
}
