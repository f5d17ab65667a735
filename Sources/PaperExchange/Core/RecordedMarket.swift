/// A symbol's tape and book as they were recorded, played back up to the exchange's time.
///
/// Depth updates are applied by the exchange's rules for a local book (web-socket-streams.md, "How to manage
/// a local order book"): what the snapshot already holds is skipped, the first one applied must reach over
/// the snapshot's id, and each further one begins where the one before ended. `check` counts what a sound
/// recording must not show.
public final class RecordedMarket: Market {
  /// What was seen while playing back.
  public struct Check: Sendable, Hashable {
    /// Depth updates applied.
    public var appliedCount = 0
    /// Depth updates older than the snapshot.
    public var skippedCount = 0
    /// Depth updates that did not begin where the one before ended.
    public var gapCount = 0
    /// Times the book was crossed after an update.
    public var crossedCount = 0
    /// Recorded best prices that had the id of an applied update.
    public var tickerCount = 0
    /// Those of them that did not equal the book.
    public var tickerMismatchCount = 0
  }

  /// What one tick and one step are worth.
  public let scale = AmountScale.units
  /// What was seen so far.
  public private(set) var check = Check()
  private(set) var trades: [Trade] = []
  private var aggregateStarts: [Int] = []

  /// Index of the first trade of an aggregate.
  func aggregateStart(_ id: Int) -> Int { aggregateStarts[id] }

  private var events: [RecordedEvent] = []
  private var appliedEventCount = 0
  private var book = OrderBook()
  private var hasSnapshot = false
  private var waiting: [RecordedEvent] = []
  private var lastTicker: BookSnapshot?
  private var tickers: [Int: BookSnapshot] = [:]

  /// - Parameters:
  ///   - trades: in the order of their ids.
  ///   - events: in the order in which they were recorded.
  init(trades: [Trade], events: [RecordedEvent]) {
    add(trades: trades, events: events)
  }

  /// The same recording, not played back yet.
  private init(of original: RecordedMarket) {
    trades = original.trades
    aggregateStarts = original.aggregateStarts
    events = original.events
    tickers = original.tickers
  }

  /// A playback of its own, from the beginning.
  public func replica() -> any Market { RecordedMarket(of: self) }

  /// When the recording begins, in milliseconds of exchange time; `nil` when it has no times.
  public var startMilliseconds: Int? {
    [trades.first?.timeMilliseconds, timedEvents.first?.time].compactMap(\.self).min()
  }

  /// When it ends.
  public var endMilliseconds: Int? {
    [trades.last?.timeMilliseconds, timedEvents.last?.time].compactMap(\.self).max()
  }

  private var timedEvents: ArraySlice<RecordedEvent> { events.drop { $0.time == 0 } }

  /// Adds another recording of the same symbol: the trades of one, say, and the book of another.
  func merge(_ other: RecordedMarket) {
    add(trades: other.trades, events: other.events)
  }

  private func add(trades more: [Trade], events moreEvents: [RecordedEvent]) {
    trades = (trades + more).sorted { $0.id < $1.id }
    var known: Set<Int> = []
    trades.removeAll { !known.insert($0.id).inserted }
    aggregateStarts = []
    for index in trades.indices {
      let trade = trades[index]
      let before = index > 0 ? trades[index - 1] : nil
      let continues =
        before?.timeMilliseconds == trade.timeMilliseconds && before?.priceTicks == trade.priceTicks
        && before?.isBuyerMaker == trade.isBuyerMaker
      if !continues { aggregateStarts.append(index) }
      trades[index].aggregateID = aggregateStarts.count - 1
      // Times never fall, so that they can be searched; the exchange's do not.
      trades[index].timeMilliseconds = max(trade.timeMilliseconds, before?.timeMilliseconds ?? 0)
    }
    events = (events + moreEvents).enumerated()
      .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
    for event in moreEvents {
      if case .ticker(let ticker) = event.change { tickers[ticker.lastUpdateID] = ticker }
    }
  }

  /// Plays back up to `now`.
  public func advance(to now: Int) {
    while appliedEventCount < events.count, events[appliedEventCount].time <= now {
      apply(events[appliedEventCount])
      appliedEventCount += 1
    }
  }

  private func apply(_ event: RecordedEvent) {
    switch event.change {
    case .snapshot(let snapshot):
      book = OrderBook(snapshot)
      hasSnapshot = true
      let earlier = waiting
      waiting = []
      for event in earlier { apply(event) }
    case .ticker(let ticker): lastTicker = ticker
    case .depth(let firstID, let lastID, let bids, let asks):
      guard hasSnapshot else { return waiting.append(event) }
      guard lastID > book.lastUpdateID else {
        check.skippedCount += 1
        return
      }
      let isFirst = check.appliedCount == 0
      let follows = isFirst ? firstID <= book.lastUpdateID + 1 : firstID == book.lastUpdateID + 1
      if !follows { check.gapCount += 1 }
      for level in bids { book.set(.bid, level) }
      for level in asks { book.set(.ask, level) }
      book.lastUpdateID = lastID
      check.appliedCount += 1
      compare()
    }
  }

  private func compare() {
    let best = book.snapshot(limit: 1)
    if best.isCrossed { check.crossedCount += 1 }
    guard let ticker = tickers[best.lastUpdateID] else { return }
    check.tickerCount += 1
    if ticker != best { check.tickerMismatchCount += 1 }
  }

  /// The book, at most `limit` levels a side.
  public func book(limit: Int, at now: Int) -> BookSnapshot {
    advance(to: now)
    return book.snapshot(limit: limit)
  }

  /// The newer of the book's best levels and the last recorded ticker: tickers come with every change, depth
  /// only ten times a second.
  public func bestLevels(at now: Int) -> BookSnapshot {
    advance(to: now)
    if let lastTicker, lastTicker.lastUpdateID > book.lastUpdateID { return lastTicker }
    return book.snapshot(limit: 1)
  }
}
