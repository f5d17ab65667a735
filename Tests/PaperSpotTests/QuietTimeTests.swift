import PaperAccounts
import PaperCore
import Testing

@testable import PaperSpot

/// Hours and days in which nothing reaches an order are passed over by their highest and lowest price;
/// nothing may be missed there.
@Suite struct `Quiet times` {
  private static let hour = 3_600_000

  /// When each of some orders is filled when the exchange is looked at every `step` milliseconds.
  private func fillTimes(_ offsets: [Int], step: Int, span: Int) throws -> [Int?] {
    let exchange = PaperExchange(seed: 11)
    let symbol = try #require(exchange.symbol(named: "LTCBTC"))
    let accounts = Accounts()
    let account = try #require(accounts.open(now: 0))
    for asset in ["LTC", "BTC"] { accounts.issue(1 << 60, of: asset, to: account, now: 0) }
    let spot = SpotExchange(exchange: exchange, accounts: accounts, seed: 1)
    let last = try #require(symbol.market.lastTrade(at: ModelRun.start)).priceTicks
    var numbers: [Int] = []
    for offset in offsets {
      let new = NewOrder(
        side: offset < 0 ? .buy : .sell, type: .limitMaker, quantity: symbol.market.scale.stepUnits,
        price: (last + offset) * symbol.market.scale.tickUnits)
      numbers.append(try spot.place(new, on: symbol, by: account, now: ModelRun.start).order.number)
    }
    for time in stride(from: ModelRun.start, through: ModelRun.start + span, by: step) {
      spot.advance(to: time)
    }
    return try numbers.map { number in
      let order = try spot.order(.number(number), on: symbol, of: account)
      return order.status == .filled ? order.updateTime : nil
    }
  }

  @Test func `an exchange that is left alone for days misses no fill`() throws {
    let offsets = [-300, -60, -40, -25, -12, 12, 25, 40, 60, 300]
    let span = 96 * Self.hour
    let market = try #require(PaperExchange(seed: 11).symbol(named: "LTCBTC")).market
    let last = try #require(market.lastTrade(at: ModelRun.start)).priceTicks
    // Far enough apart that no trade is shared by two orders of one step each.
    var wanted: [Int?] = Array(repeating: nil, count: offsets.count)
    for id in market.tradeID(from: ModelRun.start + 1)..<market.tradeID(from: ModelRun.start + span + 1) {
      let trade = market.trade(id)
      for (index, offset) in offsets.enumerated() where wanted[index] == nil {
        let distance = trade.priceTicks - last - offset
        let isReached =
          offset < 0
          ? distance < 0 || distance == 0 && trade.isBuyerMaker
          : distance > 0 || distance == 0 && !trade.isBuyerMaker
        if isReached { wanted[index] = trade.timeMilliseconds }
      }
    }
    #expect(try fillTimes(offsets, step: span, span: span) == wanted)
    #expect(try fillTimes(offsets, step: Self.hour, span: span) == wanted)
    #expect(try fillTimes(offsets, step: 40_000, span: span) == wanted)
    #expect(wanted.contains { $0 != nil } && wanted.contains { $0 == nil })
  }
}
