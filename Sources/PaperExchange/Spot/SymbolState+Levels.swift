import PaperCore

extension SymbolState {
  /// One side of the market's book in units, best price first.
  func marketLevels(ofAsks: Bool, limit: Int, at now: Int) -> [SpotLevel] {
    let book = marketBook(limit: limit, at: now)
    return (ofAsks ? book.asks : book.bids).prefix(limit).map {
      SpotLevel(priceUnits: $0.priceTicks * tickUnits, quantityUnits: $0.quantitySteps * stepUnits)
    }
  }

  /// What accounts' orders show on one side, best price first.
  func restingLevels(_ side: OrderSide, limit: Int) -> [SpotLevel] {
    let book = book(side)
    return (0..<min(limit, book.count)).compactMap { depth in
      book.level(atDepth: depth).map {
        SpotLevel(priceUnits: $0.price, quantityUnits: Int(clamping: $0.visibleQuantity))
      }
    }
  }

  /// One side of the book as clients see it, best price first: the market's levels without what was taken
  /// from them and without those that would cross an account's order, and accounts' orders.
  func visibleLevels(_ side: OrderSide, limit: Int, at now: Int) -> [SpotLevel] {
    var liquidity = MarketLiquidity(self, for: side.opposite, at: now)
    let own = restingLevels(side, limit: limit)
    var index = 0
    var levels: [SpotLevel] = []
    while levels.count < limit {
      let offered = liquidity.peek()
      let resting = index < own.count ? own[index] : nil
      guard offered != nil || resting != nil else { break }
      let offeredPrice = offered?.price
      let restingPrice = resting?.priceUnits
      let takesMarket: Bool
      if let offeredPrice, let restingPrice {
        takesMarket = side == .buy ? offeredPrice >= restingPrice : offeredPrice <= restingPrice
      } else {
        takesMarket = offered != nil
      }
      if takesMarket, let offered {
        liquidity.consume(offered.quantity)
        levels.append(SpotLevel(priceUnits: offered.price, quantityUnits: offered.quantity))
        guard offeredPrice == restingPrice, let resting else { continue }
        let (sum, overflow) = offered.quantity.addingReportingOverflow(resting.quantityUnits)
        levels[levels.count - 1].quantityUnits = overflow ? .max : sum
        index += 1
      } else if let resting {
        levels.append(resting)
        index += 1
      }
    }
    return levels
  }

  /// The price of a peg; `nil` when the book has no level that deep.
  func price(of peg: Peg, side: OrderSide, at now: Int) -> Int? {
    let depth = min(peg.offsetLevels ?? 0, Peg.offsetLevelsMax)
    let levels = visibleLevels(peg.priceType == .primary ? side : side.opposite, limit: depth + 1, at: now)
    return depth < levels.count ? levels[depth].priceUnits : nil
  }

  /// The highest price that a seller can have.
  func bestBid(at now: Int) -> Int? {
    var liquidity = MarketLiquidity(self, for: .sell, at: now)
    guard let offered = liquidity.peek()?.price else { return bids.best?.price }
    return max(offered, bids.best?.price ?? offered)
  }

  /// Whether an order at a limit price would trade at once.
  func wouldTake(_ side: OrderSide, at price: Int, now: Int) -> Bool {
    let best = bestPrice(side.opposite)
    if let best, side == .buy ? best <= price : best >= price { return true }
    var liquidity = MarketLiquidity(self, for: side, at: now)
    guard let level = liquidity.peek() else { return false }
    return side == .buy ? level.price <= price : level.price >= price
  }
}
