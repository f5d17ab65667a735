/// What a taker can have of the simulated market, best price first: its levels without what was taken before,
/// and without those that accounts' orders on the other side would already trade with.
struct MarketLiquidity {
  /// Levels that are asked for first, and as long as they do not suffice.
  private static let depths = [1, 20, 200, MarketLiquidity.depthMax]
  /// No taker reaches deeper into the market than this.
  static let depthMax = 5_000

  /// One level.
  struct Level {
    var price: Int
    /// What can be had.
    var quantity: Int
    /// What the market's book says.
    var offered: Int
  }

  private let state: SymbolState
  private let takesAsks: Bool
  private let now: Int
  /// The other side's best price among accounts' orders.
  private let bound: Int?
  private var depthIndex = 0
  private var levels: [SpotLevel] = []
  private var nextIndex = 0
  private var isExhausted = false
  private var current: Level?

  /// - Parameter side: the taker's.
  init(_ state: SymbolState, for side: OrderSide, at now: Int) {
    self.state = state
    self.now = now
    takesAsks = side == .buy
    bound = state.bestPrice(side)
  }

  /// The best level that has something left.
  mutating func peek() -> Level? {
    while current == nil || current?.quantity == 0 {
      guard let level = next() else { return nil }
      if let bound, takesAsks ? level.priceUnits <= bound : level.priceUnits >= bound { continue }
      let taken = takesAsks ? state.takenAsks : state.takenBids
      let left = taken.remaining(of: level.quantityUnits, at: level.priceUnits)
      current = Level(price: level.priceUnits, quantity: left, offered: level.quantityUnits)
    }
    return current
  }

  /// Takes from the best level.
  mutating func consume(_ quantity: Int) { current?.quantity -= quantity }

  private mutating func next() -> SpotLevel? {
    while nextIndex >= levels.endIndex {
      guard !isExhausted, depthIndex < Self.depths.count else { return nil }
      let depth = Self.depths[depthIndex]
      depthIndex += 1
      levels = state.marketLevels(ofAsks: takesAsks, limit: depth, at: now)
      isExhausted = levels.count < depth
    }
    defer { nextIndex += 1 }
    return levels[nextIndex]
  }
}
