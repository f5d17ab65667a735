/// An order book that is kept up to date level by level.
public struct OrderBook: Sendable, Hashable {
  /// A side of the book.
  public enum Side: Sendable, Hashable {
    case bid
    case ask
  }

  /// Number of the last update that is in it.
  public var lastUpdateID: Int
  /// Highest price first.
  public private(set) var bids: [BookLevel]
  /// Lowest price first.
  public private(set) var asks: [BookLevel]

  /// An empty book.
  public init() {
    lastUpdateID = 0
    bids = []
    asks = []
  }

  /// The book of a snapshot, whose sides need not be sorted.
  public init(_ snapshot: BookSnapshot) {
    self.init()
    lastUpdateID = snapshot.lastUpdateID
    for level in snapshot.bids { set(.bid, level) }
    for level in snapshot.asks { set(.ask, level) }
  }

  /// Puts the quantity at a price; zero takes the level away.
  public mutating func set(_ side: Side, _ level: BookLevel) {
    switch side {
    case .bid: Self.set(level, in: &bids) { $0 > $1 }
    case .ask: Self.set(level, in: &asks) { $0 < $1 }
    }
  }

  private static func set(_ level: BookLevel, in levels: inout [BookLevel], isBetter: (Int, Int) -> Bool) {
    var low = 0
    var high = levels.count
    while low < high {
      let middle = (low + high) / 2
      if isBetter(levels[middle].priceTicks, level.priceTicks) { low = middle + 1 } else { high = middle }
    }
    let isThere = low < levels.count && levels[low].priceTicks == level.priceTicks
    switch (isThere, level.quantitySteps > 0) {
    case (true, true): levels[low] = level
    case (true, false): levels.remove(at: low)
    case (false, true): levels.insert(level, at: low)
    case (false, false): break
    }
  }

  /// The best `limit` levels of each side.
  public func snapshot(limit: Int) -> BookSnapshot {
    BookSnapshot(
      lastUpdateID: lastUpdateID, bids: Array(bids.prefix(limit)), asks: Array(asks.prefix(limit)))
  }
}
