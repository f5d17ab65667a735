/// The shape of one minute of trading, without its prices and sizes: who traded when, how much relative to
/// whom, how far up or down.
///
/// A synthetic minute is a template with a first price, a stride in ticks and a size factor. Because all
/// three enter linearly, the minute's candle is a closed form of sums that are made once per template: a year
/// of candles costs no trade, and still every candle is exactly the sum of the trades that a client can list.
/// Offsets are made for an amplitude of 64 and shifted right for calmer minutes.
struct TradeTemplate: Sendable {
  /// Sums over all trades for one shift of the offsets.
  struct Sums: Sendable {
    var weightedOffset = 0
    var buyWeightedOffset = 0
    var high = 0
    var low = 0
    var last = 0
  }

  /// One trade of the shape.
  struct Entry: Sendable {
    /// Milliseconds after the minute began; never falls.
    var time: UInt16
    /// Distance from the first price at amplitude 64.
    var offset: Int16
    /// Relative size, 1 or more.
    var weight: UInt16
    /// Which taker order of the minute it belongs to.
    var group: UInt16
    var isTakerBuyer: Bool
  }

  /// Offsets reach this far by the end of the minute before they are shifted; a power of two.
  static let amplitude = 64
  /// The largest shift: amplitude 1.
  static let shiftMax = 6

  let entries: [Entry]
  /// Index of the first trade of each taker order, and the number of trades at the end.
  let groupStarts: [UInt16]
  let weightSum: Int
  let buyWeightSum: Int
  /// By shift, 0 to `shiftMax`.
  let sums: [Sums]

  var groupCount: Int { groupStarts.count - 1 }

  /// A shape with `groupCount` taker orders.
  ///
  /// - Precondition: `groupCount` is 2 to 10,000.
  init(groupCount: Int, generator: inout SeededGenerator) {
    precondition((2...10_000).contains(groupCount))
    let times = (0..<groupCount).map { _ in generator.next(below: 60_000) }.sorted()
    let offsets = Self.offsets(count: groupCount, generator: &generator)
    var entries: [Entry] = []
    var starts: [UInt16] = []
    for group in 0..<groupCount {
      let dice = generator.next(below: 100)
      let tradeCount = dice < 75 ? 1 : dice < 90 ? 2 : dice < 97 ? 3 : 5
      let isTakerBuyer = generator.next(below: 100) < 51
      starts.append(UInt16(entries.count))
      for _ in 0..<tradeCount {
        // Many small trades and a few large ones: the square of a uniform number, over a wide range.
        let uniform = 1 + generator.next(below: 24)
        entries.append(
          Entry(
            time: UInt16(times[group]), offset: Int16(offsets[group]),
            weight: UInt16(1 + uniform * uniform / 8),
            group: UInt16(group), isTakerBuyer: isTakerBuyer))
      }
    }
    starts.append(UInt16(entries.count))
    self.entries = entries
    groupStarts = starts
    weightSum = entries.reduce(0) { $0 + Int($1.weight) }
    buyWeightSum = entries.reduce(0) { $0 + ($1.isTakerBuyer ? Int($1.weight) : 0) }
    sums = (0...Self.shiftMax).map { shift in Self.sums(of: entries, shift: shift) }
  }

  /// A walk from 0 to `amplitude` that wanders on the way and stays within −96...160.
  private static func offsets(count: Int, generator: inout SeededGenerator) -> [Int] {
    var walk = [0]
    for _ in 1..<count { walk.append((walk.last ?? 0) + generator.next(below: 17) - 8) }
    let drift = walk[count - 1]
    return (0..<count).map { index in
      let straight = (amplitude - drift) * index / (count - 1)
      return min(160, max(-96, walk[index] + straight))
    }
  }

  private static func sums(of entries: [Entry], shift: Int) -> Sums {
    var sums = Sums()
    for entry in entries {
      let offset = Int(entry.offset) >> shift
      let weighted = offset * Int(entry.weight)
      sums.weightedOffset += weighted
      if entry.isTakerBuyer { sums.buyWeightedOffset += weighted }
      sums.high = max(sums.high, offset)
      sums.low = min(sums.low, offset)
      sums.last = offset
    }
    return sums
  }
}
