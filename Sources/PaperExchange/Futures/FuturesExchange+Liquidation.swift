import PaperAccounts

extension FuturesExchange {
  /// Whether no mark prices within bounds can liquidate any position of an account.
  func isSafe(_ member: FuturesAccount, markBounds: (Int) -> ClosedRange<Int>) -> Bool {
    var cross = crossWallet(of: member)
    var hasCrossed = false
    for position in member.positions {
      let contract = contracts[position.contract].contract
      let bounds = markBounds(position.contract)
      let worst = position.steps > 0 ? bounds.lowerBound : bounds.upperBound
      let surplus =
        position.unrealised(contract, markUnits: worst)
        - position.maintenance(contract, markUnits: bounds.upperBound)
      if member.setting(of: position.contract).marginType == .crossed {
        cross += surplus
        hasCrossed = true
      } else if position.isolatedUnits + surplus <= 0 {
        return false
      }
    }
    return !hasCrossed || cross > 0
  }

  /// Liquidates what cannot keep its maintenance margin at the mark prices of a second.
  func liquidate(at second: Int) {
    for member in members where !member.positions.isEmpty {
      for position in member.positions where member.setting(of: position.contract).marginType == .isolated {
        let contract = contracts[position.contract].contract
        let mark = mark(position.contract, at: second)
        let equity = position.isolatedUnits + position.unrealised(contract, markUnits: mark)
        if equity <= position.maintenance(contract, markUnits: mark) {
          cancelOrders(of: member, at: second) { $0 == position.contract }
          closeForced(position, of: member, at: second)
        }
      }
      liquidateCrossed(member, at: second)
    }
  }

  /// Closes crossed positions, the one with the largest maintenance margin first, until the rest can be kept.
  private func liquidateCrossed(_ member: FuturesAccount, at second: Int) {
    func crossed() -> [FuturesPosition] {
      member.positions.filter { member.setting(of: $0.contract).marginType == .crossed }
    }
    guard !crossed().isEmpty, crossSurplus(of: member, mark: { mark($0, at: second) }) <= 0 else { return }
    cancelOrders(of: member, at: second) { member.setting(of: $0).marginType == .crossed }
    while crossSurplus(of: member, mark: { mark($0, at: second) }) <= 0 {
      let largest = crossed().max {
        maintenance(of: $0, at: second) < maintenance(of: $1, at: second)
      }
      guard let largest else { break }
      closeForced(largest, of: member, at: second)
    }
    // What the account cannot pay is the insurance's, and that is the market here.
    if crossed().isEmpty, crossWallet(of: member) < 0 {
      note(
        .insuranceClear, -crossWallet(of: member), of: member, contract: nil, note: "INSURANCE_CLEAR",
        now: second)
      credit(member, -crossWallet(of: member), now: second)
    }
  }

  private func maintenance(of position: FuturesPosition, at second: Int) -> Int128 {
    position.maintenance(
      contracts[position.contract].contract, markUnits: mark(position.contract, at: second))
  }

  private func cancelOrders(of member: FuturesAccount, at second: Int, on isMeant: (Int) -> Bool) {
    for order in member.openOrders where isMeant(order.contract) {
      finish(order, as: .canceled, now: second)
    }
    for order in member.openAlgoOrders where isMeant(order.contract) {
      finish(order, as: .canceled, now: second)
    }
  }

  /// Closes a position at the mark price, with the market on the other side, and takes the liquidation fee
  /// as far as there is something left.
  private func closeForced(_ position: FuturesPosition, of member: FuturesAccount, at second: Int) {
    let contract = contracts[position.contract].contract
    let mark = mark(position.contract, at: second)
    let sells = position.steps > 0
    // The price against the account, on a tick.
    let ticks =
      sells ? max(1, mark / contract.tickUnits) : (mark + contract.tickUnits - 1) / contract.tickUnits
    orderCount += 1
    let new = NewFuturesOrder(
      side: sells ? .sell : .buy, positionSide: position.side, type: .limit,
      timeInForce: .immediateOrCancel, priceTicks: ticks, steps: abs(position.steps), reduceOnly: true)
    let order = FuturesOrder(
      number: Self.orderNumberBase + orderCount, accountNumber: member.account.number,
      contract: position.contract, new: new, clientOrderID: "autoclose-\(second)\(orderCount)", now: second)
    let isIsolated = member.setting(of: position.contract).marginType == .isolated
    let before = isIsolated ? position.isolatedUnits : crossWallet(of: member)
    fill(order, steps: order.steps, at: ticks, isMaker: false, now: second)
    finish(order, as: .filled, now: second)
    member.forcedOrders.append(order)
    // Of an isolated position only what came back from its margin may be taken.
    let value = contract.notional(ticks: ticks, steps: position.steps)
    let profit = value - position.costUnits
    let left = max(0, min(crossWallet(of: member), isIsolated ? before + profit : crossWallet(of: member)))
    let fee = min(left, order.executedUnits * Int128(contract.liquidationFee) / 100_000_000)
    credit(member, -fee, now: second)
    note(
      .insuranceClear, -fee, of: member, contract: position.contract, note: "INSURANCE_CLEAR", now: second)
  }
}
