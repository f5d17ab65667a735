extension SyntheticMarket {
  /// The book, at most `limit` levels a side.
  public func book(limit: Int, at now: Int) -> BookSnapshot {
    guard stopTimeMilliseconds == nil, let trade = lastTrade(at: now) else {
      return BookSnapshot(lastUpdateID: updateID(at: now), bids: [], asks: [])
    }
    let (bid, ask) = bestTicks(after: trade)
    var bids: [BookLevel] = []
    var asks: [BookLevel] = []
    bids.reserveCapacity(limit)
    asks.reserveCapacity(limit)
    var ticks = bid
    while bids.count < limit, ticks > max(0, bid - bid / 2) {
      if let level = level(at: ticks, best: bid, now: now) { bids.append(level) }
      ticks -= 1
    }
    ticks = ask
    while asks.count < limit, ticks < ask + ask / 2 {
      if let level = level(at: ticks, best: ask, now: now) { asks.append(level) }
      ticks += 1
    }
    return BookSnapshot(lastUpdateID: updateID(at: now), bids: bids, asks: asks)
  }

  /// The best level of each side.
  public func bestLevels(at now: Int) -> BookSnapshot {
    book(limit: 1, at: now)
  }

  /// The spread is one tick in a lively market and up to three in a calm one; the last trade was at its
  /// taker's side of it.
  private func bestTicks(after trade: Trade) -> (bid: Int, ask: Int) {
    let wide =
      course.isMajor ? 1 : 1 + SeededGenerator.scaled(SeededGenerator.hash(seed, trade.id, 7), below: 3)
    return trade.isBuyerMaker
      ? (trade.priceTicks, trade.priceTicks + wide) : (trade.priceTicks - wide, trade.priceTicks)
  }

  /// What rests at a price. Each price changes at a pace of its own, so most of a book is the same a moment
  /// later, as in a real one.
  private func level(at ticks: Int, best: Int, now: Int) -> BookLevel? {
    let own = SeededGenerator.hash(seed, ticks, 8)
    let period = 400 << Int(own & 7)
    let epoch = (now - originMilliseconds + Int(own >> 40)) / period
    let bits = SeededGenerator.hash(own, epoch)
    // Where a tick is fine against the price, three in four are empty; the best price never is.
    let isFine = course.basePriceTicks >= 20_000
    guard ticks == best || !isFine || bits & 3 == 0 else { return nil }
    let uniform = 1 + SeededGenerator.scaled(bits, below: 40)
    let depth = min(8, 1 + abs(ticks - best) * 400 / max(1, course.basePriceTicks))
    return BookLevel(
      priceTicks: ticks,
      quantitySteps: course.quantityFactor * uniform * uniform / 4 * depth + course.quantityFactor)
  }

  /// Grows with every millisecond, so two different books never share a number.
  private func updateID(at now: Int) -> Int {
    let elapsed = max(0, min(now, endMilliseconds) - originMilliseconds)
    return 1_000_000 + elapsed * 7 + Int(SeededGenerator.hash(seed, elapsed, 9) % 7)
  }
}
