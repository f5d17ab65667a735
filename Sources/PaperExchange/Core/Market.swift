/// The public side of one symbol: its tape and its book, at any moment that is asked for.
///
/// A market is asked *with* a time and never asks for one, so a test needs no clock. There are two:
/// `SyntheticMarket`, a function of seed and time, and `RecordedMarket`, which plays back what was recorded.
/// What accounts and a matching engine add belongs on top: orders that rest in this book and are filled when
/// this tape trades through them.
public protocol Market: AnyObject {
  /// What one tick and one step are worth.
  var scale: AmountScale { get }
  /// When the first trade can have been, in milliseconds; candles begin here.
  var firstTimeMilliseconds: Int { get }
  /// When trading stopped for good, in milliseconds; `nil` while it goes on. No candle opens after it.
  var stopTimeMilliseconds: Int? { get }
  /// Number of the first trade ever.
  var firstTradeID: Int { get }
  /// Number of the first aggregate trade ever.
  var firstAggregateID: Int { get }

  /// Applies everything that has happened until `now`. Must be called with times that do not go back, before
  /// the other questions.
  func advance(to now: Int)
  /// The number that the first trade at or after `time` has, or would have: trades before `time` have lower
  /// ones.
  func tradeID(from time: Int) -> Int
  /// The number that the first aggregate trade at or after `time` has, or would have.
  func aggregateID(from time: Int) -> Int
  /// The trade of that number.
  ///
  /// - Precondition: `id` is at least `firstTradeID` and less than `tradeID(from:)` of the time after now.
  func trade(_ id: Int) -> Trade
  /// The aggregate trade of that number.
  ///
  /// - Precondition: `id` is at least `firstAggregateID` and less than `aggregateID(from:)` of the time after
  ///   now.
  func aggregate(_ id: Int) -> AggregateTrade
  /// All trades with `from <= time < end` added up; `nil` when there was none.
  func summary(from: Int, until end: Int) -> TradeSummary?
  /// The book at `now`, at most `limit` levels a side.
  func book(limit: Int, at now: Int) -> BookSnapshot
  /// The best level of each side at `now`.
  func bestLevels(at now: Int) -> BookSnapshot
  /// The same tape and book for somebody who asks about times of his own, which may be earlier than those
  /// that others ask about: a matching engine catches up with the tape trade by trade, after the market has
  /// been advanced.
  func replica() -> any Market
}

extension Market {
  /// The last trade at or before `now`.
  public func lastTrade(at now: Int) -> Trade? {
    let end = tradeID(from: now + 1)
    return end > firstTradeID ? trade(end - 1) : nil
  }
}
