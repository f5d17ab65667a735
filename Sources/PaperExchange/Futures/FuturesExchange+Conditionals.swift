public import PaperAccounts
import PaperCore

extension FuturesExchange {
  /// Places a conditional order. It needs no margin before it triggers.
  @discardableResult
  public func place(_ asked: NewAlgoOrder, on listed: ListedContract, by account: Account, now: Int)
    throws(FuturesRefusal) -> AlgoOrder
  {
    advance(to: now)
    let member = member(account)
    let contract = listed.contract
    var new = asked
    guard contract.status == .trading else { throw .notTrading }
    guard member.isHedged == (new.order.positionSide != .both) else { throw .positionSideMismatch }
    if !new.order.closePosition {
      guard new.order.steps > 0 else { throw .quantityNotPositive }
      guard new.order.steps >= contract.lotSteps.lowerBound else { throw .quantityTooSmall }
      guard new.order.steps <= contract.lotSteps.upperBound else { throw .quantityTooLarge }
    }
    if new.order.timeInForce == .goodTillDate { try Self.checkDate(new.order.goodTillDate, now: now) }
    let open = member.openAlgoOrders.count { $0.contract == listed.index }
    guard open < contract.algoOrderCountMax else { throw .tooManyAlgoOrders }
    if let id = new.clientAlgoID, member.openAlgoOrders.contains(where: { $0.clientAlgoID == id }) {
      throw .duplicateClientID
    }
    let seen = workingPrice(new.workingType, on: listed.index, now: now)
    if new.type == .trailingStopMarket {
      let buys = new.order.side == .buy
      if new.activateTicks == 0 {
        new.activateTicks = seen / contract.tickUnits + (buys ? 1 : 0)
      } else {
        let activation = new.activateTicks * contract.tickUnits
        guard buys ? activation < seen : activation > seen else { throw .wouldTrigger }
      }
    } else {
      guard new.triggerTicks >= contract.priceTicksMin else { throw .stopPriceNotPositive }
      guard new.triggerTicks <= contract.priceTicksMax else { throw .stopPriceTooHigh }
    }
    let order = AlgoOrder(
      number: 2_000_000_000 + algoCount + 1, accountNumber: account.number, contract: listed.index, new: new,
      clientAlgoID: new.clientAlgoID ?? identifier(-1 - algoCount), now: now)
    // A trailing order without an activation price follows from here on.
    let triggersAtOnce = order.sees(seen, tickUnits: contract.tickUnits)
    guard !triggersAtOnce else { throw .wouldTrigger }
    algoCount += 1
    changeCount += 1
    member.openAlgoOrders.append(order)
    onBooking?(contract.symbol, order.number, order.clientAlgoID)
    return order
  }

  /// The price that a conditional order looks at, in units of 10⁻⁸.
  func workingPrice(_ type: WorkingType, on contract: Int, now: Int) -> Int {
    let market = contracts[contract].market
    guard type == .contractPrice, let trade = market.lastTrade(at: now) else {
      return market.markPrice(at: now)
    }
    return trade.priceTicks * market.contract.tickUnits
  }

  /// Cancels a conditional order that waits.
  public func cancelAlgo(_ name: OrderName, of account: Account, now: Int) throws(FuturesRefusal) -> AlgoOrder
  {
    advance(to: now)
    guard let order = member(account).openAlgoOrders.first(where: { Self.matches($0, name) }) else {
      throw .unknownOrder
    }
    finish(order, as: .canceled, now: now)
    return order
  }

  /// Cancels all conditional orders on a contract.
  public func cancelAllAlgo(on contract: Int, of account: Account, now: Int) {
    advance(to: now)
    for order in member(account).openAlgoOrders where order.contract == contract {
      finish(order, as: .canceled, now: now)
    }
  }

  /// A conditional order, waiting or not.
  public func algo(_ name: OrderName, of account: Account, now: Int) throws(FuturesRefusal) -> AlgoOrder {
    advance(to: now)
    let member = member(account)
    if let order = member.openAlgoOrders.first(where: { Self.matches($0, name) }) { return order }
    guard let order = member.closedAlgoOrders.entries.last(where: { Self.matches($0, name) }) else {
      throw .noSuchOrder
    }
    return order
  }

  private static func matches(_ order: AlgoOrder, _ name: OrderName) -> Bool {
    switch name {
    case .number(let number): order.number == number
    case .client(let id): order.clientAlgoID == id
    }
  }

  /// Shows a price to the conditional orders on a contract that look at its kind; those it triggers become
  /// orders, in the order in which they came.
  func show(_ units: Int, _ type: WorkingType, on contract: Int, now: Int) {
    let tick = contracts[contract].contract.tickUnits
    var triggered: [AlgoOrder] = []
    for member in members {
      for order in member.openAlgoOrders
      where order.contract == contract && order.new.workingType == type
        && order.sees(units, tickUnits: tick)
      { triggered.append(order) }
    }
    for order in triggered.sorted(by: { $0.number < $1.number }) where order.status == .new {
      trigger(order, now: now)
    }
  }

  private func trigger(_ order: AlgoOrder, now: Int) {
    guard let member = member(number: order.accountNumber) else { return }
    if order.new.isPriceProtected, isFarFromMark(order.contract, now: now) {
      return finish(order, as: .expired, now: now)
    }
    order.triggerTime = now
    var new = order.new.order
    new.clientOrderID = nil
    if new.closePosition {
      new.steps = member.closableSteps(order.contract, new.positionSide, new.side)
      new.reduceOnly = new.positionSide == .both
    } else if new.isReducing {
      new.steps = min(new.steps, member.closableSteps(order.contract, new.positionSide, new.side))
    }
    guard new.steps > 0 else { return finish(order, as: .expired, now: now) }
    finish(order, as: .triggered, now: now)
    do throws(FuturesRefusal) {
      let made = try admit(new, on: contracts[order.contract], of: member, now: now)
      made.algo = order
      order.order = made
      if !made.status.isOpen { order.status = .finished }
    } catch {
      order.status = .rejected
    }
  }

  private func isFarFromMark(_ contract: Int, now: Int) -> Bool {
    let market = contracts[contract].market
    let mark = Int128(market.markPrice(at: now))
    let last = Int128(workingPrice(.contractPrice, on: contract, now: now))
    return abs(last - mark) * 100_000_000 > mark * Int128(market.contract.triggerProtect)
  }
}
