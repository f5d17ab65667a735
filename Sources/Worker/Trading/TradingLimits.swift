/// Bounds of the trading worker's own.
enum TradingLimits {
  /// How long after its timestamp the exchange may take an order or a cancel.
  static let recvWindowMilliseconds = 3_000
  /// After an uncertain outcome the same order without a key is suspected to be a second one for so long.
  static let duplicateWindowMilliseconds = 60_000
  /// An answer that was handed over so shortly before its client went away may not have been read.
  static let maybeUnreadMilliseconds = 3_000
  /// Answers of that time that are remembered at the least; of twice as many the older half counts as read.
  static let latelyAnsweredCountMax = 256
  /// Questions about open intents that are asked at a time.
  static let settlementParallelMax = 4
  /// How often to look for intents that a server which is gone has left open.
  static let watchMilliseconds = 5_000
  /// How long one question of the background may take.
  static let questionMilliseconds = 10_000
  /// An intent of another server that is neither sent nor ended after so long is not under way any more.
  static let underWayMaxMilliseconds = 60_000
  /// By how much the journal's time may be ahead of the exchange's around midnight: clocks of servers differ
  /// by less.
  static let aheadMillisecondsMax = 10_000
  /// Bytes of a report that the journal keeps of an order.
  static let reportByteCountMax = 16 * 1024
  /// Intents that `bulkhead orders` shows at most.
  static let shownCountMax = 1_000
}
