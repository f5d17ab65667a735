import PaperAccounts
import PaperCore

extension SpotExchange {
  /// Ends an order: off the book, its lock released, its list told. Does nothing to a closed one.
  func close(
    _ record: OrderRecord, _ status: OrderStatus, _ reason: ExpiryReason?, on state: SymbolState, at time: Int
  ) {
    guard record.status.isOpen else { return }
    changeCount += 1
    takeOff(record, on: state)
    record.status = status
    record.expiryReason = reason
    record.updateTime = time
    release(record, at: time)
    let orders = state.orders(of: record.account)
    orders.close(record)
    count(record, by: -1)
    state.openCount -= 1
    openOrderCount -= 1
    closedOrders.append((orders, record))
    if closedOrders.count > Self.closedOrderCountMax, let oldest = closedOrders.popFirst() {
      oldest.orders.forget(oldest.record)
    }
    tellList(of: record, on: state, at: time)
  }

  /// Takes an order off the book, or from among the stops that wait.
  private func takeOff(_ record: OrderRecord, on state: SymbolState) {
    if record.workingTime < 0, record.isTrailing { state.trailing.removeAll { $0 === record } }
    guard record.level != nil else { return }
    switch (record.workingTime >= 0, record.isBuy, record.waitsForRise) {
    case (true, true, _): state.bids.remove(record)
    case (true, false, _): state.asks.remove(record)
    case (false, _, true): state.rising.remove(record)
    case (false, _, false): state.falling.remove(record)
    }
    record.visible = 0
  }

  /// Gives back what was set aside for a closed order, or what the other one of its pair does not need.
  private func release(_ record: OrderRecord, at time: Int) {
    guard let lock = record.lock else { return }
    record.lock = nil
    if let sibling = openSibling(of: record), sibling.lock === lock {
      // Less than before at most, so it cannot fail.
      if !sibling.awaitsQuantity { relock(sibling, at: time) }
      return
    }
    if lock.units > 0 { record.account.unlock(lock.units, of: lock.asset, now: time) }
    lock.units = 0
  }

  /// Counts an open order of an account on the whole exchange.
  func count(_ record: OrderRecord, by one: Int) {
    var counts = totals[record.account.number] ?? FilterQuestion.Counts()
    counts.orders += one
    if record.type.isContingent { counts.algorithmicOrders += one }
    if record.icebergQuantity != nil { counts.icebergOrders += one }
    totals[record.account.number] = counts
  }

  /// Lets the end of an order end or start the others of its list.
  private func tellList(of record: OrderRecord, on state: SymbolState, at time: Int) {
    guard let list = lists.openList(record.listNumber) else { return }
    if !list.isEnding {
      if record === list.working {
        if record.status == .filled {
          activations.append(list)
        } else {
          list.isEnding = true
          for other in list.dependents { close(other, .expired, .workingOrderExpired, on: state, at: time) }
        }
      } else if record.expiryReason != .otherTriggered, let sibling = list.sibling(of: record) {
        // An order that the other one of its pair ended does not end that one.
        close(sibling, .expired, .otherTriggered, on: state, at: time)
      }
    }
    if list.isOpen, list.orders.allSatisfy({ !$0.status.isOpen }) { finish(list) }
  }

  private func finish(_ list: ListRecord) {
    list.close()
    lists.close(list, countMax: Self.closedListCountMax)
    list.state.orders(of: list.account).counts.lists -= 1
    totals[list.account.number]?.lists -= 1
  }
}
