/// How a synthetic market begins and behaves; its fine print comes from the seed.
public struct SyntheticCourse: Sendable, Hashable {
  /// All paths begin on this day, 2017-07-14, whenever a symbol was listed.
  public static let firstDayMin = CivilDate(year: 2017, month: 7, day: 14).dayNumber

  /// The price around which it moves, in ticks; at least 200 so that a percent is more than a tick.
  public var basePriceTicks: Int
  /// Steps per unit of a trade's weight: what scales volumes.
  public var quantityFactor: Int
  /// Trades several times a second rather than several times a minute.
  public var isMajor: Bool
  /// Day number (from 1970-01-01) of the first trade.
  public var firstDay: Int
  /// How much it swings, in percent of what coins do: 2 keeps a stable coin near its peg.
  public var swingPercent: Int
  /// Symbols of one path rise and fall together: `BTC` for BTCUSDT, BTCUSDC and BTCEUR.
  public var path: String
  /// When trading stopped for good, in milliseconds; `nil` while it goes on.
  public var stopTimeMilliseconds: Int?

  /// A course from its parts.
  ///
  /// - Precondition: `basePriceTicks` is at least 200, `quantityFactor` and `swingPercent` are positive, and
  ///   `firstDay` is not before `firstDayMin`.
  public init(
    basePriceTicks: Int, quantityFactor: Int, isMajor: Bool, firstDay: Int, path: String,
    swingPercent: Int = 100,
    stopTimeMilliseconds: Int? = nil
  ) {
    precondition(
      basePriceTicks >= 200 && quantityFactor > 0 && swingPercent > 0 && firstDay >= Self.firstDayMin)
    self.path = path
    self.swingPercent = swingPercent
    self.basePriceTicks = basePriceTicks
    self.quantityFactor = quantityFactor
    self.isMajor = isMajor
    self.firstDay = firstDay
    self.stopTimeMilliseconds = stopTimeMilliseconds
  }
}
