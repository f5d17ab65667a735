import Answers
import Catalog
import Exchange
import LinuxIO
import Values

/// Trades and aggregate trades.
extension MarketTools {
  private static let tradeColumns = [
    Column("id", .integer), Column("price", .amount), Column("qty", .amount), Column("quoteQty", .amount),
    Column("time", .integer), Column("isBuyerMaker", .boolean), Column("isBestMatch", .boolean),
  ]

  private static let aggregateColumns = [
    Column("id", .integer, from: "a"), Column("price", .amount, from: "p"),
    Column("quantity", .amount, from: "q"),
    Column("first_trade_id", .integer, from: "f"), Column("last_trade_id", .integer, from: "l"),
    Column("time", .integer, from: "T"), Column("is_buyer_maker", .boolean, from: "m"),
  ]

  func recentTrades(_ arguments: CheckedArguments) throws(ToolFailure) -> Question {
    try trades(.trades, Self.tradeColumns, arguments)
  }

  func historicalTrades(_ arguments: CheckedArguments) throws(ToolFailure) -> Question {
    try trades(.historicalTrades, Self.tradeColumns, arguments)
  }

  func aggregateTrades(_ arguments: CheckedArguments) throws(ToolFailure) -> Question {
    try trades(.aggregateTrades, Self.aggregateColumns, arguments)
  }

  /// A page of trades by id.
  ///
  /// Pages go on by id and not by time, because many trades share a millisecond. The exchange takes no end
  /// together with an id, so the rows past `end_time` are cut off here.
  private func trades(
    _ endpoint: Endpoint, _ columns: [Column], _ arguments: CheckedArguments
  ) throws(ToolFailure) -> Question {
    let symbol = try requiredSymbol(arguments)
    let limit = arguments.integer("limit") ?? 100
    let fromID = arguments.integer("from_id")
    let start = arguments.integer("start_time")
    let end = arguments.integer("end_time")
    var query = [(name: "symbol", value: symbol)]
    if let fromID { query.append(("fromId", String(fromID))) }
    if let start { query.append(("startTime", String(start))) }
    if let end, fromID == nil { query.append(("endTime", String(end))) }
    query.append(("limit", String(limit)))
    return Question(endpoint, query) { [self] asked throws(ToolFailure) in
      let list = try asked.reader.array(asked.root)
      let (idKey, timeKey) = endpoint == .aggregateTrades ? ("a", "T") : ("id", "time")
      var answer = Answer(reservingByteCount: asked.reply.body.count + 512)
      answer.writer.beginObject()
      answer.writer.member("symbol", symbol)
      asked.reader.writeHeader(columns, to: &answer.writer)
      answer.writer.key("rows")
      answer.writer.beginArray()
      var page = TradePage(limit: limit, isForward: fromID != nil || start != nil, end: end)
      for (index, row) in list.elements.enumerated() {
        let id = try asked.reader.integer(row[idKey], "id of row \(index)")
        let time = try asked.reader.integer(row[timeKey], "time of row \(index)")
        guard page.takes(id: id, time: time) else { break }
        try asked.reader.writeRow(row, columns, index: index, to: &answer.writer)
      }
      answer.writer.endArray()
      page.writeEnd(droppingStart: start != nil, to: &answer.writer)
      answer.writer.endObject()
      return answer.finish(metadata(asked, symbol: symbol))
    }
  }
}
