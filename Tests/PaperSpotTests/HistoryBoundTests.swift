import PaperAccounts
import Testing

@testable import PaperCore
@testable import PaperSpot

/// What can still be asked for is bounded over all symbols together.
@Suite struct `Bounds of histories` {
  private static let whole = 100_000_000
  private static let count = SpotExchange.historyCountMax / 4 * 3
  private let account: Account
  private let spot: SpotExchange
  /// Two symbols without a market of their own.
  private let symbols: [ListedSymbol]

  init() throws {
    let exchange = PaperExchange(seed: 1)
    let names = ["ABCUSDT", "XYZUSDT"]
    try exchange.replay(
      names.map { .market(symbol: $0, RecordedMarket(trades: [], events: [])) }, from: 0, speed: nil)
    symbols = try names.map { try #require(exchange.symbol(named: $0)) }
    let accounts = Accounts()
    account = try #require(accounts.open(now: 0))
    for asset in ["ABC", "XYZ", "USDT"] {
      accounts.issue(Int128(1_000 * Self.whole), of: asset, to: account, now: 0)
    }
    spot = SpotExchange(exchange: exchange, accounts: accounts, seed: 1)
  }

  private func place(
    _ side: OrderSide, _ quantity: Int, on symbol: ListedSymbol, _ prevention: SelfTradePrevention
  ) throws {
    let new = NewOrder(
      side: side, type: .limit, timeInForce: .goodTillCanceled, quantity: quantity, price: Self.whole,
      selfTradePrevention: prevention)
    _ = try spot.place(new, on: symbol, by: account, now: 1)
  }

  @Test func `the oldest amendments are forgotten first`() throws {
    for symbol in symbols {
      try place(.sell, Self.whole, on: symbol, .none)
      for step in 1...Self.count {
        _ = try spot.amend(
          .number(1), newClientOrderID: "same", quantity: Self.whole - step, on: symbol, by: account, now: 1)
      }
    }
    let known = symbols.map { spot.amendments(of: account, on: $0, order: 1, from: nil, limit: .max) }
    #expect(known[0].count + known[1].count <= SpotExchange.historyCountMax)
    #expect(known[1].count == Self.count)
    #expect(known[0].last?.newQuantity == Self.whole - Self.count)
  }

  @Test func `the oldest prevented matches are forgotten first`() throws {
    for symbol in symbols {
      try place(.sell, Self.whole, on: symbol, .none)
      for _ in 1...Self.count { try place(.buy, Self.whole, on: symbol, .expireTaker) }
    }
    let known = symbols.map {
      spot.preventedMatches(of: account, on: $0, number: nil, order: nil, from: nil, limit: .max)
    }
    #expect(known[0].count + known[1].count <= SpotExchange.historyCountMax)
    #expect(known[1].count == Self.count)
    #expect(known[0].last?.number == Self.count - 1)
  }
}
