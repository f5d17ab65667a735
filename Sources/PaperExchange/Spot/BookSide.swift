/// Price levels in the order of their prices, the best one last, where it costs least to take it away.
///
/// Also holds the stops that wait for a price: "best" is then the price that comes first.
struct BookSide {
  /// Highest price best, as for bids; otherwise lowest, as for asks.
  let prefersHigh: Bool
  /// Ascending; a price of a side that prefers low ones is negated.
  private var keys: [Int] = []
  private var levels: [PriceLevel] = []

  init(prefersHigh: Bool) {
    self.prefersHigh = prefersHigh
  }

  /// Levels there are.
  var count: Int { levels.count }
  /// The best level.
  var best: PriceLevel? { levels.last }

  /// The level at a depth, 0 being the best; `nil` beyond the last.
  func level(atDepth depth: Int) -> PriceLevel? {
    depth < levels.count ? levels[levels.count - 1 - depth] : nil
  }

  /// Whether `price` is at least as good as `other`.
  func isAtLeast(_ price: Int, as other: Int) -> Bool { prefersHigh ? price >= other : price <= other }

  /// Puts an order at the end of a price's queue.
  mutating func insert(_ record: OrderRecord, at price: Int) {
    let key = prefersHigh ? price : -price
    let index = index(of: key)
    if index < keys.count, keys[index] == key { return levels[index].append(record) }
    let level = PriceLevel(price: price)
    keys.insert(key, at: index)
    levels.insert(level, at: index)
    level.append(record)
  }

  /// Takes an order out.
  ///
  /// - Precondition: it is here.
  mutating func remove(_ record: OrderRecord) {
    guard let level = record.level else { preconditionFailure("an order that rests has a level") }
    level.remove(record)
    guard level.count == 0 else { return }
    let index = index(of: prefersHigh ? level.price : -level.price)
    keys.remove(at: index)
    levels.remove(at: index)
  }

  /// The first index whose key is not below `key`.
  private func index(of key: Int) -> Int {
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
