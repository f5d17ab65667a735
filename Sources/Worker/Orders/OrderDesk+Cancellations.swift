internal import Answers
package import Catalog
package import Exchange
internal import Values

/// What the exchange answered to a cancel, a leverage or a test, as `data` of our answer.
extension OrderDesk {
  /// Most cancelled orders that are shown, and most that are read.
  private static let cancelledCountMax = (shown: 100, read: 10_000)

  /// Writes the answer to a request of `cancellation`.
  ///
  /// - Throws: `binanceAPIError` for an answer that is not as documented.
  package func report(
    _ reply: ExchangeReply, of request: ExchangeRequest, _ tool: Tool
  ) throws(ToolFailure) -> [UInt8] {
    let report = ReportReader(request.endpoint)
    let root = reply.document.root
    var writer = JSONWriter(reservingByteCount: 1_024)
    writer.beginObject()
    switch request.endpoint {
    case .cancelOrder: try Self.writeCancelled(root, report, to: &writer)
    case .cancelOrderList:
      writer.member("client_order_id", try report.clientID(root["listClientOrderId"], "listClientOrderId"))
      writer.member("outcome", "cancelled")
      try report.writeOrderList(root, to: &writer)
    case .cancelOpenOrders: try Self.writeAll(root, request, report, to: &writer)
    case .cancelFuturesOpenOrders, .cancelAlgoOpenOrders:
      try Self.checkDone(root, report)
      writer.member("outcome", "cancelled")
      writer.member("symbol", request.query.first { $0.name == "symbol" }?.value ?? "")
    case .cancelFuturesOrder:
      writer.member("client_order_id", try report.clientID(root["clientOrderId"], "clientOrderId"))
      writer.member("outcome", "cancelled")
      try report.writeMembers(of: root, ReportFields.futuresOrder, to: &writer)
    case .cancelAlgoOrder:
      try Self.checkDone(root, report)
      writer.member("client_order_id", try report.clientID(root["clientAlgoId"], "clientAlgoId"))
      writer.member("outcome", "cancelled")
      writer.member("algoId", try report.reader.integer(root["algoId"], "algoId"))
    case .changeLeverage:
      writer.member("outcome", "set")
      writer.member("symbol", try report.reader.word(root["symbol"], "symbol"))
      writer.member("leverage", try report.reader.integer(root["leverage"], "leverage"))
      writer.member(
        "maxNotionalValue", try report.reader.decimal(root["maxNotionalValue"], "maxNotionalValue"))
    case .testOrder, .testOrderWithCommission:
      _ = try report.reader.object(root)
      writer.member("valid", true)
      try Self.writeCommission(root, report, to: &writer)
    default:
      throw ToolFailure(kind: .internalError, message: "\(tool.name) has no report of its own")
    }
    writer.endObject()
    return writer.bytes
  }

  /// One order; or the list that it was part of, which went with it.
  private static func writeCancelled(
    _ root: JSONValue, _ report: ReportReader, to writer: inout JSONWriter
  ) throws(ToolFailure) {
    guard root["contingencyType"] != nil else {
      let name = "origClientOrderId"
      writer.member("client_order_id", try report.clientID(root[name], name))
      writer.member("outcome", "cancelled")
      return try report.writeSpotOrder(root, to: &writer)
    }
    writer.member("client_order_id", try report.clientID(root["listClientOrderId"], "listClientOrderId"))
    writer.member("outcome", "cancelled")
    writer.member("symbol", try report.reader.word(root["symbol"], "symbol"))
    writer.key("order_list")
    writer.beginObject()
    try report.writeOrderList(root, to: &writer)
    writer.endObject()
  }

  /// Everything that was open on a symbol: single orders, and lists with their orders.
  private static func writeAll(
    _ root: JSONValue, _ request: ExchangeRequest, _ report: ReportReader, to writer: inout JSONWriter
  ) throws(ToolFailure) {
    let list = try report.reader.array(root)
    guard list.count <= cancelledCountMax.read else {
      throw report.reader.unexpected("the answer", "a list of at most \(cancelledCountMax.read)")
    }
    writer.member("outcome", "cancelled")
    writer.member("symbol", request.query.first { $0.name == "symbol" }?.value ?? "")
    report.writeHeader(ReportFields.cancelledOrder, to: &writer)
    writer.key("rows")
    writer.beginArray()
    var count = 0
    var listCount = 0
    for entry in list.elements {
      var orders = [entry]
      if entry["contingencyType"] != nil {
        listCount += 1
        let reports = try report.reader.array(entry["orderReports"], "orderReports")
        guard reports.count <= ReportReader.listedOrderCountMax else {
          throw report.reader.unexpected("orderReports", "a short list")
        }
        orders = Array(reports.elements)
      }
      for order in orders {
        count += 1
        guard count <= cancelledCountMax.shown else { continue }
        try report.writeRow(order, ReportFields.cancelledOrder, to: &writer)
      }
    }
    writer.endArray()
    writer.member("count", count)
    writer.member("truncated", count > cancelledCountMax.shown)
    writer.member("order_lists", listCount)
  }

  /// `{"code":200,"msg":"…"}`, in which the code is a text at times.
  private static func checkDone(_ root: JSONValue, _ report: ReportReader) throws(ToolFailure) {
    guard let code = root["code"], code.integer == 200 || code.isString("200") else {
      throw report.reader.unexpected("code", "200")
    }
  }

  /// The rates that the order would have, when they were asked for.
  private static func writeCommission(
    _ root: JSONValue, _ report: ReportReader, to writer: inout JSONWriter
  ) throws(ToolFailure) {
    let rates = [ReportField.needed("maker", .amount), .needed("taker", .amount)]
    let discount =
      ReportField.list(.boolean, "enabledForAccount", "enabledForSymbol")
      + [ReportField("discountAsset", .word), ReportField("discount", .amount)]
    let parts = [
      ("standardCommissionForOrder", rates), ("specialCommissionForOrder", rates),
      ("taxCommissionForOrder", rates), ("discount", discount),
    ]
    for (name, fields) in parts {
      guard let part = root[name], !part.isNull else { continue }
      writer.key(name)
      writer.beginObject()
      try report.writeMembers(of: part, fields, to: &writer)
      writer.endObject()
    }
  }
}
