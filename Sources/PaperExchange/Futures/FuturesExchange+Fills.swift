import PaperAccounts

extension FuturesExchange {
  /// Books a fill of an order: quantity and cost, realised profit, commission, and what ends with a position.
  func fill(_ order: FuturesOrder, steps: Int, at ticks: Int, isMaker: Bool, now: Int) {
    guard let member = member(number: order.accountNumber), steps > 0 else { return }
    let contract = contracts[order.contract].contract
    let notional = contract.notional(ticks: ticks, steps: steps)
    changeCount += 1
    books[order.contract].tradeCount += 1
    let tradeNumber = books[order.contract].tradeCount
    let fee = notional * Int128(isMaker ? member.makerRate : member.takerRate) / 100_000_000
    var position = member.position(order.contract, order.positionSide)
    let closing = position.steps.signum() == -order.side.sign ? min(abs(position.steps), steps) : 0
    var realised: Int128 = 0
    if closing > 0 {
      realised = close(closing, of: &position, ticks: ticks, member: member, trade: tradeNumber, now: now)
    }
    if steps > closing {
      open((steps - closing) * order.side.sign, in: &position, ticks: ticks, member: member, now: now)
    }
    charge(member, fee: fee, now: now)
    if position.steps != 0 { position.feeUnits += fee * Int128(steps - closing) / Int128(steps) }
    position.updateTime = now
    member.keep(position, now: now)
    order.executedSteps += steps
    order.executedUnits += notional
    order.updateTime = now
    order.status = order.remainingSteps == 0 ? .filled : .partiallyFilled
    note(
      .commission, -fee, of: member, contract: order.contract, note: "COMMISSION", trade: tradeNumber,
      now: now)
    member.trades.append(
      FuturesTrade(
        number: tradeNumber, contract: order.contract, orderNumber: order.number, side: order.side,
        positionSide: order.positionSide, priceTicks: ticks, steps: steps, realisedUnits: realised,
        feeUnits: fee, isMaker: isMaker, time: now))
    if closing > 0 && position.steps == 0 || position.steps.signum() == order.side.sign && closing > 0 {
      expireReducing(
        of: member, on: order.contract, positionSide: order.positionSide, except: order, now: now)
    }
  }

  private func open(
    _ signedSteps: Int, in position: inout FuturesPosition, ticks: Int, member: FuturesAccount, now: Int
  ) {
    let contract = contracts[position.contract].contract
    let notional = contract.notional(ticks: ticks, steps: abs(signedSteps))
    position.steps += signedSteps
    position.costUnits += signedSteps > 0 ? notional : -notional
    let setting = member.setting(of: position.contract)
    if setting.marginType == .isolated {
      isolate(notional / Int128(setting.leverage), in: &position, of: member, now: now)
    }
  }

  /// Takes `steps` out of a position at a price.
  ///
  /// - Returns: the profit that it realised.
  private func close(
    _ steps: Int, of position: inout FuturesPosition, ticks: Int, member: FuturesAccount, trade: Int, now: Int
  ) -> Int128 {
    let contract = contracts[position.contract].contract
    let held = Int128(abs(position.steps))
    let cost = FuturesPosition.quotient(position.costUnits * Int128(steps), held)
    let proceeds = contract.notional(ticks: ticks, steps: steps)
    let realised = position.steps > 0 ? proceeds - cost : -proceeds - cost
    let released = position.isolatedUnits * Int128(steps) / held
    position.feeUnits -= position.feeUnits * Int128(steps) / held
    position.steps -= position.steps.signum() * steps
    position.costUnits -= cost
    if member.setting(of: position.contract).marginType == .crossed {
      credit(member, realised, now: now)
    } else {
      settleIsolated(
        realised, released: released, position: &position, member: member, trade: trade, now: now)
    }
    note(
      .realisedProfit, realised, of: member, contract: position.contract, note: "REALIZED_PNL", trade: trade,
      now: now)
    return realised
  }

  /// Realises a profit of an isolated position. A loss comes out of its own margin; what that cannot pay is
  /// the insurance's, and never the cross wallet's.
  private func settleIsolated(
    _ realised: Int128, released: Int128, position: inout FuturesPosition, member: FuturesAccount, trade: Int,
    now: Int
  ) {
    if realised >= 0 {
      release(released, from: &position, of: member, now: now)
      credit(member, realised, now: now)
      return
    }
    let unpaid = payIsolated(-realised, from: &position, of: member, now: now)
    // The closed part's margin less its loss goes back.
    let rest =
      position.steps == 0 ? position.isolatedUnits : max(0, min(position.isolatedUnits, released + realised))
    release(rest, from: &position, of: member, now: now)
    note(
      .insuranceClear, unpaid, of: member, contract: position.contract, note: "INSURANCE_CLEAR", trade: trade,
      now: now)
  }

  /// Expires what could only make a position smaller that is gone.
  func expireReducing(
    of member: FuturesAccount, on contract: Int, positionSide: PositionSide, except current: FuturesOrder?,
    now: Int
  ) {
    let orders = member.openOrders.filter {
      $0.contract == contract && $0.positionSide == positionSide && $0.isReducing && $0 !== current
    }
    for order in orders where member.closableSteps(contract, positionSide, order.side) == 0 {
      finish(order, as: .expired, now: now)
    }
    let conditional = member.openAlgoOrders.filter {
      $0.contract == contract && $0.new.order.positionSide == positionSide && $0.new.order.isReducing
    }
    for order in conditional where member.closableSteps(contract, positionSide, order.new.order.side) == 0 {
      finish(order, as: .expired, now: now)
    }
  }

  /// Closes an order for good.
  func finish(_ order: FuturesOrder, as status: FuturesOrderStatus, now: Int) {
    guard let member = member(number: order.accountNumber) else { return }
    changeCount += 1
    order.status = status
    order.updateTime = now
    books[order.contract].remove(order)
    if let index = member.openOrders.firstIndex(where: { $0 === order }) {
      member.openOrders.remove(at: index)
    }
    member.closedOrders.append(order)
    order.algo?.status = .finished
    order.algo?.updateTime = now
  }

  /// Closes a conditional order that waits.
  func finish(_ order: AlgoOrder, as status: AlgoOrderStatus, now: Int) {
    guard let member = member(number: order.accountNumber) else { return }
    changeCount += 1
    order.status = status
    order.updateTime = now
    member.openAlgoOrders.removeAll { $0 === order }
    member.closedAlgoOrders.append(order)
  }
}
