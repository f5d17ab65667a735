/// How a synthetic market begins and behaves; its fine print comes from the seed.
public struct SyntheticCourse: Sendable, Hashable {
  /// The price around which it moves, in ticks; at least 200 so that a percent is more than a tick.
  public var basePriceTicks: Int
  /// Steps per unit of a trade's weight: what scales volumes.
  public var quantityFactor: Int
  /// Trades several times a second rather than several times a minute.
  public var isMajor: Bool
  /// Day number (from 1970-01-01) of the first trade.
  public var firstDay: Int
  /// When trading stopped for good, in milliseconds; `nil` while it goes on.
  public var stopTimeMilliseconds: Int?

  /// A course from its parts.
  public init(
    basePriceTicks: Int, quantityFactor: Int, isMajor: Bool, firstDay: Int, stopTimeMilliseconds: Int? = nil
  ) {
    precondition(basePriceTicks >= 200 && quantityFactor > 0)
    self.basePriceTicks = basePriceTicks
    self.quantityFactor = quantityFactor
    self.isMajor = isMajor
    self.firstDay = firstDay
    self.stopTimeMilliseconds = stopTimeMilliseconds
  }
}
