/// One entry of `klines`.
public struct Candle: Sendable, Hashable {
  /// When it opens, in milliseconds.
  public var openTime: Int
  /// When the next one opens; the exchange writes the millisecond before.
  public var nextOpenTime: Int
  /// What traded in it. An interval without a trade has the price of the last trade before it four times and
  /// zeros.
  public var summary: TradeSummary

  /// A candle from its parts.
  public init(openTime: Int, nextOpenTime: Int, summary: TradeSummary) {
    self.openTime = openTime
    self.nextOpenTime = nextOpenTime
    self.summary = summary
  }
}
