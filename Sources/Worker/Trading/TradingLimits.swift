/// Bounds of the trading worker's own.
enum TradingLimits {
  /// How long after its timestamp the exchange may take an order or a cancel.
  static let recvWindowMilliseconds = 3_000
  /// After an uncertain outcome the same order without a key is suspected to be a second one for so long.
  static let duplicateWindowMilliseconds = 60_000
  /// Questions about open intents that are asked at a time.
  static let settlementParallelMax = 4
  /// How often to look for intents that a server which is gone has left open.
  static let watchMilliseconds = 5_000
  /// How long one question of the background may take.
  static let questionMilliseconds = 10_000
  /// An intent of another server that is neither sent nor ended after so long is not under way any more.
  static let underWayMaxMilliseconds = 60_000
  /// Bytes of a report that the journal keeps of an order.
  static let reportByteCountMax = 16 * 1024
  /// Intents that `bulkhead orders` shows at most.
  static let shownCountMax = 1_000
}
