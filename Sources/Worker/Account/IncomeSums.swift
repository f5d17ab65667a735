import Answers
import Catalog
import Values

/// Sums of the futures wallet's income by type, asset and maybe day, and the unrealized profit of positions.
///
/// Bounded by the entries of the two pages that a call reads.
struct IncomeSums {
  private struct Key: Hashable {
    let day: Int
    let type: String
    let asset: String
  }

  /// Types that move money and earn none: no part of a profit.
  private static let transfers: Set<String> = [
    "TRANSFER", "INTERNAL_TRANSFER", "CROSS_COLLATERAL_TRANSFER", "COIN_SWAP_DEPOSIT",
    "COIN_SWAP_WITHDRAW", "STRATEGY_UMFUTURES_TRANSFER", "AUTO_EXCHANGE",
  ]

  /// The parts of an asset's profit, in the order in which they are shown.
  private static let parts = ["realized_pnl", "commission", "funding_fee", "other"]

  let isByDay: Bool
  private var sums: [Key: (amount: ExactDecimal, count: Int)] = [:]
  private var profits: [String: AssetSums] = [:]
  private var net = AssetSums()
  private var unrealized = AssetSums()
  /// Entries that were read.
  private(set) var entryCount = 0
  /// False when the last page was full, so that more may follow.
  private(set) var isComplete = true
  private(set) var firstTime: Int?
  private(set) var lastTime: Int?

  init(isByDay: Bool) {
    self.isByDay = isByDay
  }

  /// Reads a page of `GET /fapi/v1/income`.
  ///
  /// - Returns: how many entries it had.
  mutating func add(_ asked: Asked) throws(ToolFailure) -> Int {
    let list = try asked.reader.array(asked.root)
    for (index, row) in list.elements.enumerated() {
      let type = try asked.reader.word(row["incomeType"], "incomeType of row \(index)")
      let asset = try asked.reader.word(row["asset"], "asset of row \(index)")
      let amount = try asked.reader.decimal(row["income"], "income of row \(index)")
      let time = try asked.reader.integer(row["time"], "time of row \(index)")
      guard (0...TimeWindow.timestampMillisecondsMax).contains(time) else {
        throw asked.reader.unexpected("time of row \(index)", "a time")
      }
      firstTime = min(firstTime ?? time, time)
      lastTime = max(lastTime ?? time, time)
      let day = isByDay ? time / AccountTools.dayMilliseconds : 0
      let key = Key(day: day, type: type, asset: asset)
      do throws(ExactDecimal.Failure) {
        let known = sums[key] ?? (.zero, 0)
        sums[key] = (try known.amount.adding(amount), known.count + 1)
      } catch {
        throw asked.unsummable("the sum of \(type)")
      }
      guard !Self.transfers.contains(type) else { continue }
      try profits[Self.part(of: type), default: AssetSums()].add(amount, to: asset, asked)
      try net.add(amount, to: asset, asked)
    }
    entryCount += list.count
    isComplete = list.count < AccountTools.incomePageCount
    return list.count
  }

  private static func part(of type: String) -> String {
    switch type {
    case "REALIZED_PNL": "realized_pnl"
    case "COMMISSION": "commission"
    case "FUNDING_FEE": "funding_fee"
    default: "other"
    }
  }

  /// Reads `GET /fapi/v3/positionRisk`.
  mutating func addPositions(_ asked: Asked) throws(ToolFailure) {
    for (index, row) in try asked.reader.array(asked.root).elements.enumerated() {
      let profit = try asked.reader.decimal(row["unRealizedProfit"], "unRealizedProfit of row \(index)")
      guard !profit.isZero else { continue }
      let asset = try asked.reader.word(row["marginAsset"], "marginAsset of row \(index)")
      try unrealized.add(profit, to: asset, asked)
    }
  }

  /// The table of sums.
  func writeTable(to writer: inout JSONWriter) {
    writer.member(
      "columns", JSON.array((isByDay ? ["day"] : []) + ["type", "asset", "amount", "entries"]))
    writer.key("rows")
    writer.beginArray()
    let sorted = sums.sorted {
      ($0.key.day, $0.key.type, $0.key.asset) < ($1.key.day, $1.key.type, $1.key.asset)
    }
    for (key, sum) in sorted {
      writer.beginArray()
      if isByDay {
        writer.string(String(UTCText.text(milliseconds: key.day * AccountTools.dayMilliseconds).prefix(10)))
      }
      writer.string(key.type)
      writer.string(key.asset)
      writer.decimal(sum.amount)
      writer.number(sum.count)
      writer.endArray()
    }
    writer.endArray()
    writer.member("count", sums.count)
  }

  /// The profit of each asset.
  func writeTotals(to writer: inout JSONWriter) {
    writer.key("totals")
    writer.beginArray()
    for asset in Set(net.sums.keys).union(unrealized.sums.keys).sorted() {
      writer.beginObject()
      writer.member("asset", asset)
      for part in Self.parts { writer.member(part, profits[part]?.sums[asset] ?? .zero) }
      writer.member("net", net.sums[asset] ?? .zero)
      writer.member("unrealized_pnl", unrealized.sums[asset] ?? .zero)
      writer.endObject()
    }
    writer.endArray()
  }
}
