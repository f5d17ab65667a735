internal import Answers
internal import Catalog
internal import Exchange
internal import Values

/// Orders, their fills, and lists of orders.
extension ReportReader {
  /// Most fills that are shown; the sums are of all.
  static let fillCountMax = 50
  /// Most fills of one order that are read.
  static let readFillCountMax = 50_000
  /// Most orders of one list.
  static let listedOrderCountMax = 8
  /// Most assets that commissions of one order are in.
  static let commissionAssetCountMax = 8

  /// Writes the members of a spot order, its average price and its fills.
  func writeSpotOrder(_ order: JSONValue, to writer: inout JSONWriter) throws(ToolFailure) {
    try writeMembers(of: order, ReportFields.spotOrder, to: &writer)
    try writeAveragePrice(of: order, to: &writer)
    if let fills = order["fills"] { try writeFills(fills, to: &writer) }
  }

  /// What was paid over what was bought, to eight decimals.
  private func writeAveragePrice(of order: JSONValue, to writer: inout JSONWriter) throws(ToolFailure) {
    guard let value = order["executedQty"], let worth = order["cummulativeQuoteQty"] else { return }
    let quantity = try reader.decimal(value, "executedQty")
    let paid = try reader.decimal(worth, "cummulativeQuoteQty")
    // The exchange writes a negative sum for some orders of its first years, for which it has none.
    guard !quantity.isZero, !quantity.isNegative, !paid.isNegative else { return }
    do throws(ExactDecimal.Failure) {
      writer.member("average_price", try paid.divided(by: quantity, decimals: 8, rounding: .halfUp))
    } catch {
      throw reader.unexpected("cummulativeQuoteQty", "an amount that can be computed with")
    }
  }

  private func writeFills(_ value: JSONValue, to writer: inout JSONWriter) throws(ToolFailure) {
    let fills = try reader.array(value, "fills")
    guard fills.count <= Self.readFillCountMax else {
      throw reader.unexpected("fills", "a list of at most \(Self.readFillCountMax)")
    }
    guard fills.count > 0 else { return }
    var commissions: [(asset: String, sum: ExactDecimal)] = []
    writer.key("fills")
    writer.beginObject()
    writeHeader(ReportFields.fill, to: &writer)
    writer.key("rows")
    writer.beginArray()
    for (index, fill) in fills.elements.enumerated() {
      if index < Self.fillCountMax { try writeRow(fill, ReportFields.fill, to: &writer) }
      try add(fill, to: &commissions)
    }
    writer.endArray()
    writer.member("count", fills.count)
    writer.member("truncated", fills.count > Self.fillCountMax)
    writer.key("commissions")
    writer.beginArray()
    for commission in commissions {
      writer.beginObject()
      writer.member("asset", commission.asset)
      writer.member("sum", commission.sum)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
  }

  private func add(
    _ fill: JSONValue, to commissions: inout [(asset: String, sum: ExactDecimal)]
  ) throws(ToolFailure) {
    let asset = try reader.word(fill["commissionAsset"], "commissionAsset")
    let amount = try reader.decimal(fill["commission"], "commission")
    do throws(ExactDecimal.Failure) {
      if let index = commissions.firstIndex(where: { $0.asset == asset }) {
        commissions[index].sum = try commissions[index].sum.adding(amount)
        return
      }
    } catch {
      throw reader.unexpected("commission", "an amount that can be added")
    }
    guard commissions.count < Self.commissionAssetCountMax else {
      throw reader.unexpected("commissionAsset", "one of a few assets")
    }
    commissions.append((asset, amount))
  }

  /// Writes the members of an order list, and its orders as a table.
  func writeOrderList(_ list: JSONValue, to writer: inout JSONWriter) throws(ToolFailure) {
    try writeMembers(of: list, ReportFields.orderList, to: &writer)
    let orders = try reader.array(list["orderReports"] ?? list["orders"], "orders")
    guard (1...Self.listedOrderCountMax).contains(orders.count) else {
      throw reader.unexpected("orders", "a list of 1 to \(Self.listedOrderCountMax)")
    }
    writer.key("orders")
    writer.beginObject()
    writeHeader(ReportFields.listedOrder, to: &writer)
    writer.key("rows")
    writer.beginArray()
    for order in orders.elements { try writeRow(order, ReportFields.listedOrder, to: &writer) }
    writer.endArray()
    writer.endObject()
  }
}
