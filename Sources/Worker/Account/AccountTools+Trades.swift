import Answers
import Catalog
import Exchange
import LinuxIO
import Values

/// The account's trades.
extension AccountTools {
  private static let spotColumns = [
    Column("symbol", .word), Column("id", .integer), Column("orderId", .integer), Column("price", .amount),
    Column("qty", .amount), Column("quoteQty", .amount), Column("commission", .amount),
    Column("commissionAsset", .word), Column("isBuyer", .boolean), Column("isMaker", .boolean),
    Column("time", .integer),
  ]

  private static let futuresColumns = [
    Column("symbol", .word), Column("id", .integer), Column("orderId", .integer), Column("side", .word),
    Column("positionSide", .word), Column("price", .amount), Column("qty", .amount),
    Column("quoteQty", .amount), Column("realizedPnl", .amount), Column("commission", .amount),
    Column("commissionAsset", .word), Column("isMaker", .boolean, from: "maker"), Column("time", .integer),
  ]

  func myTrades(_ arguments: CheckedArguments) throws(ToolFailure) -> Question {
    let symbol = try requiredSymbol(arguments)
    let isFutures = isFutures(arguments)
    try checkSpan(
      arguments, days: isFutures ? 7 : 1, isFutures ? "of futures trades" : "of spot trades")
    let limit = arguments.integer("limit") ?? 100
    let order = arguments.integer("order_id")
    let from = arguments.integer("from_id")
    let start = arguments.integer("start_time")
    let end = arguments.integer("end_time")
    var query = [(name: "symbol", value: symbol)]
    if let order { query.append(("orderId", String(order))) }
    if let start { query.append(("startTime", String(start))) }
    if let end, from == nil { query.append(("endTime", String(end))) }
    if let from { query.append(("fromId", String(from))) }
    query.append(("limit", String(limit)))
    let endpoint: Endpoint = isFutures ? .futuresTrades : order == nil ? .myTrades : .myTradesOfOrder
    return Question(endpoint, query) { [self] asked throws(ToolFailure) in
      var page = RowPage(
        idName: "from_id", limit: limit, isForward: from != nil || start != nil || order != nil,
        hasStart: start != nil, end: end)
      return try table(
        asked, isFutures ? Self.futuresColumns : Self.spotColumns, idName: "id", timeName: "time", &page,
        arguments, symbol)
    }
  }
}
