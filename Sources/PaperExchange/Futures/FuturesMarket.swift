public import PaperCore

/// The tape and book of a perpetual contract: those of the market of its index, moved by a basis.
///
/// The basis is a whole number of ticks for each hour and follows from seed and hour. Because it only adds to
/// prices, a candle of this market is the candle of the other one, moved, and both are exact: volume is the
/// same, and the notional grows by basis × volume. Quantities keep their number of steps; a futures step is
/// the larger one, so the contract trades more than its index, as contracts do.
public final class FuturesMarket: Market {
  static let hourMilliseconds = 3_600_000
  /// Largest basis, in 10⁻⁵ of the first price.
  private static let basisMax = 140
  /// Days of sums that are kept.
  private static let daySummaryCountMax = 4_096

  /// The contract.
  public let contract: FuturesContract
  /// The market of its index: the spot symbol's.
  public let source: any Market
  /// What one tick and one step are worth.
  public let scale: AmountScale
  /// Ticks of the contract in one of the source.
  let ratio: Int
  let seed: UInt64
  /// The price that the basis is a part of, in ticks of the contract; does not change.
  private let referenceTicks: Int
  private let hasBasis: Bool
  private var daySummaries: [Int: TradeSummary] = [:]
  var rates: [Int: Int] = [:]
  var lastMark: (second: Int, units: Int) = (-1, 0)

  /// - Parameters:
  ///   - source: the market of the index.
  ///   - seed: the exchange's; the contract's name is mixed in.
  ///   - hasBasis: false for a contract that trades at its index, which makes its prices easy to follow.
  /// - Precondition: a tick of `source` is a whole number of the contract's.
  init(contract: FuturesContract, source: any Market, seed: UInt64, hasBasis: Bool = true) {
    precondition(source.scale.tickUnits % contract.tickUnits == 0)
    self.contract = contract
    self.source = source
    self.hasBasis = hasBasis
    ratio = source.scale.tickUnits / contract.tickUnits
    scale = contract.scale
    self.seed = seed ^ SeededGenerator.hash(contract.symbol + "PERPETUAL")
    firstTimeMilliseconds = max(contract.onboardMilliseconds, source.firstTimeMilliseconds)
    firstTradeID = source.tradeID(from: firstTimeMilliseconds)
    firstAggregateID = source.aggregateID(from: firstTimeMilliseconds)
    referenceTicks = source.trade(firstTradeID).priceTicks * ratio
  }

  /// When the first trade can have been.
  public let firstTimeMilliseconds: Int
  /// When trading stopped for good.
  public var stopTimeMilliseconds: Int? { source.stopTimeMilliseconds }
  /// Number of the first trade.
  public let firstTradeID: Int
  /// Number of the first aggregate trade.
  public let firstAggregateID: Int

  /// Itself: its index is never a recorded market, so nothing in it depends on who asked for which time.
  public func replica() -> any Market { self }

  /// Applies everything that has happened to the index.
  public func advance(to now: Int) { source.advance(to: now) }

  /// The number of the first trade at or after a time.
  public func tradeID(from time: Int) -> Int { source.tradeID(from: max(time, firstTimeMilliseconds)) }

  /// The number of the first aggregate trade at or after a time.
  public func aggregateID(from time: Int) -> Int {
    source.aggregateID(from: max(time, firstTimeMilliseconds))
  }

  /// The trade of a number.
  public func trade(_ id: Int) -> Trade {
    var trade = source.trade(id)
    trade.priceTicks = trade.priceTicks * ratio + basisTicks(at: trade.timeMilliseconds)
    return trade
  }

  /// The aggregate trade of a number.
  public func aggregate(_ id: Int) -> AggregateTrade {
    var trade = source.aggregate(id)
    trade.priceTicks = trade.priceTicks * ratio + basisTicks(at: trade.timeMilliseconds)
    return trade
  }

  /// The book, at most `limit` levels a side.
  public func book(limit: Int, at now: Int) -> BookSnapshot {
    var book = source.book(limit: limit, at: now)
    let basis = basisTicks(at: now)
    for index in book.bids.indices {
      book.bids[index].priceTicks = book.bids[index].priceTicks * ratio + basis
    }
    for index in book.asks.indices {
      book.asks[index].priceTicks = book.asks[index].priceTicks * ratio + basis
    }
    return book
  }

  /// The best level of each side.
  public func bestLevels(at now: Int) -> BookSnapshot { book(limit: 1, at: now) }

  // The basis

  /// The basis of the hour that holds a time, in ticks.
  func basisTicks(at time: Int) -> Int { basisTicks(hour: time / Self.hourMilliseconds) }

  /// The basis of an hour counted from 1970: on a straight line between two seeded values eight hours apart.
  func basisTicks(hour: Int) -> Int {
    guard hasBasis else { return 0 }
    let knot = hour / 8
    let part = hour % 8
    return referenceTicks * (knotValue(knot) * (8 - part) + knotValue(knot + 1) * part) / 800_000
  }

  private func knotValue(_ knot: Int) -> Int {
    SeededGenerator.scaled(SeededGenerator.hash(seed, knot, 20), below: 261) - 120
  }

  /// What no basis exceeds, in units of 10⁻⁸.
  var basisUnitsMax: Int { (referenceTicks * Self.basisMax / 100_000 + 1) * contract.tickUnits }

  /// Price around which the contract moves, in ticks.
  var basePriceTicks: Int { referenceTicks }

  // Sums

  /// The trades of a stretch of time, added up.
  public func summary(from start: Int, until end: Int) -> TradeSummary? {
    var time = max(start, firstTimeMilliseconds)
    var sum: TradeSummary?
    while time < end {
      let day = CivilDate.dayMilliseconds
      let next: TradeSummary?
      if time % day == 0, time + day <= end, time >= firstTimeMilliseconds + day {
        next = daySummary(time / day)
        time += day
      } else {
        let hourEnd = (time / Self.hourMilliseconds + 1) * Self.hourMilliseconds
        next = moved(source.summary(from: time, until: min(end, hourEnd)), hour: time / Self.hourMilliseconds)
        time = min(end, hourEnd)
      }
      sum = TradeSummary.joined(sum, next)
    }
    return sum
  }

  private func daySummary(_ day: Int) -> TradeSummary? {
    if let known = daySummaries[day] { return known }
    var sum: TradeSummary?
    for hour in (day * 24)..<(day * 24 + 24) {
      let start = hour * Self.hourMilliseconds
      let part = source.summary(from: start, until: start + Self.hourMilliseconds)
      sum = TradeSummary.joined(sum, moved(part, hour: hour))
    }
    // A day that is not over grows still: a recorded or running market must not be remembered half.
    if let stop = source.stopTimeMilliseconds, stop < (day + 1) * CivilDate.dayMilliseconds { return sum }
    if daySummaries.count >= Self.daySummaryCountMax { daySummaries.removeAll() }
    daySummaries[day] = sum
    return sum
  }

  /// A sum of the index's trades within one hour as one of the contract's.
  private func moved(_ summary: TradeSummary?, hour: Int) -> TradeSummary? {
    guard var sum = summary else { return nil }
    let basis = basisTicks(hour: hour)
    let factor = Int128(ratio)
    sum.openTicks = sum.openTicks * ratio + basis
    sum.highTicks = sum.highTicks * ratio + basis
    sum.lowTicks = sum.lowTicks * ratio + basis
    sum.closeTicks = sum.closeTicks * ratio + basis
    sum.notional = sum.notional * factor + Int128(basis) * sum.volumeSteps
    sum.takerBuyNotional = sum.takerBuyNotional * factor + Int128(basis) * sum.takerBuyVolumeSteps
    return sum
  }
}
