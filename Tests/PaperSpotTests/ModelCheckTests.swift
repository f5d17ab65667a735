import Foundation
import PaperAccounts
import PaperCore
import Testing

@testable import PaperSpot

/// `BULKHEAD_MODEL_ACTIONS=100000` makes each of the four random runs as long as that (`./test model`).
@Suite struct `Model checks` {
  private static let actionCount =
    ProcessInfo.processInfo.environment["BULKHEAD_MODEL_ACTIONS"].flatMap { Int($0) } ?? 2_000

  /// What differs between the exchange and the reference on one symbol.
  private func difference(_ run: ModelRun, _ index: Int) -> String? {
    let symbol = run.symbols[index]
    let reference = run.references[index]
    var count = 0
    for account in run.accounts.all {
      for order in run.spot.openOrders(of: account, on: symbol) {
        count += 1
        guard let other = reference.open[order.number] else {
          return "order \(order) should be closed: \(String(describing: reference.closed[order.number]))"
        }
        let isSame =
          order.executedQuantity == other.executed && order.preventedQuantity == other.prevented
          && order.originalQuantity == other.quantity
          && order.isWorking == (other.stage == .resting)
          && (order.peggedPrice ?? order.price) == other.limit
        if !isSame { return "order \(order) is not \(other)" }
      }
    }
    guard count != reference.open.count else { return nil }
    return "\(count) orders are open, \(reference.open.count) should be"
  }

  /// All trades and the ends of all orders.
  private func compareEverything(_ run: ModelRun) {
    for index in run.symbols.indices {
      var fills: [Fill] = []
      var statuses: [Int: OrderStatus] = [:]
      for account in run.accounts.all {
        fills += run.spot.trades(
          of: account, on: run.symbols[index], order: nil, from: 0, start: nil, end: nil, limit: Int.max)
        for order in run.spot.orders(
          of: account, on: run.symbols[index], from: 0, start: nil, end: nil, limit: Int.max)
        where !order.status.isOpen { statuses[order.number] = order.status }
      }
      fills.sort { ($0.tradeID, $0.isMaker ? 0 : 1) < ($1.tradeID, $1.isMaker ? 0 : 1) }
      let deals = fills.map {
        ReferenceMatcher.Deal(
          order: $0.orderNumber, other: $0.counterpartOrderNumber ?? 0, price: $0.priceUnits,
          quantity: $0.quantityUnits, time: $0.time)
      }
      #expect(deals == run.references[index].deals)
      #expect(statuses == run.references[index].closed.mapValues(\.status))
    }
  }

  @Test(arguments: [UInt64(1), 2])
  func `every trade and every order is the same as in a matcher that looks at everything`(_ seed: UInt64)
    throws
  {
    let run = try ModelRun(seed: seed, wealth: 1_000_000, paysOthers: false)
    for step in 0..<Self.actionCount {
      run.act()
      let problems = Ledger.problems(of: run.spot, accounts: run.accounts, symbols: run.symbols)
      let differences = run.symbols.indices.compactMap { difference(run, $0) }
      guard problems.isEmpty, differences.isEmpty else {
        Issue.record("seed \(seed), step \(step): \(problems + differences)")
        return
      }
    }
    compareEverything(run)
    for what in [
      "LIMIT", "MARKET", "LIMIT_MAKER", "STOP_LOSS", "PEGGED", "OCO2", "OTO2", "OTO3", "amend", "replace",
    ] {
      #expect(run.accepted[what, default: 0] > 0, "\(what) never happened")
    }
  }

  @Test(arguments: [UInt64(3), 4])
  func `nothing is lost, made or crossed when money is short`(_ seed: UInt64) throws {
    let run = try ModelRun(seed: seed, wealth: 1, paysOthers: true)
    for step in 0..<Self.actionCount {
      run.act()
      let problems = Ledger.problems(of: run.spot, accounts: run.accounts, symbols: run.symbols)
      guard problems.isEmpty else {
        Issue.record("seed \(seed), step \(step): \(problems)")
        return
      }
    }
    #expect(run.refused["\(SpotExchange.insufficientBalance)", default: 0] > Self.actionCount / 100)
    #expect(run.accepted["OTO2", default: 0] > 0)
  }

  /// Everything that can be seen of an exchange.
  private func picture(_ run: ModelRun) -> [String] {
    run.accounts.all.flatMap { account in
      run.symbols.flatMap { symbol in
        [
          "\(run.spot.orders(of: account, on: symbol, from: 0, start: nil, end: nil, limit: 10_000))",
          "\(run.spot.trades(of: account, on: symbol, order: nil, from: 0, start: nil, end: nil, limit: 10_000))",
        ]
      } + [
        "\(account.balances())",
        "\(run.spot.lists(of: account, from: 0, start: nil, end: nil, limit: 10_000))",
      ]
    }
  }

  @Test func `the same commands give the same state, however often somebody looks`() throws {
    let seldom = try ModelRun(seed: 9, wealth: 5, paysOthers: true)
    let often = try ModelRun(seed: 9, wealth: 5, paysOthers: true)
    var looks = SeededGenerator(seed: 1)
    for _ in 0..<400 {
      let before = often.now
      seldom.act()
      for _ in 0..<looks.next(below: 6) {
        let moment = min(often.spot.now, before) + looks.next(below: max(1, seldom.now - before))
        often.spot.advance(to: moment)
        _ = often.spot.book(of: often.symbols[0], limit: 20, now: often.spot.now)
        _ = often.spot.openOrders(of: often.accounts.all[0], on: nil)
      }
      often.act()
    }
    #expect(picture(seldom) == picture(often))
    #expect(seldom.accepted == often.accepted)
  }
}
