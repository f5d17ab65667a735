/// The resting orders of accounts on one contract, and what was taken from the market's own book.
///
/// Orders stand by price, then by the order in which they came. They come on top of the market: at one price
/// its quantity goes first.
struct FuturesBook {
  /// Levels of the market's book whose taken part is kept in mind.
  static let takenCountMax = 4_096

  /// What was taken from a level as long as it looks the same.
  private struct Taken {
    var shownSteps: Int
    var steps: Int
  }

  /// Highest price first.
  private(set) var bids: [FuturesOrder] = []
  /// Lowest price first.
  private(set) var asks: [FuturesOrder] = []
  /// Number of the last trade of an account.
  var tradeCount = 0
  private var taken: [Int: Taken] = [:]

  /// Whether nothing rests.
  var isEmpty: Bool { bids.isEmpty && asks.isEmpty }

  mutating func insert(_ order: FuturesOrder) {
    if order.side == .buy {
      let place = Self.place(in: bids) { ($0.priceTicks, -$0.sequence) > (order.priceTicks, -order.sequence) }
      bids.insert(order, at: place)
    } else {
      let place = Self.place(in: asks) { ($0.priceTicks, $0.sequence) < (order.priceTicks, order.sequence) }
      asks.insert(order, at: place)
    }
  }

  mutating func remove(_ order: FuturesOrder) {
    if order.side == .buy {
      bids.removeAll { $0 === order }
    } else {
      asks.removeAll { $0 === order }
    }
  }

  /// How many orders stand before one.
  private static func place(in orders: [FuturesOrder], isBefore: (FuturesOrder) -> Bool) -> Int {
    var low = 0
    var high = orders.count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(orders[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// What is left of a level of the market's book; a level that has changed is whole again.
  func left(of side: FuturesSide, ticks: Int, shownSteps: Int) -> Int {
    guard let known = taken[Self.key(side, ticks)], known.shownSteps == shownSteps else { return shownSteps }
    return max(0, shownSteps - known.steps)
  }

  /// Remembers that `steps` were taken from a level.
  mutating func take(_ steps: Int, of side: FuturesSide, ticks: Int, shownSteps: Int) {
    let key = Self.key(side, ticks)
    if let known = taken[key], known.shownSteps == shownSteps {
      taken[key] = Taken(shownSteps: shownSteps, steps: known.steps + steps)
      return
    }
    if taken.count >= Self.takenCountMax { taken.removeAll() }
    taken[key] = Taken(shownSteps: shownSteps, steps: steps)
  }

  private static func key(_ side: FuturesSide, _ ticks: Int) -> Int { ticks * 2 + (side == .buy ? 0 : 1) }
}
