/// An order book at one moment, best prices first.
public struct BookSnapshot: Sendable, Hashable {
  /// Number of the last update in it; grows with every change.
  public var lastUpdateID: Int
  /// What buyers offer, highest price first.
  public var bids: [BookLevel]
  /// What sellers ask, lowest price first.
  public var asks: [BookLevel]

  /// A book from its parts.
  public init(lastUpdateID: Int, bids: [BookLevel], asks: [BookLevel]) {
    self.lastUpdateID = lastUpdateID
    self.bids = bids
    self.asks = asks
  }

  /// Whether someone would buy for at least what someone asks: such a book has missed a match.
  public var isCrossed: Bool {
    guard let bid = bids.first, let ask = asks.first else { return false }
    return bid.priceTicks >= ask.priceTicks
  }
}
