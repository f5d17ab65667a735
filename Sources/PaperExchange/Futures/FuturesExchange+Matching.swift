public import PaperCore

extension FuturesExchange {
  /// Levels of the market's book that an order may run through, in stages of effort.
  private static let levelCounts = [20, 200, 1_000]

  /// A book as clients see it, best prices first.
  public func book(of contract: Int, limit: Int, at now: Int) -> BookSnapshot {
    var snapshot = contracts[contract].market.book(limit: limit, at: now)
    let book = books[contract]
    if !book.isEmpty {
      let (bid, ask) = (book.bids.first?.priceTicks, book.asks.first?.priceTicks)
      snapshot.bids.removeAll { level in ask.map { level.priceTicks >= $0 } ?? false }
      snapshot.asks.removeAll { level in bid.map { level.priceTicks <= $0 } ?? false }
    }
    snapshot.bids = Self.merged(left(of: snapshot.bids, .buy, on: contract), book.bids) { $0 > $1 }
    snapshot.asks = Self.merged(left(of: snapshot.asks, .sell, on: contract), book.asks) { $0 < $1 }
    snapshot.bids = Array(snapshot.bids.prefix(limit))
    snapshot.asks = Array(snapshot.asks.prefix(limit))
    return snapshot
  }

  private func left(of levels: [BookLevel], _ side: FuturesSide, on contract: Int) -> [BookLevel] {
    levels.compactMap { level in
      let steps = books[contract].left(of: side, ticks: level.priceTicks, shownSteps: level.quantitySteps)
      return steps > 0 ? BookLevel(priceTicks: level.priceTicks, quantitySteps: steps) : nil
    }
  }

  private static func merged(
    _ levels: [BookLevel], _ orders: [FuturesOrder], isBetter: (Int, Int) -> Bool
  ) -> [BookLevel] {
    var merged: [BookLevel] = []
    var rest = levels[...]
    for order in orders {
      while let level = rest.first, !isBetter(order.priceTicks, level.priceTicks) {
        merged.append(level)
        rest = rest.dropFirst()
      }
      if merged.last?.priceTicks == order.priceTicks {
        merged[merged.count - 1].quantitySteps += order.remainingSteps
      } else {
        merged.append(BookLevel(priceTicks: order.priceTicks, quantitySteps: order.remainingSteps))
      }
    }
    return merged + rest
  }

  /// What an order would meet down to its limit, best prices first: at one price the market's quantity, then
  /// accounts' orders in the order in which they came.
  func liquidity(for order: FuturesOrder, limitTicks: Int, steps wanted: Int, now: Int) -> [Liquidity] {
    for count in Self.levelCounts {
      let (found, isComplete) = liquidity(
        for: order, limitTicks: limitTicks, steps: wanted, levelCount: count, now: now)
      if isComplete { return found }
    }
    return []
  }

  private func liquidity(
    for order: FuturesOrder, limitTicks: Int, steps wanted: Int, levelCount: Int, now: Int
  ) -> (found: [Liquidity], isComplete: Bool) {
    let buys = order.side == .buy
    let snapshot = contracts[order.contract].market.book(limit: levelCount, at: now)
    let book = books[order.contract]
    let own = buys ? book.bids.first?.priceTicks : book.asks.first?.priceTicks
    // A level that would have matched what accounts bid and ask is not there.
    var levels = (buys ? snapshot.asks : snapshot.bids).filter { level in
      own.map { buys ? level.priceTicks > $0 : level.priceTicks < $0 } ?? true
    }[...]
    var orders = (buys ? book.asks : book.bids)[...]
    var capacities = ReducingCapacities()
    var found: [Liquidity] = []
    var rest = wanted
    // Where the levels end that were looked at, and not the book, nothing further may be taken.
    let isCut =
      (buys ? snapshot.asks : snapshot.bids).count >= levelCount && levelCount != Self.levelCounts.last
    func isWithin(_ ticks: Int) -> Bool { buys ? ticks <= limitTicks : ticks >= limitTicks }
    while rest > 0 {
      if isCut, levels.isEmpty { return (found, false) }
      let resting = orders.first.flatMap { isWithin($0.priceTicks) ? $0 : nil }
      let level = levels.first.flatMap { isWithin($0.priceTicks) ? $0 : nil }
      let isLevelFirst = level.map { level in
        resting.map { buys ? level.priceTicks <= $0.priceTicks : level.priceTicks >= $0.priceTicks } ?? true
      }
      if let level, isLevelFirst == true {
        levels = levels.dropFirst()
        let left = books[order.contract].left(
          of: order.side.opposite, ticks: level.priceTicks, shownSteps: level.quantitySteps)
        let taken = min(rest, left)
        if taken > 0 {
          found.append(.level(ticks: level.priceTicks, shown: level.quantitySteps, steps: taken))
        }
        rest -= taken
        continue
      }
      guard let resting else { return (found, true) }
      orders = orders.dropFirst()
      if resting.accountNumber == order.accountNumber, order.selfTradePrevention != .none {
        if order.selfTradePrevention != .expireTaker { found.append(.expiredMaker(resting)) }
        guard order.selfTradePrevention == .expireMaker else { return (found + [.expiredTaker], true) }
        continue
      }
      let steps = capacities.take(
        min(rest, resting.remainingSteps), for: resting, of: member(number: resting.accountNumber))
      if steps > 0 { found.append(.order(resting, steps: steps)) }
      rest -= steps
    }
    return (found, true)
  }

  /// Fills an order with what it meets.
  ///
  /// - Returns: whether self-trade prevention ended it.
  func take(_ found: [Liquidity], with order: FuturesOrder, now: Int) -> Bool {
    for part in found {
      switch part {
      case .level(let ticks, let shown, let steps):
        let steps = min(steps, fillableSteps(order))
        guard steps > 0 else { return false }
        books[order.contract].take(steps, of: order.side.opposite, ticks: ticks, shownSteps: shown)
        fill(order, steps: steps, at: ticks, isMaker: false, now: now)
      case .order(let resting, let steps):
        let steps = min(steps, fillableSteps(order), resting.status.isOpen ? fillableSteps(resting) : 0)
        guard steps > 0 else { continue }
        fill(order, steps: steps, at: resting.priceTicks, isMaker: false, now: now)
        // A position that this closed may have ended the resting order, where both are one account's.
        guard resting.status.isOpen else { continue }
        fillResting(resting, steps: min(steps, resting.remainingSteps), now: now)
      case .expiredMaker(let resting):
        if resting.status.isOpen { finish(resting, as: .expiredInMatch, now: now) }
      case .expiredTaker:
        return true
      }
    }
    return false
  }

  /// How much of an order may still be filled: no more than there is to close, if it only closes.
  func fillableSteps(_ order: FuturesOrder) -> Int {
    guard order.isReducing, let member = member(number: order.accountNumber) else {
      return order.remainingSteps
    }
    return min(order.remainingSteps, member.closableSteps(order.contract, order.positionSide, order.side))
  }

  /// Fills a resting order at its own price, and closes it when it is full or has nothing left to close.
  func fillResting(_ order: FuturesOrder, steps: Int, now: Int) {
    fill(order, steps: steps, at: order.priceTicks, isMaker: true, now: now)
    guard order.status.isOpen || order.status == .filled else { return }
    if order.status == .filled {
      finish(order, as: .filled, now: now)
    } else if fillableSteps(order) == 0 {
      finish(order, as: .expired, now: now)
    }
  }

  /// Lets a trade of the tape fill what it crosses: bids above its price, and at its price when its taker
  /// sold; asks alike. Best prices first, then those that came first, and never more than the trade's
  /// quantity in all.
  func cross(_ trade: Trade, on contract: Int) {
    var rest = trade.quantitySteps
    for side in [FuturesSide.buy, .sell] {
      let resting = side == .buy ? books[contract].bids : books[contract].asks
      for order in resting {
        let isBeyond =
          side == .buy ? order.priceTicks > trade.priceTicks : order.priceTicks < trade.priceTicks
        let isAt = order.priceTicks == trade.priceTicks && trade.isBuyerMaker == (side == .buy)
        guard rest > 0, isBeyond || isAt else { break }
        // An earlier fill of this very trade may have closed it.
        guard order.status.isOpen else { continue }
        let steps = min(rest, fillableSteps(order))
        guard steps > 0 else { continue }
        rest -= steps
        fillResting(order, steps: steps, now: trade.timeMilliseconds)
      }
    }
  }
}
