extension RecordedMarket {
  /// When the first trade can have been.
  public var firstTimeMilliseconds: Int { trades.first?.timeMilliseconds ?? Int.max / 2 }
  /// When trading stopped for good.
  public var stopTimeMilliseconds: Int? { nil }
  /// Number of the first trade.
  public var firstTradeID: Int { trades.first?.id ?? 0 }
  /// Number of the first aggregate trade.
  public var firstAggregateID: Int { 0 }

  /// The number of the first trade at or after a time.
  public func tradeID(from time: Int) -> Int {
    firstTradeID + index(from: time)
  }

  /// The number of the first aggregate trade at or after a time.
  public func aggregateID(from time: Int) -> Int {
    let index = index(from: time)
    return index < trades.count ? trades[index].aggregateID : (trades.last?.aggregateID ?? -1) + 1
  }

  /// Index of the first trade at or after `time`, or the count.
  private func index(from time: Int) -> Int {
    var low = 0
    var high = trades.count
    while low < high {
      let middle = (low + high) / 2
      if trades[middle].timeMilliseconds < time { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The trade of a number.
  public func trade(_ id: Int) -> Trade {
    trades[id - firstTradeID]
  }

  /// The aggregate trade of a number.
  public func aggregate(_ id: Int) -> AggregateTrade {
    let start = aggregateStart(id)
    var aggregate = AggregateTrade(trades[start])
    for trade in trades[(start + 1)...] {
      guard trade.aggregateID == id else { break }
      aggregate.append(trade)
    }
    return aggregate
  }

  /// The trades of a stretch of time, added up.
  public func summary(from start: Int, until end: Int) -> TradeSummary? {
    let first = index(from: start)
    let last = index(from: end)
    guard first < last else { return nil }
    var sum = TradeSummary(trades[first])
    for trade in trades[(first + 1)..<last] { sum.append(TradeSummary(trade)) }
    return sum
  }
}
