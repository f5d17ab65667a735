import PaperAccounts
import PaperCore
import PaperFutures

extension Answer {
  /// `accountSnapshot`: what an account held when each of the last days ended (23:59:59 UTC by the
  /// exchange's clock).
  func accountSnapshot() throws(ExchangeError) -> [UInt8] {
    let type = query["type"] ?? ""
    guard ["SPOT", "MARGIN", "FUTURES"].contains(type) else { throw .snapshotTypeUnsupported }
    var writer = AnswerWriter(reservingByteCount: 1_024)
    writer.beginObject()
    writer.member("code", integer: 200)
    writer.member("msg", "")
    writer.key("snapshotVos")
    writer.beginArray()
    for day in try snapshotDays() {
      writer.beginObject()
      writer.key("data")
      switch type {
      case "SPOT": writeSpot(day, to: &writer)
      case "FUTURES": writeFutures(day, to: &writer)
      default: Self.writeMargin(to: &writer)
      }
      writer.member("type", type.lowercased())
      writer.member("updateTime", integer: Self.end(of: day))
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    return writer.bytes
  }

  /// The last second of a day, which is what the exchange dates a snapshot with.
  private static func end(of day: Int) -> Int { (day + 1) * TimeSpan.day - 1_000 }

  /// The days asked for, the earliest first: the last seven unless sent, none more than a month ago.
  private func snapshotDays() throws(ExchangeError) -> [Int] {
    let limit = query.integer("limit") ?? 7
    guard (7...30).contains(limit) else { throw .invalidData("limit") }
    let month = 30 * TimeSpan.day
    let end = query.time("endTime") ?? now
    let start = query.time("startTime")
    let from = start ?? end - (query["endTime"] == nil ? limit * TimeSpan.day : month)
    guard from <= end, end - from <= month, start ?? now >= now - month - TimeSpan.day else {
      throw .dateRangeUnsupported
    }
    let span = TimeSpan(from: from, through: min(end, now))
    let first = max(0, span.from) / TimeSpan.day
    let last = now / TimeSpan.day
    guard first <= last else { return [] }
    let days = (first...last).filter { day in
      span.contains(Self.end(of: day)) && holder.balances(in: .spot, atEndOfDay: day) != nil
    }
    return Array(start == nil ? days.suffix(limit) : days.prefix(limit))
  }

  private func writeSpot(_ day: Int, to writer: inout AnswerWriter) {
    let valuation = Valuation(exchange: exchange, time: Self.end(of: day))
    var total: Int128 = 0
    writer.beginObject()
    writer.key("balances")
    writer.beginArray()
    for (asset, balance) in holder.balances(in: .spot, atEndOfDay: day) ?? [] where balance.total > 0 {
      total += valuation.units(balance.total, of: asset, in: "BTC")
      writer.beginObject()
      writer.member("asset", asset)
      writer.member("free", units: balance.free)
      writer.member("locked", units: balance.locked)
      writer.endObject()
    }
    writer.endArray()
    writer.member("totalAssetOfBtc", units: total)
    writer.endObject()
  }

  private func writeFutures(_ day: Int, to writer: inout AnswerWriter) {
    let end = Self.end(of: day)
    let positions = venue.futures.member(holder).positions(atEndOfDay: day).map { position in
      let listed = venue.futures.contracts[position.contract]
      let mark = listed.market.markPrice(at: end)
      return (position: position, contract: listed.contract, mark: mark)
    }
    let profit = positions.map { $0.position.unrealised($0.contract, markUnits: $0.mark) }.reduce(0, +)
    writer.beginObject()
    writer.key("assets")
    writer.beginArray()
    for (asset, balance) in holder.balances(in: .futures, atEndOfDay: day) ?? [] where balance.total > 0 {
      writer.beginObject()
      writer.member("asset", asset)
      let isMargin = asset == FuturesExchange.marginAsset
      writer.member("marginBalance", units: balance.total + (isMargin ? profit : 0))
      writer.member("walletBalance", units: balance.total)
      writer.endObject()
    }
    writer.endArray()
    writer.key("position")
    writer.beginArray()
    for (position, contract, mark) in positions {
      writer.beginObject()
      writer.member("entryPrice", units: Int128(position.entryPrice(stepUnits: contract.stepUnits)))
      writer.member("markPrice", units: Int128(mark))
      writer.member("positionAmt", units: Int128(position.steps) * Int128(contract.stepUnits))
      writer.member("symbol", contract.symbol)
      writer.member("unRealizedProfit", units: position.unrealised(contract, markUnits: mark))
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
  }

  /// There is no margin trading here; this is an account that owes nothing and has nothing.
  private static func writeMargin(to writer: inout AnswerWriter) {
    writer.beginObject()
    writer.member("marginLevel", "999.00000000")
    for name in ["totalAssetOfBtc", "totalLiabilityOfBtc", "totalNetAssetOfBtc"] {
      writer.member(name, units: 0)
    }
    writer.key("userAssets")
    writer.beginArray()
    writer.endArray()
    writer.endObject()
  }
}
