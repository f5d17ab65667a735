import PaperCore

@testable import PaperSpot

extension ModelRun {
  private func last(_ index: Int) -> Int {
    let market = symbols[index].market
    return (market.lastTrade(at: now)?.priceTicks ?? 100) * market.scale.tickUnits
  }

  /// A price up to `spread` hundredths of a percent around the last one, on a coarse grid, so that accounts
  /// meet at prices; not on the grid of ticks now and then.
  private func price(_ index: Int, from low: Int, to high: Int) -> Int {
    let tick = symbols[index].market.scale.tickUnits
    let price = last(index) * (10_000 + low + dice(high - low + 1)) / 10_000
    let grid = index == 0 ? tick * 500 : tick
    return max(tick, price / grid * grid)
  }

  private func quantity(_ index: Int) -> Int {
    let step = symbols[index].market.scale.stepUnits
    let steps = [400, 600, 800_000][index]
    return step * (1 + (dice(4) == 0 ? dice(steps * 6) : dice(steps)))
  }

  private var side: OrderSide { dice(2) == 0 ? .buy : .sell }

  /// Any single order.
  func order(on index: Int) -> NewOrder {
    let side = side
    let quantity = quantity(index)
    var new = NewOrder(side: side, type: .limit, quantity: quantity)
    switch dice(100) {
    case 0..<50:
      new.timeInForce = pick([
        .goodTillCanceled, .goodTillCanceled, .goodTillCanceled, .immediateOrCancel, .fillOrKill,
      ])
      new.price = price(index, from: -25, to: 25)
    case 50..<62:
      new.type = .market
      if dice(3) == 0 {
        new.quantity = nil
        new.quoteQuantity = Amount.quoteUnits(price: last(index), quantity: quantity) + dice(1_000)
      }
    case 62..<74:
      new.type = .limitMaker
      new.price = side == .buy ? price(index, from: -30, to: 2) : price(index, from: -2, to: 30)
    case 74..<92: new = stop(index, side, isAlone: true)
    default:
      let isMarket = dice(2) == 0
      new.timeInForce =
        isMarket ? pick([.immediateOrCancel, .goodTillCanceled, .fillOrKill]) : .goodTillCanceled
      new.peg = Peg(priceType: isMarket ? .market : .primary, offsetLevels: dice(2) == 0 ? nil : dice(4))
      if dice(3) == 0 { new.price = price(index, from: -25, to: 25) }
    }
    return dressed(new)
  }

  /// With an iceberg quantity or a mode of prevention now and then.
  private func dressed(_ order: NewOrder) -> NewOrder {
    var new = order
    let mayBeIceberg =
      !new.type.isMarketWhenWorking && (new.timeInForce ?? .goodTillCanceled) == .goodTillCanceled
    if mayBeIceberg, let quantity = new.quantity, dice(5) == 0 {
      new.icebergQuantity = quantity / (1 + dice(6)) + 1
    }
    if let iceberg = new.icebergQuantity, let quantity = new.quantity {
      new.icebergQuantity = min(iceberg, quantity)
    }
    if dice(2) == 0 { new.selfTradePrevention = pick(SelfTradePrevention.allCases) }
    return new
  }

  /// A contingent order; mostly one that is not past its price.
  private func stop(_ index: Int, _ side: OrderSide, isAlone: Bool, types: [OrderType]? = nil) -> NewOrder {
    let type = pick(types ?? [.stopLoss, .stopLossLimit, .takeProfit, .takeProfitLimit])
    var new = NewOrder(side: side, type: type, quantity: quantity(index))
    let rises = type.waitsForRise(side)
    new.stopPrice = rises ? price(index, from: -1, to: 30) : price(index, from: -30, to: 1)
    if isAlone, dice(3) == 0 {
      new.trailingDelta = 1 + dice(25)
      if dice(2) == 0 { new.stopPrice = nil }
    }
    if !type.isMarketWhenWorking {
      new.price = price(index, from: -30, to: 30)
      new.timeInForce = pick([.goodTillCanceled, .goodTillCanceled, .immediateOrCancel, .fillOrKill])
      if dice(6) == 0 { new.peg = Peg(priceType: pick([.primary, .market]), offsetLevels: dice(2)) }
    }
    return new
  }

  /// Any list, most with prices that stand in the right order.
  func list(on index: Int) -> NewOrderList {
    let side = side
    func pair(_ side: OrderSide, _ quantity: Int?) -> (above: NewOrder, below: NewOrder) {
      var stop = stop(index, side, isAlone: false, types: [.stopLoss, .stopLossLimit])
      var profit =
        dice(2) == 0
        ? NewOrder(
          side: side, type: .limitMaker,
          price: side == .sell ? price(index, from: 1, to: 20) : price(index, from: -20, to: -1))
        : self.stop(index, side, isAlone: false, types: [.takeProfit, .takeProfitLimit])
      stop.quantity = quantity
      profit.quantity = quantity
      return side == .sell ? (profit, stop) : (stop, profit)
    }
    var working = NewOrder(
      side: side, type: .limit,
      timeInForce: pick([.goodTillCanceled, .goodTillCanceled, .immediateOrCancel]),
      quantity: quantity(index), price: price(index, from: -8, to: 8))
    switch dice(listKindCount) {
    case 0:
      let (above, below) = pair(side, quantity(index))
      return .oco(above: above, below: below)
    case 1: return .oto(working: dressed(working), pending: pending(index))
    case 2:
      let (above, below) = pair(self.side, quantity(index))
      return .otoco(working: dressed(working), pendingAbove: above, pendingBelow: below)
    case 3:
      working.side = .buy
      var order = pending(index)
      order.side = .sell
      order.quantity = nil
      order.icebergQuantity = nil
      return .opo(working: working, pending: order)
    default:
      working.side = .buy
      let (above, below) = pair(.sell, nil)
      return .opoco(working: working, pendingAbove: above, pendingBelow: below)
    }
  }

  private func pending(_ index: Int) -> NewOrder {
    var new = order(on: index)
    if let quote = new.quoteQuantity {
      new.quoteQuantity = nil
      new.quantity = max(1, quote / 1_000)
    }
    return new
  }
}
