import PaperAccounts
import PaperCore

extension SpotExchange {
  /// A trade of the tape that reaches an order: fills what rests, then triggers stops, then places what
  /// waited for a fill. An order that goes to work because of a trade is not filled by that trade.
  func follow(_ trade: Trade, on state: SymbolState) {
    state.passTrade()
    let price = trade.priceTicks * state.tickUnits
    let time = trade.timeMilliseconds
    tapePrice = price
    var quantity = trade.quantitySteps * state.stepUnits
    while quantity > 0, let record = crossed(by: price, takerSold: trade.isBuyerMaker, on: state) {
      let filled = min(quantity, record.visible)
      quantity -= filled
      tradeWithMarket(record, quantity: filled, price: record.limitPrice, isMaker: true, on: state, at: time)
      settleMaker(record, filled: filled, on: state, at: time)
    }
    for record in triggered(by: price, on: state, at: time) where record.status.isOpen {
      trigger(record, on: state, at: time)
    }
    placeActivated(at: time)
    tapePrice = nil
  }

  /// The first order that a trade of the tape fills.
  private func crossed(by price: Int, takerSold: Bool, on state: SymbolState) -> OrderRecord? {
    if let level = state.bids.best, level.price > price || level.price == price && takerSold {
      return level.first
    }
    if let level = state.asks.best, level.price < price || level.price == price && !takerSold {
      return level.first
    }
    return nil
  }

  /// Takes out the stops that a price triggers, oldest first, and lets trailing stops follow the price.
  private func triggered(by price: Int, on state: SymbolState, at time: Int) -> [OrderRecord] {
    var records: [OrderRecord] = []
    while let level = state.rising.best, level.price <= price {
      for record in level.orders {
        state.rising.remove(record)
        records.append(record)
      }
    }
    while let level = state.falling.best, level.price >= price {
      for record in level.orders {
        state.falling.remove(record)
        records.append(record)
      }
    }
    for record in state.trailing where record.follows(price, at: time) { records.append(record) }
    return records.count > 1 ? records.sorted { $0.number < $1.number } : records
  }

  /// A stop goes to work.
  private func trigger(_ record: OrderRecord, on state: SymbolState, at time: Int) {
    if record.isTrailing { state.trailing.removeAll { $0 === record } }
    if let sibling = openSibling(of: record) {
      close(sibling, .expired, .otherTriggered, on: state, at: time)
    }
    startWorking(record, on: state, at: time)
  }
}
