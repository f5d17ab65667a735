/// Which candles are wanted.
public struct CandleQuery: Sendable, Hashable {
  /// Their length.
  public var interval: CandleInterval
  /// How far the zone in which days begin is ahead of UTC, in milliseconds.
  public var zoneOffset: Int
  /// Only candles that open at or after this time.
  public var startTime: Int?
  /// Only candles that open at or before this time.
  public var endTime: Int?
  /// At most this many.
  public var limit: Int

  /// A query from its parts.
  public init(
    interval: CandleInterval, zoneOffset: Int = 0, startTime: Int? = nil, endTime: Int? = nil, limit: Int
  ) {
    self.interval = interval
    self.zoneOffset = zoneOffset
    self.startTime = startTime
    self.endTime = endTime
    self.limit = limit
  }
}
