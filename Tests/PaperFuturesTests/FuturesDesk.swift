import PaperAccounts
import PaperCore
import Testing

@testable import PaperFutures

/// One BTCUSDT contract on a scripted market, and accounts with money: prices are what a test says they are.
final class FuturesDesk {
  /// 2026-11-22 00:00 UTC: a funding time.
  static let midnight = 1_795_305_600_000

  let accounts = Accounts()
  let market: ScriptedMarket
  let futures: FuturesExchange
  let listed: ListedContract
  var now: Int

  /// - Parameter price: of the first trade, in whole USDT; the mark price until there is another.
  init(price: Int = 60_000, start: Int = FuturesDesk.midnight) {
    let contract = BuiltInContracts.all[0]
    market = ScriptedMarket(scale: contract.scale, start: start, priceTicks: price * 100)
    futures = FuturesExchange(
      markets: [FuturesMarket(contract: contract, source: market, seed: 1, hasBasis: false)],
      accounts: accounts,
      seed: 1)
    listed = futures.contracts[0]
    now = start + 1_000
  }

  /// An account with whole USDT in its futures wallet.
  func account(_ whole: Int = 10_000) throws -> Account {
    let account = try #require(accounts.open(now: now))
    accounts.issue(Int128(whole) * 100_000_000, of: "USDT", to: account, wallet: .futures, now: now)
    return account
  }

  /// Makes the market's book one level a side, in whole USDT and steps.
  func book(bid: Int, ask: Int, steps: Int = 1_000_000) {
    market.bids = [BookLevel(priceTicks: bid * 100, quantitySteps: steps)]
    market.asks = [BookLevel(priceTicks: ask * 100, quantitySteps: steps)]
  }

  /// A trade of the tape a second later, in whole USDT; the mark price of that second.
  func trade(_ price: Int, steps: Int = 1, takerSells: Bool = false) {
    now += 1_000
    market.trade(price * 100, steps, at: now, takerSells: takerSells)
  }

  /// Buys or sells at the market, all of it at one price, in whole USDT and steps.
  @discardableResult
  func market(
    _ side: FuturesSide, _ steps: Int, at price: Int, by account: Account, positionSide: PositionSide = .both,
    reduceOnly: Bool = false
  ) throws -> FuturesOrder {
    book(bid: side == .sell ? price : price - 1, ask: side == .buy ? price : price + 1)
    return try futures.place(
      NewFuturesOrder(
        side: side, positionSide: positionSide, type: .market, steps: steps, reduceOnly: reduceOnly),
      on: listed, by: account, now: now)
  }

  /// Places a limit order, in whole USDT and steps.
  @discardableResult
  func limit(
    _ side: FuturesSide, _ steps: Int, at price: Int, by account: Account,
    timeInForce: FuturesTimeInForce = .goodTillCanceled, reduceOnly: Bool = false
  ) throws -> FuturesOrder {
    try futures.place(
      NewFuturesOrder(
        side: side, type: .limit, timeInForce: timeInForce, priceTicks: price * 100, steps: steps,
        reduceOnly: reduceOnly), on: listed, by: account, now: now)
  }

  /// The account's position after everything up to now.
  func position(_ account: Account, _ side: PositionSide = .both) -> FuturesPosition {
    futures.advance(to: now)
    return futures.member(account).position(0, side)
  }

  func wallet(_ account: Account) -> Int128 {
    futures.advance(to: now)
    return futures.walletBalance(of: futures.member(account))
  }

  /// Whether the sum of all USDT is what was issued.
  var isConserved: Bool { accounts.total(of: "USDT") == accounts.issued["USDT", default: 0] }
}

/// Whole USDT and 10⁻⁸ of it as units.
func usdt(_ whole: Int, _ part: Int = 0) -> Int128 { Int128(whole) * 100_000_000 + Int128(part) }
