/// Which position an order changes (USD-M documents, "Position side").
public enum PositionSide: String, Sendable, Hashable, CaseIterable {
  /// The only one of one-way mode.
  case both = "BOTH"
  /// The one of hedge mode that was bought.
  case long = "LONG"
  /// The one of hedge mode that was sold.
  case short = "SHORT"

  /// Place in answers.
  var rank: Int { self == .both ? 0 : self == .long ? 1 : 2 }
}
