import PaperAccounts
import Testing

@testable import PaperFutures

/// Time in which nothing happens costs next to nothing, however much of it there is.
@Suite struct `Quiet time of futures` {
  private static let day = 86_400_000

  /// Questions to the market while days go by.
  private func questions(_ desk: FuturesDesk, days: Int) -> Int {
    desk.futures.advance(to: desk.now)
    let before = desk.market.questionCount
    desk.now += days * Self.day
    desk.futures.advance(to: desk.now)
    return desk.market.questionCount - before
  }

  private func trail(_ desk: FuturesDesk, by account: Account) throws -> AlgoOrder {
    try desk.futures.place(
      NewAlgoOrder(
        order: NewFuturesOrder(side: .sell, type: .market, steps: 100, reduceOnly: true),
        type: .trailingStopMarket, callbackRate: 1_000_000, workingType: .markPrice),
      on: desk.listed, by: account, now: desk.now)
  }

  @Test func `an order that trails the mark price waits below its best price without a look each second`()
    throws
  {
    let desk = FuturesDesk()
    let account = try desk.account()
    try desk.market(.buy, 100, at: 60_000, by: account)
    let order = try trail(desk, by: account)
    desk.trade(60_100)
    desk.trade(59_900)
    #expect(questions(desk, days: 10) < 100_000, "ten days have 864,000 seconds")
    #expect(order.status == .new && order.isActive)
    // It has kept its best price, and is triggered by a percent below that.
    desk.trade(59_500)
    desk.futures.advance(to: desk.now)
    #expect(order.status == .new)
    desk.trade(59_490)
    desk.futures.advance(to: desk.now)
    #expect(order.status == .finished)
  }

  @Test func `one trade in a quiet day is found by halves`() throws {
    let desk = FuturesDesk()
    let account = try desk.account()
    try desk.market(.buy, 100, at: 60_000, by: account)
    try desk.limit(.sell, 100, at: 60_500, by: account, reduceOnly: true)
    let start = desk.now
    desk.now += Self.day / 2 + 777
    desk.trade(60_600, steps: 1_000)
    let time = desk.now
    desk.now = start
    #expect(questions(desk, days: 1) < 3_000)
    let order = try #require(desk.futures.member(account).closedOrders.entries.last)
    #expect(order.status == .filled && order.updateTime == time)
  }
}
