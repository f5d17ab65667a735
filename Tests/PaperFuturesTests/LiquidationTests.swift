import PaperAccounts
import PaperCore
import Testing

@testable import PaperFutures

/// Figures computed by hand, with the bracket from 50,000 to 600,000: half a percent, less 50.
@Suite struct `Funding and liquidation` {
  let desk = FuturesDesk()

  @Test func `funding takes the rate of the value from who is long and gives it to who is short`() throws {
    let (long, short) = (try desk.account(), try desk.account())
    try desk.market(.buy, 1_000, at: 60_000, by: long)
    try desk.market(.sell, 500, at: 60_000, by: short)
    let before = (desk.wallet(long), desk.wallet(short))
    // At the index the premium is nothing, so the rate is the interest: 0.01 %.
    #expect(desk.futures.contracts[0].market.fundingRate(at: FuturesDesk.midnight + 28_800_000) == 10_000)
    desk.now = FuturesDesk.midnight + 28_800_000 - 1
    #expect(desk.wallet(long) == before.0)
    desk.now += 1
    #expect(desk.wallet(long) == before.0 - usdt(6))
    #expect(desk.wallet(short) == before.1 + usdt(3))
    desk.now += 3 * 28_800_000
    #expect(desk.wallet(long) == before.0 - usdt(24))
    let incomes = desk.futures.member(long).incomes.entries.filter { $0.kind == .fundingFee }
    #expect(incomes.map(\.units) == Array(repeating: -usdt(6), count: 4))
    #expect(incomes.map(\.time) == (1...4).map { FuturesDesk.midnight + $0 * 28_800_000 })
    #expect(desk.isConserved)
  }

  @Test func `no price liquidates a wallet that holds as much as may exist`() throws {
    let account = try desk.account(900_000_000_000_000)
    for side in [FuturesSide.buy, .sell] {
      try desk.market(side, side == .buy ? 1_000 : 2_000, at: 60_000, by: account)
      let member = desk.futures.member(account)
      #expect(desk.futures.liquidationPrice(of: desk.position(account), of: member, at: desk.now) == 0)
    }
  }

  @Test func `an isolated position has the liquidation price that its margin gives it, and ends there`()
    throws
  {
    let account = try desk.account()
    try desk.futures.setMarginType(.isolated, on: desk.listed, of: account, now: desk.now)
    try desk.market(.buy, 1_000, at: 60_000, by: account)
    let position = desk.position(account)
    #expect(position.isolatedUnits == usdt(3_000))
    let member = desk.futures.member(account)
    // (60,000 - 3,000 - 50) / (1 - 0.005) = 57,236.18090452
    #expect(desk.futures.liquidationPrice(of: position, of: member, at: desk.now) == 5_723_618_090_452)
    desk.trade(57_237)
    #expect(desk.position(account).steps == 1_000)
    desk.trade(57_236)
    #expect(desk.position(account).steps == 0)
    let forced = member.forcedOrders.entries
    #expect(forced.count == 1 && forced[0].side == .sell && forced[0].priceTicks == 5_723_600)
    // Of the 3,000 the loss of 2,764 is paid, commission 28.618, and the rest, 207.382, is less than the fee
    // of 1.25 %; nothing else of the wallet is touched.
    #expect(desk.wallet(account) == usdt(10_000 - 30 - 3_000) - usdt(28, 61_800_000))
    #expect(desk.isConserved)
  }

  @Test func `a crossed position is kept by the whole wallet`() throws {
    let account = try desk.account(5_000)
    try desk.market(.buy, 1_000, at: 60_000, by: account)
    let member = desk.futures.member(account)
    // The wallet is 4,970 after the commission: (60,000 - 4,970 - 50) / 0.995 = 55,256.28140703
    let price = desk.futures.liquidationPrice(of: desk.position(account), of: member, at: desk.now)
    #expect(price == 5_525_628_140_703)
    try desk.limit(.buy, 10, at: 57_100, by: account)
    desk.trade(55_300, steps: 100)
    #expect(desk.position(account).steps == 1_010, "the order filled, the position is still there")
  }

  @Test func `a crossed liquidation cancels orders, closes at the mark price and leaves nothing below zero`()
    throws
  {
    let account = try desk.account(5_000)
    try desk.market(.buy, 1_000, at: 60_000, by: account)
    try desk.limit(.sell, 1_000, at: 61_000, by: account)
    desk.trade(52_000)
    let member = desk.futures.member(account)
    #expect(desk.position(account).steps == 0)
    #expect(member.openOrders.isEmpty)
    #expect(member.closedOrders.entries.contains { $0.status == .canceled })
    // 8,000 lost and 26 of commission with 4,970 there: the insurance pays 3,056.
    #expect(desk.wallet(account) == 0)
    let cleared = member.incomes.entries.filter { $0.kind == .insuranceClear }
    #expect(cleared.map(\.units) == [usdt(3_056)])
    #expect(member.incomes.entries.map(\.units).reduce(0, +) == -usdt(5_000))
    #expect(desk.isConserved)
  }

  @Test func `the price at which a short is liquidated lies above`() throws {
    let account = try desk.account(5_000)
    try desk.market(.sell, 1_000, at: 60_000, by: account)
    let member = desk.futures.member(account)
    // (4,970 + 60,000 + 50) / 1.005 = 64,696.51741293
    let price = desk.futures.liquidationPrice(of: desk.position(account), of: member, at: desk.now)
    #expect(price == 6_469_651_741_293)
    desk.trade(64_696)
    #expect(desk.position(account).steps == -1_000)
    desk.trade(64_697)
    #expect(desk.position(account).steps == 0)
    #expect(desk.isConserved)
  }

  @Test func `margin can be added to an isolated position and taken back, but not what it needs`() throws {
    let account = try desk.account()
    let (futures, listed) = (desk.futures, desk.listed)
    #expect(throws: FuturesRefusal.marginOfCross) {
      try futures.changeMargin(
        by: 1, isAddition: true, side: .both, on: listed, of: account, now: desk.now)
    }
    try futures.setMarginType(.isolated, on: listed, of: account, now: desk.now)
    #expect(throws: FuturesRefusal.marginOfNoPosition) {
      try futures.changeMargin(
        by: 1, isAddition: true, side: .both, on: listed, of: account, now: desk.now)
    }
    try desk.market(.buy, 1_000, at: 60_000, by: account)
    try futures.changeMargin(
      by: usdt(500), isAddition: true, side: .both, on: listed, of: account, now: desk.now)
    #expect(desk.position(account).isolatedUnits == usdt(3_500))
    #expect(throws: FuturesRefusal.isolatedBalanceInsufficient) {
      try futures.changeMargin(
        by: usdt(501), isAddition: false, side: .both, on: listed, of: account, now: desk.now)
    }
    try futures.changeMargin(
      by: usdt(500), isAddition: false, side: .both, on: listed, of: account, now: desk.now)
    #expect(throws: FuturesRefusal.crossBalanceInsufficient) {
      try futures.changeMargin(
        by: usdt(7_000), isAddition: true, side: .both, on: listed, of: account, now: desk.now)
    }
    #expect(futures.member(account).marginChanges.entries.map(\.isAddition) == [true, false])
    #expect(desk.wallet(account) == usdt(9_970) && desk.isConserved)
  }
}
