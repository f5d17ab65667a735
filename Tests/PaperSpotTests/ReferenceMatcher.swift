import PaperCore

@testable import PaperSpot

/// One symbol's matching, written a second time to be obviously right and not fast: no levels, no queues, no
/// plans; every trade of the tape is looked at, every question goes through all orders. It has no accounts'
/// money: it is told what was accepted.
struct ReferenceMatcher {
  /// One side of a trade.
  struct Deal: Hashable {
    var order: Int
    var other: Int
    var price: Int
    var quantity: Int
    var time: Int
  }

  private struct Level {
    var price: Int
    var quantity: Int
    var offered: Int
  }

  private struct Taken {
    var offered: Int
    var quantity: Int
  }

  let market: any Market
  let tick: Int
  let step: Int
  let lotStep: Int
  private(set) var open: [Int: ReferenceOrder] = [:]
  private(set) var closed: [Int: ReferenceOrder] = [:]
  private(set) var deals: [Deal] = []
  private var nextTrade: Int
  private var nextRank = 0
  private var tapePrice: Int?
  /// By the side that takes, then by price.
  private var taken: [OrderSide: [Int: Taken]] = [.buy: [:], .sell: [:]]
  private var filledWorking: [Int] = []

  init(_ symbol: ListedSymbol, now: Int) {
    market = symbol.market
    tick = market.scale.tickUnits
    step = market.scale.stepUnits
    lotStep = symbol.listing.scale.stepUnits
    nextTrade = market.tradeID(from: now + 1)
  }

  /// Looks at every trade until `now`.
  mutating func advance(to now: Int) {
    let end = market.tradeID(from: now + 1)
    while nextTrade < end {
      if !open.isEmpty { see(market.trade(nextTrade)) }
      nextTrade += 1
    }
  }

  private mutating func see(_ trade: Trade) {
    let price = trade.priceTicks * tick
    let now = trade.timeMilliseconds
    var quantity = trade.quantitySteps * step
    tapePrice = price
    while quantity > 0, let number = reached(by: price, takerSold: trade.isBuyerMaker),
      let maker = open[number]
    {
      let amount = min(quantity, maker.visible)
      quantity -= amount
      deals.append(Deal(order: number, other: 0, price: maker.limit, quantity: amount, time: now))
      fill(number, amount, now)
    }
    for number in open.keys.sorted() where open[number]?.sees(price) == true {
      guard let order = open[number], order.stage == .waiting else { continue }
      if let partner = order.partner { close(partner, .expired) }
      start(number, now)
    }
    startDependents(now)
    tapePrice = nil
  }

  private func reached(by price: Int, takerSold: Bool) -> Int? {
    if let best = best(.buy), let order = open[best], order.limit > price || order.limit == price && takerSold
    {
      return best
    }
    if let best = best(.sell), let order = open[best],
      order.limit < price || order.limit == price && !takerSold
    {
      return best
    }
    return nil
  }

  /// The order of a side with the best price; of those the one that stands longest at it.
  private func best(_ side: OrderSide) -> Int? {
    var found: ReferenceOrder?
    for order in open.values where order.stage == .resting && order.side == side {
      guard let known = found else {
        found = order
        continue
      }
      let isBetter = side == .buy ? order.limit > known.limit : order.limit < known.limit
      if isBetter || order.limit == known.limit && order.rank < known.rank { found = order }
    }
    return found?.number
  }

  /// The market's levels for a taker, best first: without what was taken and what would cross. As deep as it
  /// takes for a few.
  private func levels(for taker: OrderSide, _ now: Int) -> [Level] {
    for depth in [40, 400] {
      let levels = levels(for: taker, depth, now)
      if levels.count > 5 { return levels }
    }
    return levels(for: taker, 5_000, now)
  }

  private func levels(for taker: OrderSide, _ depth: Int, _ now: Int) -> [Level] {
    let book = market.book(limit: depth, at: now)
    let own = best(taker).flatMap { open[$0]?.limit }
    return (taker == .buy ? book.asks : book.bids).compactMap { level in
      let price = level.priceTicks * tick
      let offered = level.quantitySteps * step
      if let own, taker == .buy ? price <= own : price >= own { return nil }
      let known = taken[taker]?[price]
      let left = known?.offered == offered ? offered - (known?.quantity ?? 0) : offered
      return left > 0 ? Level(price: price, quantity: left, offered: offered) : nil
    }
  }

  /// Whether an order would trade at once.
  func wouldTake(_ side: OrderSide, at price: Int, now: Int) -> Bool {
    let orders = best(side.opposite).flatMap { open[$0]?.limit }
    let prices = [orders, levels(for: side, now).first?.price].compactMap(\.self)
    return prices.contains { side == .buy ? $0 <= price : $0 >= price }
  }

  /// An accepted order.
  mutating func place(_ order: ReferenceOrder, now: Int) {
    open[order.number] = order
    if order.waitsFor != nil { return }
    order.type.isContingent ? wait(order.number, now) : start(order.number, now)
  }

  /// The command is over: lists whose first order was filled go on.
  mutating func finish(now: Int) { startDependents(now) }

  mutating func cancel(_ number: Int) {
    guard let order = open[number] else { return }
    let family = open.values.filter {
      $0.number == number || $0.number == order.partner || $0.waitsFor == number
        || $0.number == order.waitsFor || order.waitsFor != nil && $0.waitsFor == order.waitsFor
    }
    for member in family { close(member.number, .canceled) }
  }

  mutating func amend(_ number: Int, to quantity: Int) {
    for member in [number] + (open[number]?.partner.map { [$0] } ?? []) {
      open[member]?.quantity = quantity
      if let order = open[member] { open[member]?.visible = min(order.visible, order.left) }
    }
  }

  private mutating func wait(_ number: Int, _ now: Int) {
    open[number]?.stage = .waiting
    if let order = open[number], order.delta != nil, order.stop == 0 {
      open[number]?.isFollowing = true
      open[number]?.extreme = tapePrice ?? market.lastTrade(at: now).map { $0.priceTicks * tick }
    }
  }

  private mutating func start(_ number: Int, _ now: Int) {
    guard let order = open[number] else { return }
    open[number]?.stage = .working
    if let peg = order.peg {
      guard let price = price(of: peg, order.side, now) else { return end(number, .expired) }
      open[number]?.limit = price
    }
    if order.type == .limitMaker, wouldTake(order.side, at: open[number]?.limit ?? 0, now: now) {
      return end(number, .expired)
    }
    if order.timeInForce == .fillOrKill {
      var trial = self
      trial.take(number, now)
      if trial.open[number]?.executed != order.quantity { return end(number, .expired) }
    }
    take(number, now)
    guard let order = open[number] else { return }
    if order.isPrevented {
      end(number, .expiredInMatch)
    } else if order.isDone {
      if order.quote != nil { open[number]?.quantity = order.executed + order.prevented }
      end(number, .filled)
    } else if order.type.isMarketWhenWorking || order.timeInForce == .immediateOrCancel {
      if order.quote != nil { open[number]?.quantity = order.executed + order.prevented }
      end(number, .expired)
    } else {
      open[number]?.stage = .resting
      show(number)
    }
  }

  private func price(of peg: Peg, _ side: OrderSide, _ now: Int) -> Int? {
    let wanted = peg.priceType == .primary ? side : side.opposite
    let orders = open.values.filter { $0.stage == .resting && $0.side == wanted }.map(\.limit)
    let prices = Set(orders + levels(for: wanted.opposite, now).map(\.price)).sorted()
    let ordered = wanted == .buy ? prices.reversed() : prices
    let depth = peg.offsetLevels ?? 0
    return depth < ordered.count ? ordered[depth] : nil
  }

  private mutating func show(_ number: Int) {
    guard let order = open[number] else { return }
    open[number]?.visible = min(order.left, order.iceberg ?? order.left)
    open[number]?.rank = nextRank
    nextRank += 1
  }

  /// Takes from whoever is best until there is nothing left to take or to want.
  private mutating func take(_ number: Int, _ now: Int) {
    while let order = open[number], !order.isDone, !order.isPrevented {
      let level = levels(for: order.side, now).first
      let maker = best(order.side.opposite).flatMap { open[$0] }
      guard level != nil || maker != nil else { return }
      let isMarket: Bool
      if let level, let maker {
        isMarket = order.side == .buy ? level.price <= maker.limit : level.price >= maker.limit
      } else {
        isMarket = level != nil
      }
      let price = isMarket ? level?.price ?? 0 : maker?.limit ?? 0
      if !order.type.isMarketWhenWorking, order.side == .buy ? price > order.limit : price < order.limit {
        return
      }
      if !isMarket, let maker, maker.account == order.account, order.prevention != .none {
        prevent(number, maker.number, price, now)
        continue
      }
      let available = isMarket ? level?.quantity ?? 0 : maker?.visible ?? 0
      let quantity = order.wanted(of: available, at: price, step: lotStep)
      if quantity < available { open[number]?.isSatisfied = true }
      guard quantity > 0 else { return }
      if isMarket, let level {
        let known = taken[order.side]?[price]
        let before = known?.offered == level.offered ? known?.quantity ?? 0 : 0
        taken[order.side]?[price] = Taken(offered: level.offered, quantity: before + quantity)
        if known?.offered != level.offered { forgetChangedLevels(order.side, now) }
        deals.append(Deal(order: number, other: 0, price: price, quantity: quantity, time: now))
      } else if let maker {
        deals.append(Deal(order: maker.number, other: number, price: price, quantity: quantity, time: now))
        deals.append(Deal(order: number, other: maker.number, price: price, quantity: quantity, time: now))
        fill(maker.number, quantity, now)
      }
      open[number]?.executed += quantity
      open[number]?.spent += Int(Int128(price) * Int128(quantity) / 100_000_000)
    }
  }

  /// When many levels are remembered, those that the market does not show any more as they were are
  /// forgotten, even if they should come back.
  private mutating func forgetChangedLevels(_ taker: OrderSide, _ now: Int) {
    guard taken[taker, default: [:]].count > TakenLiquidity.countMax else { return }
    let book = market.book(limit: 5_000, at: now)
    let levels = (taker == .buy ? book.asks : book.bids).map {
      ($0.priceTicks * tick, $0.quantitySteps * step)
    }
    let offered = Dictionary(uniqueKeysWithValues: levels)
    taken[taker] = taken[taker]?.filter { offered[$0.key] == $0.value.offered }
  }

  private mutating func prevent(_ number: Int, _ maker: Int, _ price: Int, _ now: Int) {
    guard let order = open[number], let resting = open[maker] else { return }
    let wanted = order.wanted(of: Int.max, at: price, step: 1)
    switch order.prevention {
    case .none: break
    case .expireMaker:
      open[maker]?.prevented += resting.left
      end(maker, .expiredInMatch)
    case .expireTaker, .expireBoth:
      open[number]?.prevented += wanted
      open[number]?.isPrevented = true
      if order.prevention == .expireBoth {
        open[maker]?.prevented += resting.left
        end(maker, .expiredInMatch)
      }
    case .decrement, .transfer:
      let quantity = min(wanted, resting.visible)
      if quantity == 0 {
        open[number]?.isSatisfied = true
        return
      }
      open[number]?.prevented += quantity
      open[number]?.spent += Int(Int128(price) * Int128(quantity) / 100_000_000)
      if quantity == wanted { open[number]?.isPrevented = true }
      open[maker]?.prevented += quantity
      shrink(maker, quantity, endsAs: .expiredInMatch)
    }
  }

  /// A maker trades: its pair's other order ends.
  private mutating func fill(_ number: Int, _ quantity: Int, _ now: Int) {
    if let partner = open[number]?.partner { close(partner, .expired) }
    open[number]?.executed += quantity
    shrink(number, quantity, endsAs: .filled)
  }

  private mutating func shrink(_ number: Int, _ quantity: Int, endsAs status: OrderStatus) {
    open[number]?.visible -= quantity
    guard let order = open[number] else { return }
    if order.left == 0 {
      end(number, status)
    } else if order.visible == 0 {
      show(number)
    }
  }

  /// An order ends by itself, which may end or start others.
  private mutating func end(_ number: Int, _ status: OrderStatus) {
    guard let order = close(number, status) else { return }
    if status == .filled, open.values.contains(where: { $0.waitsFor == number && $0.stage == .pending }) {
      filledWorking.append(number)
    } else if order.waitsFor == nil, status != .filled {
      for other in open.values where other.waitsFor == number { close(other.number, .expired) }
    }
    if let partner = order.partner, open[partner] != nil { close(partner, .expired) }
  }

  @discardableResult
  private mutating func close(_ number: Int, _ status: OrderStatus) -> ReferenceOrder? {
    guard var order = open.removeValue(forKey: number) else { return nil }
    order.status = status
    closed[number] = order
    return order
  }

  private mutating func startDependents(_ now: Int) {
    while !filledWorking.isEmpty {
      let working = filledWorking.removeFirst()
      for number in open.keys.sorted() where open[number]?.waitsFor == working {
        guard let order = open[number] else { continue }
        guard order.type.isContingent else {
          start(number, now)
          continue
        }
        let last = tapePrice ?? market.lastTrade(at: now).map { $0.priceTicks * tick }
        if let last, order.stop > 0, order.waitsForRise ? last >= order.stop : last <= order.stop {
          end(number, .expired)
        } else {
          wait(number, now)
        }
      }
    }
  }
}
