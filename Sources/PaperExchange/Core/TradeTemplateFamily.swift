/// Sixty shapes of minutes of one liveliness; every hour uses each of them once, in an order of its own.
///
/// That is why an hour of a family always has the same number of trades: the number of any trade can be
/// computed without counting what came before, however old the market is.
struct TradeTemplateFamily: Sendable {
  static let templateCount = 60

  let templates: [TradeTemplate]
  /// Trades in an hour of this family.
  let tradesPerHour: Int
  /// Taker orders in an hour of this family.
  let groupsPerHour: Int

  /// - Parameter groupCounts: how many taker orders a minute may have.
  init(seed: UInt64, groupCounts: ClosedRange<Int>) {
    var generator = SeededGenerator(seed: seed)
    templates = (0..<Self.templateCount).map { _ in
      let count = groupCounts.lowerBound + generator.next(below: groupCounts.count)
      return TradeTemplate(groupCount: count, generator: &generator)
    }
    tradesPerHour = templates.reduce(0) { $0 + $1.entries.count }
    groupsPerHour = templates.reduce(0) { $0 + $1.groupCount }
  }
}
