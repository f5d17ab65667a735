import PaperCore

extension SymbolState {
  /// The step of LOT_SIZE; 1 unit where there is none.
  var lotStep: Int { symbol.listing.scale.stepUnits }

  /// A quantity brought down to what LOT_SIZE, and for market orders MARKET_LOT_SIZE, allow as a step.
  func roundedDown(_ quantity: Int, isMarket: Bool) -> Int {
    var rounded = quantity
    for filter in symbol.listing.filters {
      switch filter {
      case .lotSize(_, let maximum, let step):
        if maximum > 0 { rounded = min(rounded, maximum) }
        if step > 0 { rounded -= rounded % step }
      case .marketLotSize(_, let maximum, let step):
        if isMarket, maximum > 0 { rounded = min(rounded, maximum) }
        if isMarket, step > 0 { rounded -= rounded % step }
      default: break
      }
    }
    return rounded
  }

  /// The least quantities of LOT_SIZE and MARKET_LOT_SIZE.
  var leastQuantities: (lot: Int, marketLot: Int) {
    var least = (lot: 0, marketLot: 0)
    for filter in symbol.listing.filters {
      switch filter {
      case .lotSize(let minimum, _, _): least.lot = minimum
      case .marketLotSize(let minimum, _, _): least.marketLot = minimum
      default: break
      }
    }
    return least
  }

  /// Takes from the simulated market's level, so that nobody takes it again.
  func take(_ quantity: Int, of offered: Int, at price: Int, by taker: OrderSide, now: Int) {
    let levels = {
      self.marketLevels(ofAsks: taker == .buy, limit: MarketLiquidity.depthMax, at: now)
    }
    if taker == .buy {
      takenAsks.take(quantity, of: offered, at: price, levels: levels)
    } else {
      takenBids.take(quantity, of: offered, at: price, levels: levels)
    }
  }
}
