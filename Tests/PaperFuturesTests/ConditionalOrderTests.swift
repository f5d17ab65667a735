import PaperAccounts
import PaperCore
import Testing

@testable import PaperFutures

@Suite struct `Conditional futures orders` {
  let desk = FuturesDesk()

  @discardableResult
  private func place(
    _ type: FuturesOrderType, _ side: FuturesSide, trigger: Int = 0, by account: Account, steps: Int = 100,
    price: Int = 0, reduceOnly: Bool = false, closes: Bool = false, working: WorkingType = .contractPrice,
    activate: Int = 0, callback: Int = 0
  ) throws -> AlgoOrder {
    let order = NewFuturesOrder(
      side: side, type: type.hasPrice ? .limit : .market, priceTicks: price * 100, steps: closes ? 0 : steps,
      reduceOnly: reduceOnly, closePosition: closes)
    return try desk.futures.place(
      NewAlgoOrder(
        order: order, type: type, triggerTicks: trigger * 100, activateTicks: activate * 100,
        callbackRate: callback, workingType: working), on: desk.listed, by: account, now: desk.now)
  }

  @Test func `are refused when they would trigger at once`() throws {
    let account = try desk.account()
    for (type, side, trigger) in [
      (FuturesOrderType.stopMarket, FuturesSide.buy, 59_000), (.stopMarket, .sell, 61_000),
      (.takeProfitMarket, .buy, 61_000), (.takeProfitMarket, .sell, 59_000),
    ] {
      #expect(throws: FuturesRefusal.wouldTrigger) { try place(type, side, trigger: trigger, by: account) }
    }
    #expect(throws: FuturesRefusal.wouldTrigger) {
      try place(.trailingStopMarket, .sell, by: account, activate: 59_000, callback: 1_000_000)
    }
  }

  @Test func `become market orders when a trade comes to their price, and close a position`() throws {
    let account = try desk.account(100_000)
    try desk.market(.buy, 200, at: 60_000, by: account)
    let stop = try place(.stopMarket, .sell, trigger: 59_000, by: account, closes: true)
    let profit = try place(.takeProfitMarket, .sell, trigger: 62_000, by: account, closes: true)
    desk.book(bid: 58_999, ask: 59_001)
    desk.trade(59_001)
    desk.futures.advance(to: desk.now)
    #expect(stop.status == .new)
    desk.trade(59_000)
    #expect(desk.position(account).steps == 0)
    #expect(stop.status == .finished && stop.order?.steps == 200 && stop.triggerTime == desk.now)
    #expect(stop.order?.executedUnits == usdt(58_999) / 5)
    #expect(profit.status == .expired, "there is nothing left to close")
    #expect(desk.isConserved)
  }

  @Test func `become limit orders, and are finished when those are`() throws {
    let account = try desk.account(100_000)
    desk.book(bid: 60_000, ask: 60_001)
    let stop = try place(.stop, .buy, trigger: 61_000, by: account, price: 60_500)
    desk.book(bid: 61_000, ask: 61_001)
    desk.trade(61_000)
    desk.futures.advance(to: desk.now)
    #expect(stop.status == .triggered && stop.order?.status == .new)
    desk.trade(60_400, steps: 1_000)
    desk.futures.advance(to: desk.now)
    #expect(stop.status == .finished && stop.order?.status == .filled)
  }

  @Test func `look at mark prices if told to, once a second`() throws {
    let account = try desk.account(100_000)
    desk.book(bid: 60_000, ask: 60_001)
    let stop = try place(.stopMarket, .buy, trigger: 61_000, by: account, working: .markPrice)
    // A spike between two seconds is no mark price.
    desk.market.trade(6_200_000, 1, at: desk.now + 300)
    desk.market.trade(6_000_000, 1, at: desk.now + 600)
    desk.futures.advance(to: desk.now + 5_000)
    #expect(stop.status == .new)
    desk.now += 5_000
    desk.trade(61_000)
    desk.futures.advance(to: desk.now)
    #expect(stop.status == .finished)
  }

  @Test func `trail the best price and trigger when it comes back far enough`() throws {
    let account = try desk.account(100_000)
    try desk.market(.buy, 100, at: 60_000, by: account)
    // One percent back from the best price after 61,000.
    let trail = try place(
      .trailingStopMarket, .sell, by: account, reduceOnly: true, activate: 61_000, callback: 1_000_000)
    for price in [60_500, 59_500, 61_000, 62_000, 61_381] { desk.trade(price) }
    desk.futures.advance(to: desk.now)
    #expect(trail.status == .new && trail.isActive)
    // 62,000 less one percent.
    desk.book(bid: 61_380, ask: 61_381)
    desk.trade(61_380)
    desk.futures.advance(to: desk.now)
    #expect(trail.status == .finished && desk.position(account).steps == 0)
  }

  @Test func `trail the same whether anybody looks or not`() throws {
    let desks = [FuturesDesk(), FuturesDesk()]
    var times: [Int] = []
    for (index, desk) in desks.enumerated() {
      let account = try desk.account(100_000)
      try desk.market(.buy, 100, at: 60_000, by: account)
      let order = NewFuturesOrder(side: .sell, type: .market, steps: 100, reduceOnly: true)
      let trail = try desk.futures.place(
        NewAlgoOrder(order: order, type: .trailingStopMarket, callbackRate: 1_000_000), on: desk.listed,
        by: account, now: desk.now)
      let prices = (0..<600).map { 60_000 + $0 } + (0..<700).map { 60_600 - $0 }
      for price in prices {
        desk.trade(price)
        if index == 0 { desk.futures.advance(to: desk.now) }
      }
      desk.futures.advance(to: desk.now)
      #expect(trail.status == .finished)
      times.append(trail.triggerTime)
    }
    #expect(times[0] == times[1])
  }

  @Test func `that are refused when they trigger say so and change nothing`() throws {
    let account = try desk.account(100)
    let stop = try place(.stopMarket, .buy, trigger: 61_000, by: account, steps: 1_000)
    desk.book(bid: 61_000, ask: 61_001)
    desk.trade(61_000)
    #expect(desk.position(account).steps == 0)
    #expect(stop.status == .rejected && stop.order == nil && desk.wallet(account) == usdt(100))
  }

  @Test func `can be canceled and are bounded`() throws {
    let account = try desk.account()
    for step in 0..<10 { try place(.stopMarket, .buy, trigger: 61_000 + step, by: account) }
    #expect(throws: FuturesRefusal.tooManyAlgoOrders) {
      try place(.stopMarket, .buy, trigger: 61_000, by: account)
    }
    let first = desk.futures.member(account).openAlgoOrders[0]
    let canceled = try desk.futures.cancelAlgo(.number(first.number), of: account, now: desk.now)
    #expect(canceled.status == .canceled)
    #expect(throws: FuturesRefusal.unknownOrder) {
      try desk.futures.cancelAlgo(.number(first.number), of: account, now: desk.now)
    }
    desk.futures.cancelAllAlgo(on: 0, of: account, now: desk.now)
    #expect(desk.futures.member(account).openAlgoOrders.isEmpty)
  }
}
