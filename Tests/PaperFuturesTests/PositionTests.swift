import PaperAccounts
import PaperCore
import Testing

@testable import PaperFutures

/// Every figure here was computed by hand. Quantities are in steps of 0.001 BTC.
@Suite struct `A futures position` {
  let desk = FuturesDesk()

  @Test func `has the average of its prices as entry, and adds up exactly however it is closed`() throws {
    let account = try desk.account(100_000)
    // 1 at 60,000 and 2 at 60,100: 180,200 in all, 60,066.66666667 on average.
    try desk.market(.buy, 1_000, at: 60_000, by: account)
    try desk.market(.buy, 2_000, at: 60_100, by: account)
    var position = desk.position(account)
    #expect(position.steps == 3_000)
    #expect(position.costUnits == usdt(180_200))
    #expect(position.entryPrice(stepUnits: 100_000) == 6_006_666_666_667)
    // A third leaves with a third of the cost, rounded to a unit: 60,066.66666667.
    try desk.market(.sell, 1_000, at: 60_500, by: account)
    position = desk.position(account)
    #expect(position.costUnits == usdt(120_133, 33_333_333))
    #expect(position.entryPrice(stepUnits: 100_000) == 6_006_666_666_667)
    try desk.market(.sell, 2_000, at: 60_500, by: account)
    #expect(desk.position(account).steps == 0)
    // 3 × 60,500 - 180,200 = 1,300, in two parts; and fees of 0.05 % of 361,700: 180.85.
    let trades = desk.futures.member(account).trades.entries
    #expect(trades.map(\.realisedUnits) == [0, 0, usdt(433, 33_333_333), usdt(866, 66_666_667)])
    #expect(trades.map(\.feeUnits).reduce(0, +) == usdt(180, 85_000_000))
    #expect(desk.wallet(account) == usdt(100_000 + 1_300 - 181, 15_000_000))
    #expect(desk.accounts.fees["USDT"] == usdt(180, 85_000_000))
    #expect(desk.isConserved)
  }

  @Test func `that was sold gains when the price falls, and turns over when more is bought than it holds`()
    throws
  {
    let account = try desk.account(100_000)
    try desk.market(.sell, 2_000, at: 60_000, by: account)
    #expect(desk.position(account).steps == -2_000)
    #expect(desk.position(account).costUnits == -usdt(120_000))
    desk.trade(59_000)
    #expect(desk.futures.margins(of: desk.futures.member(account), at: desk.now).unrealised == usdt(2_000))
    // Buying 3 at 59,000 closes 2 with a profit of 2,000 and opens 1.
    try desk.market(.buy, 3_000, at: 59_000, by: account)
    let position = desk.position(account)
    #expect(position.steps == 1_000 && position.costUnits == usdt(59_000))
    #expect(desk.futures.member(account).trades.entries.last?.realisedUnits == usdt(2_000))
    #expect(desk.isConserved)
  }

  @Test func `breaks even where the price pays its commissions`() throws {
    let account = try desk.account(100_000)
    try desk.market(.buy, 1_000, at: 60_000, by: account)
    // 60,000 and 0.05 % of it.
    #expect(desk.position(account).breakEvenPrice(stepUnits: 100_000) == 6_003_000_000_000)
  }

  @Test func `needs the margins of its leverage and bracket`() throws {
    let account = try desk.account(10_000)
    let member = desk.futures.member(account)
    try desk.market(.buy, 1_000, at: 60_000, by: account)
    let margins = desk.futures.margins(of: member, at: desk.now)
    // 60,000 at 20 times; half a percent less 50 is kept, in the bracket from 50,000 to 600,000.
    #expect(margins.positionInitial == usdt(3_000))
    #expect(margins.maintenance == usdt(250))
    // 10,000 - 30 of commission - 3,000.
    #expect(margins.available == usdt(6_970))
    #expect(margins.withdrawable == usdt(6_970))
    // An order that opens needs margin, one that closes none.
    try desk.limit(.buy, 1_000, at: 59_000, by: account)
    #expect(desk.futures.margins(of: member, at: desk.now).orderInitial == usdt(2_950))
    try desk.limit(.sell, 1_000, at: 61_000, by: account)
    #expect(desk.futures.margins(of: member, at: desk.now).orderInitial == usdt(2_950))
    // Beyond the position it does, when it is the larger side: 2 × 61,000 + ... - 60,000 = 62,000 of asks
    // against 60,000 + 59,000 of bids.
    try desk.limit(.sell, 2_000, at: 61_000, by: account)
    let part = desk.futures.contractMargins(of: member, on: 0, at: desk.now)
    #expect(part.bids == usdt(59_000) && part.asks == usdt(183_000))
    #expect(part.exposure == usdt(123_000))
    #expect(part.total == usdt(6_150))
  }

  @Test func `is refused when the margin does not reach, and when it is too large for its leverage`() throws {
    let account = try desk.account(1_000)
    desk.book(bid: 59_999, ask: 60_000)
    // 20,000 at 20 times is all that 1,000 buy; the price is taken half a permille higher.
    #expect(throws: FuturesRefusal.insufficientMargin) { try desk.market(.buy, 334, at: 60_000, by: account) }
    try desk.market(.buy, 320, at: 60_000, by: account)
    #expect(throws: FuturesRefusal.insufficientMargin) { try desk.limit(.buy, 20, at: 60_000, by: account) }
    let rich = try desk.account(10_000_000)
    _ = try desk.futures.setLeverage(125, on: desk.listed, of: rich, now: desk.now)
    // 125 times goes to 50,000.
    #expect(throws: FuturesRefusal.positionTooLarge) { try desk.market(.buy, 834, at: 60_000, by: rich) }
    #expect(desk.position(rich).steps == 0 && desk.isConserved)
  }

  @Test func `in hedge mode is two positions that do not touch`() throws {
    let account = try desk.account(100_000)
    try desk.futures.setPositionMode(isHedged: true, of: account, now: desk.now)
    #expect(throws: FuturesRefusal.positionSideMismatch) {
      try desk.market(.buy, 1_000, at: 60_000, by: account)
    }
    try desk.market(.buy, 1_000, at: 60_000, by: account, positionSide: .long)
    try desk.market(.sell, 500, at: 60_000, by: account, positionSide: .short)
    #expect(desk.position(account, .long).steps == 1_000)
    #expect(desk.position(account, .short).steps == -500)
    #expect(throws: FuturesRefusal.reduceOnlyRejected) {
      try desk.market(.sell, 1_001, at: 60_000, by: account, positionSide: .long)
    }
    try desk.market(.sell, 1_000, at: 60_000, by: account, positionSide: .long)
    #expect(desk.position(account, .long).steps == 0)
    #expect(desk.position(account, .short).steps == -500)
    #expect(throws: FuturesRefusal.positionModeWithPosition) {
      try desk.futures.setPositionMode(isHedged: false, of: account, now: desk.now)
    }
    #expect(desk.isConserved)
  }
}
