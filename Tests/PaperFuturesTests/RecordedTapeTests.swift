import Foundation
import PaperAccounts
import PaperCore
import TestSupport
import Testing
import Values

@testable import PaperFutures

/// The trades of a recorded USD-M session, shown to orders that rest: filled when they cross, and never
/// otherwise.
@Suite struct `Futures orders on a recorded tape` {
  /// Trades of a recorded session in ticks and steps of a contract; `nil`, said aloud, when there is none.
  private static func trades(_ contract: FuturesContract) throws -> [Trade]? {
    guard let file = Repository.reference("binance/real/hftbacktest_usdm_btcusdt_20240808.gz") else {
      return nil
    }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/gzip")
    process.arguments = ["-dc", file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    var trades: [Trade] = []
    for line in data.split(separator: 0x0A) where line.range(of: Data("@trade\"".utf8)) != nil {
      let space = try #require(line.firstIndex(of: 0x20))
      let trade = try #require(try JSONDocument(Array(line[(space + 1)...])).root["data"])
      let price = try #require(PlainDecimal((trade["p"]?.string ?? "").utf8)?.exactUnits)
      let quantity = try #require(PlainDecimal((trade["q"]?.string ?? "").utf8)?.exactUnits)
      // What the insurance fund and the like did has no price of the book.
      guard price > 0, quantity > 0 else { continue }
      #expect(price % contract.tickUnits == 0 && quantity % contract.stepUnits == 0)
      trades.append(
        Trade(
          id: trades.count, aggregateID: trades.count, priceTicks: price / contract.tickUnits,
          quantitySteps: quantity / contract.stepUnits,
          timeMilliseconds: max(trade["T"]?.integer ?? 0, trades.last?.timeMilliseconds ?? 0),
          isBuyerMaker: trade["m"]?.boolean == true))
    }
    return trades
  }

  @Test func `are filled by the first trade that crosses them, for no more than it had`() throws {
    let contract = BuiltInContracts.all[0]
    guard let trades = try Self.trades(contract) else { return }
    let first = try #require(trades.first)
    let end = try #require(trades.last).timeMilliseconds
    let start = first.timeMilliseconds + 1_000
    var filledCount = 0
    var untouchedCount = 0
    for level in -8...8 {
      // Forty dollars apart.
      let ticks = first.priceTicks + level * 40 * 100_000_000 / contract.tickUnits
      for side in [FuturesSide.buy, .sell] {
        let market = ScriptedMarket(scale: contract.scale, start: 0, priceTicks: first.priceTicks)
        market.trades = trades
        let accounts = Accounts()
        let account = try #require(accounts.open(now: start))
        accounts.issue(10_000_000_000_000, of: "USDT", to: account, wallet: .futures, now: start)
        let futures = FuturesExchange(
          markets: [FuturesMarket(contract: contract, source: market, seed: 1, hasBasis: false)],
          accounts: accounts, seed: 1)
        let steps = 50
        let order = try futures.place(
          NewFuturesOrder(side: side, type: .limit, priceTicks: ticks, steps: steps),
          on: futures.contracts[0], by: account, now: start)
        let crossing = trades.filter { trade in
          guard trade.timeMilliseconds > start else { return false }
          if trade.priceTicks == ticks { return trade.isBuyerMaker == (side == .buy) }
          return side == .buy ? trade.priceTicks < ticks : trade.priceTicks > ticks
        }
        if level % 2 == 0 {
          for time in stride(from: start, to: end, by: 7_777) { futures.advance(to: time) }
        }
        futures.advance(to: end + 1)
        let fills = futures.member(account).trades.entries
        #expect(fills.first?.time == crossing.first?.timeMilliseconds, "\(side) \(ticks)")
        #expect(order.executedSteps == min(steps, crossing.map(\.quantitySteps).reduce(0, +)))
        #expect(fills.allSatisfy { $0.isMaker && $0.priceTicks == ticks })
        if crossing.isEmpty { untouchedCount += 1 } else { filledCount += 1 }
      }
    }
    #expect(filledCount > 5 && untouchedCount > 5)
  }
}
