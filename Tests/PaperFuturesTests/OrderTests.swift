import PaperAccounts
import PaperCore
import Testing

@testable import PaperFutures

@Suite struct `Futures orders` {
  let desk = FuturesDesk()

  @Test func `that rest are filled by trades beyond their price, and at it when the taker sold`() throws {
    let account = try desk.account()
    desk.book(bid: 59_999, ask: 60_000)
    let order = try desk.limit(.buy, 100, at: 59_000, by: account)
    #expect(order.status == .new)
    desk.trade(59_001, steps: 500)
    desk.trade(59_000, steps: 500)
    desk.futures.advance(to: desk.now)
    #expect(order.executedSteps == 0, "at its price, but the taker bought")
    desk.trade(59_000, steps: 30, takerSells: true)
    desk.futures.advance(to: desk.now)
    #expect(order.executedSteps == 30 && order.status == .partiallyFilled)
    desk.trade(58_990, steps: 500)
    desk.futures.advance(to: desk.now)
    #expect(order.executedSteps == 100 && order.status == .filled && order.updateTime == desk.now)
    // At its own price and as a maker: 0.02 % of 5,900.
    #expect(order.executedUnits == usdt(5_900))
    #expect(desk.futures.member(account).trades.entries.map(\.feeUnits).reduce(0, +) == usdt(1, 18_000_000))
    #expect(desk.isConserved)
  }

  @Test func `share a trade by price and then by time, and never more than it has`() throws {
    let (first, second) = (try desk.account(), try desk.account())
    desk.book(bid: 58_000, ask: 60_000)
    let late = try desk.limit(.buy, 100, at: 59_000, by: first)
    let better = try desk.limit(.buy, 100, at: 59_100, by: second)
    let last = try desk.limit(.buy, 100, at: 59_000, by: second)
    desk.trade(58_900, steps: 150)
    desk.futures.advance(to: desk.now)
    #expect([better, late, last].map(\.executedSteps) == [100, 50, 0])
  }

  @Test func `match accounts' orders after the market's at one price`() throws {
    let (maker, taker) = (try desk.account(100_000), try desk.account(100_000))
    desk.book(bid: 59_000, ask: 60_000, steps: 50)
    let resting = try desk.limit(.sell, 100, at: 60_000, by: maker)
    let order = try desk.limit(.buy, 120, at: 60_000, by: taker)
    #expect(order.status == .filled && resting.executedSteps == 70)
    // What was taken of a level is gone while it looks the same.
    #expect(
      desk.futures.book(of: 0, limit: 5, at: desk.now).asks == [
        BookLevel(priceTicks: 6_000_000, quantitySteps: 30)
      ])
    let next = try desk.limit(.buy, 50, at: 60_000, by: taker)
    #expect(next.executedSteps == 30 && resting.status == .filled)
    // The bid at 60,000 hides the ask that it would have met.
    let book = desk.futures.book(of: 0, limit: 5, at: desk.now)
    #expect(book.bids.first == BookLevel(priceTicks: 6_000_000, quantitySteps: 20) && book.asks.isEmpty)
    #expect(desk.position(maker).steps == -100 && desk.isConserved)
  }

  @Test func `know their times in force`() throws {
    let account = try desk.account(100_000)
    desk.book(bid: 59_000, ask: 60_000, steps: 100)
    #expect(throws: FuturesRefusal.postOnlyFailed) {
      try desk.limit(.buy, 10, at: 60_000, by: account, timeInForce: .goodTillCrossing)
    }
    #expect(throws: FuturesRefusal.fillOrKillFailed) {
      try desk.limit(.buy, 101, at: 60_000, by: account, timeInForce: .fillOrKill)
    }
    #expect(desk.position(account).steps == 0)
    let some = try desk.limit(.buy, 150, at: 60_000, by: account, timeInForce: .immediateOrCancel)
    #expect(some.status == .expired && some.executedSteps == 100)
    let none = try desk.limit(.buy, 10, at: 59_500, by: account, timeInForce: .immediateOrCancel)
    #expect(none.status == .expired && none.executedSteps == 0)
    let posted = try desk.limit(.buy, 10, at: 59_500, by: account, timeInForce: .goodTillCrossing)
    #expect(posted.status == .new)
  }

  @Test func `with a date end on it`() throws {
    let account = try desk.account()
    var new = NewFuturesOrder(
      side: .buy, type: .limit, timeInForce: .goodTillDate, priceTicks: 5_900_000, steps: 10,
      goodTillDate: desk.now + 600_000)
    #expect(throws: FuturesRefusal.badGoodTillDate) {
      try desk.futures.place(new, on: desk.listed, by: account, now: desk.now)
    }
    new.goodTillDate += 1_000
    let order = try desk.futures.place(new, on: desk.listed, by: account, now: desk.now)
    desk.futures.advance(to: new.goodTillDate - 1)
    #expect(order.status == .new)
    desk.futures.advance(to: new.goodTillDate + 5_000)
    #expect(order.status == .expired && order.updateTime == new.goodTillDate)
  }

  @Test func `that only reduce need something to reduce and end with it`() throws {
    let account = try desk.account(100_000)
    desk.book(bid: 59_999, ask: 60_000)
    #expect(throws: FuturesRefusal.reduceOnlyRejected) {
      try desk.limit(.sell, 100, at: 61_000, by: account, reduceOnly: true)
    }
    try desk.market(.buy, 100, at: 60_000, by: account)
    let order = try desk.limit(.sell, 300, at: 61_000, by: account, reduceOnly: true)
    desk.trade(61_500, steps: 1_000)
    #expect(desk.position(account).steps == 0)
    #expect(order.executedSteps == 100 && order.status == .expired)
    try desk.market(.buy, 100, at: 60_000, by: account)
    let other = try desk.limit(.sell, 50, at: 61_000, by: account, reduceOnly: true)
    try desk.market(.sell, 500, at: 60_000, by: account, reduceOnly: true)
    #expect(other.status == .expired && desk.position(account).steps == 0 && desk.isConserved)
  }

  @Test func `of one account do not trade with each other unless it says so`() throws {
    let account = try desk.account(100_000)
    desk.book(bid: 58_000, ask: 62_000)
    let resting = try desk.limit(.sell, 100, at: 60_000, by: account)
    var new = NewFuturesOrder(
      side: .buy, type: .limit, priceTicks: 6_000_000, steps: 40, selfTradePrevention: .expireTaker)
    let taker = try desk.futures.place(new, on: desk.listed, by: account, now: desk.now)
    #expect(taker.status == .expiredInMatch && resting.status == .new)
    new.selfTradePrevention = .expireMaker
    let second = try desk.futures.place(new, on: desk.listed, by: account, now: desk.now)
    #expect(second.status == .new && resting.status == .expiredInMatch)
    let third = try desk.limit(.sell, 40, at: 60_000, by: account)
    #expect(third.status == .filled && second.status == .filled && desk.position(account).steps == 0)
    #expect(desk.isConserved)
  }

  @Test func `can be changed, and keep their place only when they get smaller`() throws {
    let (account, other) = (try desk.account(100_000), try desk.account(100_000))
    desk.book(bid: 58_000, ask: 61_000)
    let order = try desk.limit(.buy, 100, at: 59_000, by: account)
    let rival = try desk.limit(.buy, 100, at: 59_000, by: other)
    func change(_ price: Int, _ steps: Int) throws -> FuturesOrder {
      try desk.futures.change(
        .number(order.number), side: .buy, priceTicks: price * 100, steps: steps, on: desk.listed,
        of: account, now: desk.now)
    }
    #expect(throws: FuturesRefusal.sameOrder) { try change(59_000, 100) }
    _ = try change(59_000, 60)
    desk.trade(58_900, steps: 20)
    desk.futures.advance(to: desk.now)
    #expect(order.executedSteps == 20 && rival.executedSteps == 0)
    _ = try change(59_000, 80)
    desk.trade(58_900, steps: 20)
    desk.futures.advance(to: desk.now)
    #expect(order.executedSteps == 20 && rival.executedSteps == 20, "larger, so behind")
    let crossing = try change(61_000, 80)
    #expect(crossing.status == .filled && desk.position(account).steps == 80)
    #expect(desk.futures.member(account).amendments.entries.map(\.count) == [1, 2, 3])
    let kept = try desk.limit(.buy, 100, at: 59_000, by: account)
    desk.trade(58_900, steps: 100)
    desk.futures.advance(to: desk.now)
    #expect(kept.executedSteps == 20)
    let ended = try desk.futures.change(
      .number(kept.number), side: .buy, priceTicks: 5_900_000, steps: 20, on: desk.listed, of: account,
      now: desk.now)
    #expect(ended.status == .canceled && desk.isConserved)
  }

  @Test func `are canceled by a countdown that nobody puts off`() throws {
    let account = try desk.account()
    desk.book(bid: 58_000, ask: 62_000)
    let order = try desk.limit(.buy, 100, at: 59_000, by: account)
    desk.futures.setCountdown(60_000, on: 0, of: account, now: desk.now)
    desk.now += 50_000
    desk.futures.setCountdown(60_000, on: 0, of: account, now: desk.now)
    desk.futures.advance(to: desk.now + 59_000)
    #expect(order.status == .new)
    desk.futures.advance(to: desk.now + 60_000)
    #expect(order.status == .canceled)
  }

  @Test(arguments: [
    (PriceMatch.opponent, 60_000), (.queue, 59_000), (.opponent5, 0),
  ])
  func `take a price from the book`(_ match: PriceMatch, price: Int) throws {
    let account = try desk.account()
    desk.book(bid: 59_000, ask: 60_000)
    let new = NewFuturesOrder(side: .buy, type: .limit, steps: 10, priceMatch: match)
    if price == 0 {
      #expect(throws: FuturesRefusal.noMatchingDepth) {
        try desk.futures.place(new, on: desk.listed, by: account, now: desk.now)
      }
    } else {
      #expect(
        try desk.futures.place(new, on: desk.listed, by: account, now: desk.now).priceTicks == price * 100)
    }
  }
}
