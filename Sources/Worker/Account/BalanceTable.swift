import Answers
import Values

/// Holdings sorted by asset, a page of them, and what all of them are worth.
struct BalanceTable {
  /// The rows of this page.
  let rows: ArraySlice<Holding>
  private let all: [Holding]
  private let view: BalanceView
  private let prices: PriceList?
  private let isTruncated: Bool

  init(_ holdings: [Holding], _ view: BalanceView, _ prices: PriceList?) {
    self.view = view
    self.prices = prices
    let sorted =
      (view.asset.map { asset in holdings.filter { $0.asset == asset } } ?? holdings)
      .sorted { ($0.asset, $0.wallet) < ($1.asset, $1.wallet) }
    let start = view.cursor.map { cursor in sorted.firstIndex { $0.asset > cursor } ?? sorted.endIndex } ?? 0
    var end = min(sorted.count, start + view.limit)
    while end > start, end < sorted.count, sorted[end].asset == sorted[end - 1].asset { end += 1 }
    all = sorted
    rows = sorted[start..<end]
    isTruncated = end < sorted.count
  }

  /// Writes the whole of `data`.
  ///
  /// - Throws: when a value needs more digits than an exact amount has.
  func write(_ wallet: String, to writer: inout JSONWriter) throws(ExactDecimal.Failure) {
    let hasFutures = wallet == "futures" || wallet == "all"
    writer.beginObject()
    writer.member("wallet", wallet)
    writer.key("columns")
    writer.beginArray()
    for name in ["wallet", "asset", "total", "free", "locked"] { writer.string(name) }
    if hasFutures { writer.string("unrealized_pnl") }
    if prices != nil { writer.string("value") }
    writer.endArray()
    writer.key("rows")
    writer.beginArray()
    for holding in rows { try write(holding, hasFutures, to: &writer) }
    writer.endArray()
    writer.member("count", rows.count)
    writer.member("total", all.count)
    writer.member("truncated", isTruncated)
    if isTruncated, let last = rows.last {
      writer.key("next")
      writer.beginObject()
      writer.member("cursor", last.asset)
      writer.endObject()
    }
    if let quote = view.quote { try writeTotal(in: quote, to: &writer) }
    writer.endObject()
  }

  private func write(
    _ holding: Holding, _ hasFutures: Bool, to writer: inout JSONWriter
  ) throws(ExactDecimal.Failure) {
    writer.beginArray()
    writer.string(holding.wallet)
    writer.string(holding.asset)
    writer.decimal(holding.total)
    writer.decimal(holding.free)
    if let locked = holding.locked { writer.decimal(locked) } else { writer.null() }
    if hasFutures {
      if let unrealized = holding.unrealized { writer.decimal(unrealized) } else { writer.null() }
    }
    if let prices {
      if let value = try prices.value(of: try holding.worth(), holding.asset) {
        writer.decimal(value)
      } else {
        writer.null()
      }
    }
    writer.endArray()
  }

  /// The worth of all holdings and not only of this page's, without those that have no price.
  private func writeTotal(in quote: String, to writer: inout JSONWriter) throws(ExactDecimal.Failure) {
    var total = ExactDecimal.zero
    var unpriced: [String] = []
    for holding in all {
      if let value = try prices?.value(of: try holding.worth(), holding.asset) {
        total = try total.adding(value)
      } else if unpriced.last != holding.asset {
        unpriced.append(holding.asset)
      }
    }
    writer.member("quote", quote)
    writer.member("total_value", total.withoutTrailingZeros)
    writer.member("unpriced", JSON.array(unpriced.map { .string($0) }))
  }
}
