import PaperCore

/// A market whose every trade and level a test writes down.
final class ScriptedMarket: Market {
  let scale: AmountScale
  var trades: [Trade]
  var bids: [BookLevel] = []
  var asks: [BookLevel] = []
  /// How often somebody asked for the trade of a time.
  private(set) var questionCount = 0

  init(scale: AmountScale, start: Int, priceTicks: Int) {
    self.scale = scale
    trades = [
      Trade(
        id: 0, aggregateID: 0, priceTicks: priceTicks, quantitySteps: 1, timeMilliseconds: start,
        isBuyerMaker: false)
    ]
  }

  /// Adds a trade; times must not go back.
  func trade(_ priceTicks: Int, _ steps: Int, at time: Int, takerSells: Bool = false) {
    trades.append(
      Trade(
        id: trades.count, aggregateID: trades.count, priceTicks: priceTicks, quantitySteps: steps,
        timeMilliseconds: time, isBuyerMaker: takerSells))
  }

  var firstTimeMilliseconds: Int { trades[0].timeMilliseconds }
  var stopTimeMilliseconds: Int? { nil }
  var firstTradeID: Int { 0 }
  var firstAggregateID: Int { 0 }
  func replica() -> any Market { self }
  func advance(to now: Int) {}
  func tradeID(from time: Int) -> Int {
    questionCount += 1
    return index(from: time)
  }
  func aggregateID(from time: Int) -> Int { tradeID(from: time) }
  func trade(_ id: Int) -> Trade { trades[id] }
  func aggregate(_ id: Int) -> AggregateTrade { AggregateTrade(trades[id]) }

  func summary(from start: Int, until end: Int) -> TradeSummary? {
    var sum: TradeSummary?
    let first = index(from: start)
    for trade in trades[first..<max(first, index(from: end))] {
      sum = TradeSummary.joined(sum, TradeSummary(trade))
    }
    return sum
  }

  /// The first trade at or after a time.
  private func index(from time: Int) -> Int {
    var low = 0
    var high = trades.count
    while low < high {
      let middle = (low + high) / 2
      if trades[middle].timeMilliseconds < time { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func book(limit: Int, at now: Int) -> BookSnapshot {
    BookSnapshot(lastUpdateID: now, bids: Array(bids.prefix(limit)), asks: Array(asks.prefix(limit)))
  }

  func bestLevels(at now: Int) -> BookSnapshot { book(limit: 1, at: now) }
}
