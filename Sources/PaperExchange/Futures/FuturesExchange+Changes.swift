public import PaperAccounts
import PaperCore

extension FuturesExchange {
  /// How often an order may be changed.
  private static let changeCountMax = 10_000

  /// Names an order: by the exchange's number or by the client's name.
  public enum OrderName: Sendable, Hashable {
    case number(Int)
    case client(String)
  }

  /// An open order.
  public func openOrder(_ name: OrderName, on contract: Int, of account: Account, now: Int)
    throws(FuturesRefusal) -> FuturesOrder
  {
    advance(to: now)
    guard let order = member(account).openOrders.first(where: { Self.matches($0, name, contract) }) else {
      throw .noSuchOrder
    }
    return order
  }

  /// An order, open or closed; of several with one client name the newest.
  public func order(_ name: OrderName, on contract: Int, of account: Account, now: Int) throws(FuturesRefusal)
    -> FuturesOrder
  {
    advance(to: now)
    let member = member(account)
    if let order = member.openOrders.first(where: { Self.matches($0, name, contract) }) { return order }
    guard let order = member.closedOrders.entries.last(where: { Self.matches($0, name, contract) }) else {
      throw .noSuchOrder
    }
    return order
  }

  private static func matches(_ order: FuturesOrder, _ name: OrderName, _ contract: Int) -> Bool {
    guard order.contract == contract else { return false }
    return switch name {
    case .number(let number): order.number == number
    case .client(let id): order.clientOrderID == id
    }
  }

  /// Cancels an open order.
  public func cancel(_ name: OrderName, on contract: Int, of account: Account, now: Int)
    throws(FuturesRefusal) -> FuturesOrder
  {
    advance(to: now)
    guard let order = member(account).openOrders.first(where: { Self.matches($0, name, contract) }) else {
      throw .unknownOrder
    }
    finish(order, as: .canceled, now: now)
    return order
  }

  /// Cancels all open orders on a contract; conditional ones stay.
  public func cancelAll(on contract: Int, of account: Account, now: Int) {
    advance(to: now)
    for order in member(account).openOrders where order.contract == contract {
      finish(order, as: .canceled, now: now)
    }
  }

  /// Cancels all orders on a contract when a time has come, which each further call puts off; 0 calls it off.
  public func setCountdown(_ milliseconds: Int, on contract: Int, of account: Account, now: Int) {
    advance(to: now)
    changeCount += 1
    // Deadlines lie on whole seconds, like everything that happens by itself.
    let deadline = (now + milliseconds + 999) / 1_000 * 1_000
    member(account).countdowns[contract] = milliseconds > 0 ? deadline : nil
  }

  /// Changes price and quantity of an open limit order. It keeps its place only if it got smaller at the same
  /// price; one that has been filled beyond its new quantity is canceled.
  public func change(
    _ name: OrderName, side: FuturesSide, priceTicks: Int, steps: Int, on listed: ListedContract,
    of account: Account, now: Int
  ) throws(FuturesRefusal) -> FuturesOrder {
    advance(to: now)
    let member = member(account)
    guard listed.contract.status == .trading else { throw .notTradingForChange }
    guard let order = member.openOrders.first(where: { Self.matches($0, name, listed.index) }),
      order.side == side
    else { throw .noSuchOrder }
    guard order.type == .limit else { throw .limitOnly }
    guard order.priceTicks != priceTicks || order.steps != steps else { throw .sameOrder }
    guard order.changeCount < Self.changeCountMax else { throw .tooManyChanges }
    guard steps >= listed.contract.lotSteps.lowerBound else { throw .quantityTooSmall }
    guard steps <= listed.contract.lotSteps.upperBound else { throw .quantityTooLarge }
    try checkPrice(priceTicks, side: side, on: listed, now: now)
    let notional = listed.contract.notional(ticks: priceTicks, steps: steps)
    guard order.isReducing || notional >= Int128(listed.contract.notionalUnitsMin) else {
      throw FuturesRefusal(
        -5029, "Order's notional must be no smaller than \(Self.plain(listed.contract.notionalUnitsMin))")
    }
    guard steps > order.executedSteps else {
      finish(order, as: .canceled, now: now)
      return order
    }
    try apply(priceTicks: priceTicks, steps: steps, to: order, of: member, now: now)
    return order
  }

  private func apply(priceTicks: Int, steps: Int, to order: FuturesOrder, of member: FuturesAccount, now: Int)
    throws(FuturesRefusal)
  {
    let (oldTicks, oldSteps) = (order.priceTicks, order.steps)
    let place = member.openOrders.firstIndex { $0 === order } ?? 0
    member.openOrders.remove(at: place)
    books[order.contract].remove(order)
    order.priceTicks = priceTicks
    order.steps = steps
    let found: [Liquidity]
    do throws(FuturesRefusal) {
      found = liquidity(for: order, limitTicks: priceTicks, steps: fillableSteps(order), now: now)
      if order.timeInForce == .goodTillCrossing, !found.isEmpty { throw .postOnlyFailed }
      try checkMargin(of: member, for: order, now: now)
    } catch {
      order.priceTicks = oldTicks
      order.steps = oldSteps
      member.openOrders.insert(order, at: place)
      books[order.contract].insert(order)
      throw error
    }
    changeCount += 1
    amendmentCount += 1
    order.changeCount += 1
    order.updateTime = now
    member.amendments.append(
      FuturesAmendment(
        number: amendmentCount, contract: order.contract, orderNumber: order.number,
        clientOrderID: order.clientOrderID, priceTicks: [oldTicks, priceTicks], steps: [oldSteps, steps],
        count: order.changeCount, time: now))
    if oldTicks != priceTicks || steps > oldSteps {
      sequenceCount += 1
      order.sequence = sequenceCount
    }
    let isPrevented = take(found, with: order, now: now)
    if order.remainingSteps > 0, !isPrevented, fillableSteps(order) > 0 {
      member.openOrders.insert(order, at: min(place, member.openOrders.count))
      books[order.contract].insert(order)
    } else {
      let ended: FuturesOrderStatus = isPrevented ? .expiredInMatch : .expired
      finish(order, as: order.remainingSteps == 0 ? .filled : ended, now: now)
    }
  }
}
