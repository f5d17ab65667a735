import PaperAccounts
import Testing

@testable import PaperCore
@testable import PaperSpot

/// Trades of one moment on several symbols.
@Suite struct `Trades of one moment` {
  /// Two stops that are triggered in the same millisecond, and money for one of them.
  private func winner(askedFirst: [String]) throws -> [String] {
    let whole = 100_000_000
    func market(_ name: String) -> Recording {
      let trades = [(1, 100), (1_000, 110)].enumerated().map { index, trade in
        Trade(
          id: index, aggregateID: 0, priceTicks: trade.1 * whole, quantitySteps: whole,
          timeMilliseconds: trade.0, isBuyerMaker: false)
      }
      let book = BookSnapshot(
        lastUpdateID: 1, bids: [], asks: [BookLevel(priceTicks: 110 * whole, quantitySteps: 9 * whole)])
      return .market(
        symbol: name,
        RecordedMarket(trades: trades, events: [RecordedEvent(time: 0, change: .snapshot(book))]))
    }
    let names = ["ABCUSDT", "XYZUSDT"]
    let exchange = PaperExchange(seed: 1)
    try exchange.replay(names.map(market), from: 0, speed: nil)
    let accounts = Accounts()
    let account = try #require(accounts.open(now: 0))
    accounts.issue(Int128(200 * whole), of: "USDT", to: account, now: 0)
    let spot = SpotExchange(exchange: exchange, accounts: accounts, seed: 1)
    let stop = NewOrder(side: .buy, type: .stopLoss, quantity: whole, stopPrice: 105 * whole)
    for name in askedFirst {
      let symbol = try #require(exchange.symbol(named: name))
      #expect(throws: OrderRefusal.self) {
        try spot.check(NewOrder(side: .sell, type: .market, quantity: whole), on: symbol, by: account, now: 2)
      }
    }
    for name in names {
      accounts.issue(Int128(5 * whole), of: "USDT", to: account, now: 2)
      let symbol = try #require(exchange.symbol(named: name))
      _ = try spot.place(stop, on: symbol, by: account, now: 3)
    }
    spot.advance(to: 2_000)
    return try names.filter { name in
      let symbol = try #require(exchange.symbol(named: name))
      return try spot.order(.number(1), on: symbol, of: account).status == .filled
    }
  }

  @Test func `do not depend on which symbol somebody asked about first`() throws {
    let one = try winner(askedFirst: [])
    // The first to go to work lacks 5 USDT and expires; what it had set aside pays for the other.
    #expect(one == ["XYZUSDT"])
    #expect(try winner(askedFirst: ["XYZUSDT", "ABCUSDT"]) == one)
    #expect(try winner(askedFirst: ["ABCUSDT", "XYZUSDT"]) == one)
  }
}
