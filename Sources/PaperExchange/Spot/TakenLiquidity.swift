/// What takers took from the simulated market's levels, until the market's book at that price changes: nobody
/// can buy the same quantity twice by asking twice.
struct TakenLiquidity {
  /// Entries after which those of levels that the market does not show as they were are swept; should such a
  /// level come back, it is new.
  static let countMax = 512

  private struct Entry {
    /// What the market's book said when it was taken.
    var offered: Int
    var taken: Int
  }

  private var entries: [Int: Entry] = [:]

  /// What is left of a level.
  func remaining(of offered: Int, at price: Int) -> Int {
    guard let entry = entries[price], entry.offered == offered else { return offered }
    return max(0, offered - entry.taken)
  }

  /// Takes from a level.
  ///
  /// - Parameter levels: the market's present levels, asked for when there are too many entries.
  mutating func take(_ quantity: Int, of offered: Int, at price: Int, levels: () -> [SpotLevel]) {
    if let entry = entries[price], entry.offered == offered {
      entries[price]?.taken = entry.taken + quantity
      return
    }
    entries[price] = Entry(offered: offered, taken: quantity)
    guard entries.count > Self.countMax else { return }
    let present = Dictionary(levels().map { ($0.priceUnits, $0.quantityUnits) }) { first, _ in first }
    entries = entries.filter { present[$0.key] == $0.value.offered }
  }
}
