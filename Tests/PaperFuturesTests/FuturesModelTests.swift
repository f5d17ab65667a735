import Foundation
import PaperAccounts
import PaperCore
import TestSupport
import Testing

@testable import PaperFutures

/// Random actions of several accounts on the built-in contracts: what must hold after each, and that nothing
/// depends on who looked when.
///
/// Short and the same each time, unless `BULKHEAD_MODEL_ACTIONS` says how many actions (`./test model`): it
/// is then a fifth of that, with new seeds.
@Suite struct `Futures under random actions` {
  private static let demanded =
    ProcessInfo.processInfo.environment["BULKHEAD_MODEL_ACTIONS"].flatMap(Int.init)
  private static let actionCount = demanded.map { max(1_500, $0 / 5) } ?? 1_500
  private static let lookCount = demanded.map { max(400, $0 / 25) } ?? 400
  private static let seeds =
    demanded == nil ? [UInt64(3), 4] : [UInt64.random(in: 1...999_999), UInt64.random(in: 1...999_999)]

  /// One run: accounts, an exchange and a source of choices.
  final class Run {
    let accounts = Accounts()
    let futures: FuturesExchange
    var generator: PaperCore.SeededGenerator
    var now = FuturesDesk.midnight + 5_000_000
    var people: [Account] = []
    var refusals: [Int: Int] = [:]

    init(seed: UInt64, peopleCount: Int) throws {
      futures = FuturesExchange(exchange: PaperExchange(seed: seed), accounts: accounts)
      generator = PaperCore.SeededGenerator(seed: seed ^ 0xABCD)
      for index in 0..<peopleCount {
        let account = try #require(accounts.open(now: now))
        accounts.issue(usdt(200 << (index % 8)), of: "USDT", to: account, wallet: .futures, now: now)
        people.append(account)
      }
    }

    func pick(_ bound: Int) -> Int { generator.next(below: bound) }

    /// One action at one time; what is refused is counted.
    func act() {
      now += pick(10) == 0 ? pick(1_200_000) : pick(3_000)
      let account = people[pick(people.count)]
      let listed = futures.contracts[pick(4)]
      do throws(FuturesRefusal) {
        switch pick(20) {
        case 0: _ = try futures.setLeverage([5, 20, 50, 75][pick(4)], on: listed, of: account, now: now)
        case 1:
          try futures.setMarginType(pick(2) == 0 ? .isolated : .crossed, on: listed, of: account, now: now)
        case 2: try futures.setPositionMode(isHedged: pick(2) == 0, of: account, now: now)
        case 3: futures.cancelAll(on: listed.index, of: account, now: now)
        case 4: try cancel(account)
        case 5: try changeMargin(account, listed)
        case 6...8: _ = try futures.place(conditional(account, listed), on: listed, by: account, now: now)
        case 9: try change(account)
        default: _ = try futures.place(order(account, listed), on: listed, by: account, now: now)
        }
      } catch {
        refusals[error.code, default: 0] += 1
      }
    }

    private func positionSide(_ account: Account) -> PositionSide {
      futures.member(account).isHedged ? (pick(2) == 0 ? .long : .short) : .both
    }

    private func steps(_ listed: ListedContract) -> Int {
      // About 100 to 30,000 USDT.
      let mark = listed.market.markPrice(at: now)
      let value = Int128(100 + pick(100) * pick(300)) * 100_000_000 * 100_000_000
      return max(1, Int(value / (Int128(mark) * Int128(listed.contract.stepUnits))))
    }

    private func order(_ account: Account, _ listed: ListedContract) -> NewFuturesOrder {
      let mark = listed.market.markPrice(at: now) / listed.contract.tickUnits
      let isMarket = pick(3) == 0
      let forces: [FuturesTimeInForce] = [
        .goodTillCanceled, .goodTillCanceled, .immediateOrCancel, .fillOrKill, .goodTillCrossing,
        .goodTillDate,
      ]
      let force = isMarket ? .goodTillCanceled : forces[pick(6)]
      let prevention = FuturesSelfTradePrevention.allCases[pick(4)]
      return NewFuturesOrder(
        side: pick(2) == 0 ? .buy : .sell, positionSide: positionSide(account),
        type: isMarket ? .market : .limit, timeInForce: force,
        priceTicks: isMarket ? 0 : mark + (pick(401) - 200) * mark / 40_000, steps: steps(listed),
        reduceOnly: !futures.member(account).isHedged && pick(5) == 0, selfTradePrevention: prevention,
        goodTillDate: force == .goodTillDate ? (now / 1_000 + 601 + pick(2_000)) * 1_000 : 0)
    }

    private func conditional(_ account: Account, _ listed: ListedContract) -> NewAlgoOrder {
      let types: [FuturesOrderType] = [
        .stop, .stopMarket, .takeProfit, .takeProfitMarket, .trailingStopMarket,
      ]
      let type = types[pick(5)]
      var order = order(account, listed)
      order.type = type.hasPrice ? .limit : .market
      order.timeInForce = .goodTillCanceled
      order.goodTillDate = 0
      let mark = listed.market.markPrice(at: now) / listed.contract.tickUnits
      order.priceTicks = type.hasPrice ? mark + (pick(201) - 100) * mark / 40_000 : 0
      return NewAlgoOrder(
        order: order, type: type,
        triggerTicks: type == .trailingStopMarket ? 0 : mark + (pick(201) - 100) * mark / 40_000,
        callbackRate: type == .trailingStopMarket ? 100_000 * (1 + pick(10)) : 0,
        workingType: pick(2) == 0 ? .markPrice : .contractPrice)
    }

    private func cancel(_ account: Account) throws(FuturesRefusal) {
      futures.advance(to: now)
      guard let order = futures.member(account).openOrders.first else { return }
      _ = try futures.cancel(.number(order.number), on: order.contract, of: account, now: now)
    }

    private func change(_ account: Account) throws(FuturesRefusal) {
      futures.advance(to: now)
      guard let order = futures.member(account).openOrders.last else { return }
      _ = try futures.change(
        .number(order.number), side: order.side, priceTicks: order.priceTicks + pick(21) - 10,
        steps: max(1, order.steps + pick(21) - 10), on: futures.contracts[order.contract], of: account,
        now: now)
    }

    private func changeMargin(_ account: Account, _ listed: ListedContract) throws(FuturesRefusal) {
      try futures.changeMargin(
        by: usdt(pick(100)), isAddition: pick(2) == 0, side: positionSide(account), on: listed, of: account,
        now: now)
    }

    /// Everything that a client could see of the accounts.
    var digest: [String] {
      people.map { account in
        let member = futures.member(account)
        let positions = member.positions.map {
          "\($0.contract)\($0.side)\($0.steps) \($0.costUnits) \($0.isolatedUnits) \($0.feeUnits) \($0.updateTime)"
        }
        let orders = (member.openOrders + member.closedOrders.entries).map {
          "\($0.number)\($0.status)\($0.executedSteps) \($0.executedUnits) \($0.updateTime)"
        }
        let algos = (member.openAlgoOrders + member.closedAlgoOrders.entries).map {
          "\($0.number)\($0.status)\($0.triggerTime)"
        }
        let incomes = member.incomes.entries.map { "\($0.kind)\($0.units) \($0.time)" }
        let wallet = futures.walletBalance(of: member)
        return "\(wallet) \(positions) \(orders) \(algos) \(incomes)"
      }
    }
  }

  /// What must hold at any time; names what does not.
  private func broken(_ run: Run) -> String? {
    if run.accounts.total(of: "USDT") != run.accounts.issued["USDT"] { return "the sum of all USDT" }
    for member in run.futures.members {
      let balance = member.account.balance(of: "USDT", in: .futures)
      let isolated = member.positions.map(\.isolatedUnits).reduce(0, +)
      if balance.locked != isolated { return "locked units and isolated margins" }
      let wallet = run.futures.walletBalance(of: member)
      if wallet < 0 && member.positions.isEmpty { return "a debt without a position" }
      for position in member.positions {
        if position.steps == 0 { return "an empty position is kept" }
        if (position.steps > 0) != (position.costUnits > 0) { return "quantity and cost" }
        if position.isolatedUnits < 0 { return "an isolated margin" }
        if (position.side == .long && position.steps < 0) || (position.side == .short && position.steps > 0) {
          return "the side of a position"
        }
      }
      for order in member.openOrders where !order.status.isOpen || order.remainingSteps <= 0 {
        return "an open order that is closed"
      }
    }
    for (index, book) in run.futures.books.enumerated() {
      let mine = run.futures.members.flatMap(\.openOrders).count { $0.contract == index }
      if book.bids.count + book.asks.count != mine { return "books and open orders" }
      if let bid = book.bids.first, let ask = book.asks.first, bid.priceTicks >= ask.priceTicks {
        return "a crossed book"
      }
    }
    return nil
  }

  @Test(arguments: seeds)
  func `nothing is made or lost, and no debt outlives its position`(_ seed: UInt64) throws {
    let run = try Run(seed: seed, peopleCount: 8)
    FileHandle.standardError.write(Data("futures model: seed \(seed), \(Self.actionCount) actions\n".utf8))
    for step in 0..<Self.actionCount {
      run.act()
      if let broken = broken(run) {
        Issue.record("seed \(seed), step \(step): \(broken)")
        return
      }
    }
    let members = run.futures.members
    // The run was one in which things happened.
    #expect(members.flatMap(\.trades.entries).count > 300)
    #expect(members.flatMap(\.incomes.entries).contains { $0.kind == .fundingFee })
    #expect(members.flatMap(\.closedAlgoOrders.entries).contains { $0.status == .finished })
    #expect(members.flatMap(\.trades.entries).contains { $0.isMaker })
    #expect(members.flatMap(\.forcedOrders.entries).count > 0)
    #expect(run.refusals.values.reduce(0, +) < Self.actionCount / 5 * 4, "\(run.refusals)")
    // Wallets are what came in and every income since.
    for member in members where member.incomes.entries.count < FuturesAccount.historyCountMax {
      let issued = usdt(200 << ((member.account.number - Accounts.firstNumber) % 8))
      let sum = member.incomes.entries.map(\.units).reduce(issued, +)
      #expect(sum == run.futures.walletBalance(of: member))
    }
  }

  @Test(arguments: [UInt64(5), 6])
  func `it is the same whether nobody looks in between or somebody all the time`(_ seed: UInt64) throws {
    let quiet = try Run(seed: seed, peopleCount: 5)
    let watched = try Run(seed: seed, peopleCount: 5)
    var looks = PaperCore.SeededGenerator(seed: seed)
    for _ in 0..<Self.lookCount {
      let before = watched.now
      quiet.act()
      watched.now = before
      // The same action, but with looks at odd times on the way to it.
      let until = quiet.now
      var time = before
      while time < until, looks.next(below: 12) > 0 {
        time = min(until, time + 1 + looks.next(below: max(1, min(1 << 30, (until - time) / 2 + 1))))
        watched.futures.advance(to: time)
      }
      watched.act()
      try #require(watched.now == quiet.now)
    }
    quiet.now += 100_000_000
    quiet.futures.advance(to: quiet.now)
    var time = watched.now
    while time < quiet.now {
      time = min(quiet.now, time + 1 + looks.next(below: 3_000_000))
      watched.futures.advance(to: time)
    }
    #expect(quiet.digest == watched.digest)
    #expect(quiet.futures.members.flatMap(\.trades.entries).count > 50)
  }
}
