import PaperAccounts
import PaperCore

extension SpotExchange {
  /// Places the orders of lists whose working order has been filled; what they fill may free further lists.
  func placeActivated(at time: Int) {
    while !activations.isEmpty {
      let list = activations.removeFirst()
      for record in list.dependents where record.status == .pendingNew {
        place(record, of: list, at: time)
      }
    }
  }

  private func place(_ record: OrderRecord, of list: ListRecord, at time: Int) {
    let state = list.state
    if record.awaitsQuantity {
      guard takeQuantity(record, on: state, at: time) else {
        return close(record, .expired, .rejected, on: state, at: time)
      }
    }
    guard record.type.isContingent else { return startWorking(record, on: state, at: time) }
    if let stop = record.extras?.stopPrice, stop > 0, let last = lastPrice(on: state, at: time),
      record.waitsForRise ? last >= stop : last <= stop
    {
      return close(record, .expired, .rejected, on: state, at: time)
    }
    record.updateTime = time
    wait(record, on: state, at: time)
  }

  /// Gives an order that another one pays for its quantity: what was set aside, brought to the symbol's lots;
  /// the rest is free again.
  private func takeQuantity(_ record: OrderRecord, on state: SymbolState, at time: Int) -> Bool {
    guard let extras = record.extras, let lock = record.lock else { return false }
    let received = Int(min(lock.units, Int128(Amount.unitsMax)))
    record.quantity = state.roundedDown(received, isMarket: record.type.isMarketWhenWorking)
    extras.awaitsQuantity = false
    let value = Amount.quoteUnits(price: record.limitPrice, quantity: record.quantity)
    guard record.quantity > 0, value <= Amount.unitsMax, passesFilters(record, on: state, at: time) else {
      return false
    }
    // The other order of a pair has its quantity from the same lock, so nothing is freed before it has.
    let sibling = openSibling(of: record)
    if !(sibling?.awaitsQuantity ?? false) { relock(record, at: time) }
    return true
  }
}
