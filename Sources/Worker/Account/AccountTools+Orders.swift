import Answers
import Catalog
import Exchange
import LinuxIO
import Values

/// Orders, as the exchange has them.
extension AccountTools {
  func order(_ arguments: CheckedArguments) throws(ToolFailure) -> Question {
    let symbol = try requiredSymbol(arguments)
    let number = arguments.integer("order_id")
    let id = try identifier("client_order_id", in: arguments)
    let isConditional = arguments.boolean("conditional") == true
    var query: [(name: String, value: String)] = []
    let endpoint: Endpoint
    let columns: [Column]
    if isFutures(arguments), isConditional {
      (endpoint, columns) = (.queryAlgoOrder, OrderColumns.conditionalOne)
      if let number { query.append(("algoId", String(number))) }
      if let id { query.append(("clientAlgoId", id)) }
    } else {
      if isConditional { throw Self.onlyOfFutures }
      (endpoint, columns) =
        isFutures(arguments)
        ? (.queryFuturesOrder, OrderColumns.futures + OrderColumns.futuresMore)
        : (.queryOrder, OrderColumns.spot + OrderColumns.spotMore)
      query.append(("symbol", symbol))
      if let number { query.append(("orderId", String(number))) }
      if let id { query.append(("origClientOrderId", id)) }
    }
    return Question(endpoint, query) { [self] asked throws(ToolFailure) in
      let root = try asked.reader.object(asked.root)
      guard root["symbol"]?.isString(symbol) == true else {
        throw asked.reader.unexpected("symbol", "the one asked for")
      }
      var answer = Answer(reservingByteCount: asked.reply.body.count + 192)
      answer.writer.beginObject()
      for column in columns {
        let value = root[column.source]
        if column.isOptional, value?.isNull ?? true { continue }
        answer.writer.key(column.key)
        try asked.reader.write(value, as: column, column.source, to: &answer.writer)
      }
      answer.writer.endObject()
      return answer.finish(metadata(asked, symbol: symbol))
    }
  }

  private static let onlyOfFutures = ToolFailure.argument(
    "conditional", value: "true", problem: "is for market futures only",
    bound: "market futures, or conditional false",
    suggestion: "Stop orders of spot are among the others; leave conditional out.")

  func orders(_ arguments: CheckedArguments) throws(ToolFailure) -> Question {
    let symbol = try requiredSymbol(arguments)
    let isConditional = arguments.boolean("conditional") == true
    let isFutures = isFutures(arguments)
    if isConditional, !isFutures { throw Self.onlyOfFutures }
    try checkSpan(
      arguments, days: isFutures ? 7 : 1, isFutures ? "of futures orders" : "of spot orders")
    let limit = arguments.integer("limit") ?? 100
    let from = arguments.integer("order_id")
    let start = arguments.integer("start_time")
    let end = arguments.integer("end_time")
    let numberName = isConditional ? "algoId" : "orderId"
    var query = [(name: "symbol", value: symbol)]
    if let from { query.append((numberName, String(from))) }
    if let start { query.append(("startTime", String(start))) }
    if let end, from == nil { query.append(("endTime", String(end))) }
    query.append(("limit", String(limit)))
    let columns =
      isConditional ? OrderColumns.conditional : isFutures ? OrderColumns.futures : OrderColumns.spot
    let timeName = isConditional ? "createTime" : "time"
    let endpoint: Endpoint =
      isConditional ? .allAlgoOrders : isFutures ? .allFuturesOrders : .allOrders
    return Question(endpoint, query) { [self] asked throws(ToolFailure) in
      var page = RowPage(
        idName: "order_id", limit: limit, isForward: from != nil || start != nil, hasStart: start != nil,
        end: end)
      return try table(asked, columns, idName: numberName, timeName: timeName, &page, arguments, symbol)
    }
  }

  /// A table of rows with ids and times.
  func table(
    _ asked: Asked, _ columns: [Column], idName: String, timeName: String, _ page: inout RowPage,
    _ arguments: CheckedArguments, _ symbol: String
  ) throws(ToolFailure) -> [UInt8] {
    let list = try asked.reader.array(asked.root)
    var answer = Answer(reservingByteCount: asked.reply.body.count + 512)
    answer.writer.beginObject()
    answer.writer.member("market", arguments.string("market") ?? "spot")
    answer.writer.member("symbol", symbol)
    let shown = columns.filter { $0.name != "symbol" }
    asked.reader.writeHeader(shown, to: &answer.writer)
    answer.writer.key("rows")
    answer.writer.beginArray()
    for (index, row) in list.elements.enumerated() {
      guard row["symbol"]?.isString(symbol) == true else {
        throw asked.reader.unexpected("symbol of row \(index)", "the one asked for")
      }
      let id = try asked.reader.integer(row[idName], "\(idName) of row \(index)")
      let time = try asked.reader.integer(row[timeName], "\(timeName) of row \(index)")
      guard page.takes(id: id, time: time) else { break }
      try asked.reader.writeRow(row, shown, index: index, to: &answer.writer)
    }
    answer.writer.endArray()
    page.writeEnd(to: &answer.writer)
    answer.writer.endObject()
    return answer.finish(metadata(asked, symbol: symbol))
  }

  func openOrders(_ arguments: CheckedArguments, _ call: CallContext) -> AccountCourse {
    let symbol = arguments.symbol()?.name
    let query = symbol.map { [(name: "symbol", value: $0)] } ?? []
    let symbols: Weight.Symbols = symbol == nil ? .all : .one
    guard isFutures(arguments) else {
      return .question(
        Question(.openOrders, query, symbols: symbols) { [self] asked throws(ToolFailure) in
          try open([(asked, OrderColumns.spot, nil)], arguments, symbol)
        })
    }
    return .waiting { [self] () async throws(ToolFailure) in
      let plain = try await ask(.openFuturesOrders, query, symbols: symbols, for: call)
      let conditional = try await ask(.openAlgoOrders, query, symbols: symbols, for: call)
      return try open(
        [(plain, OrderColumns.futures, false), (conditional, OrderColumns.conditional, true)], arguments,
        symbol)
    }
  }

  /// One table of all open orders; of futures with a column that says which are conditional.
  private func open(
    _ lists: [(asked: Asked, columns: [Column], isConditional: Bool?)], _ arguments: CheckedArguments,
    _ symbol: String?
  ) throws(ToolFailure) -> [UInt8] {
    var rows: [(row: JSONValue, list: Int)] = []
    for (number, list) in lists.enumerated() {
      for row in try list.asked.reader.array(list.asked.root).elements { rows.append((row, number)) }
    }
    let page = OffsetPage(arguments, totalCount: rows.count)
    var answer = Answer(reservingByteCount: 512 + page.range.count * 224)
    answer.writer.beginObject()
    answer.writer.member("market", arguments.string("market") ?? "spot")
    answer.writer.key("columns")
    answer.writer.beginArray()
    for column in lists.first?.columns ?? [] { answer.writer.string(column.name) }
    if lists.count > 1 { answer.writer.string("conditional") }
    answer.writer.endArray()
    answer.writer.key("rows")
    answer.writer.beginArray()
    for index in page.range {
      let list = lists[rows[index].list]
      answer.writer.beginArray()
      for column in list.columns {
        try list.asked.reader.write(
          rows[index].row[column.source], as: column, "\(column.source) of row \(index)",
          to: &answer.writer)
      }
      if let isConditional = list.isConditional { answer.writer.boolean(isConditional) }
      answer.writer.endArray()
    }
    answer.writer.endArray()
    page.writeEnd(to: &answer.writer)
    answer.writer.endObject()
    return answer.finish(metadata(lists.map(\.asked), symbol: symbol))
  }

  func liquidations(_ arguments: CheckedArguments) throws(ToolFailure) -> Question {
    try checkSpan(arguments, days: 7, "of forced orders")
    let symbol = arguments.symbol()?.name
    let limit = arguments.integer("limit") ?? 50
    var query: [(name: String, value: String)] = []
    if let symbol { query.append(("symbol", symbol)) }
    if let type = arguments.string("type") { query.append(("autoCloseType", type)) }
    query += times(arguments) + [("limit", String(limit))]
    return Question(.forceOrders, query, symbols: symbol == nil ? .all : .one) {
      [self] asked throws(ToolFailure) in
      let list = try asked.reader.array(asked.root)
      var answer = Answer(reservingByteCount: asked.reply.body.count + 256)
      answer.writer.beginObject()
      asked.reader.writeHeader(OrderColumns.forced, to: &answer.writer)
      answer.writer.key("rows")
      answer.writer.beginArray()
      var firstTime = Int.max
      for (index, row) in list.elements.enumerated() {
        firstTime = min(firstTime, try asked.reader.integer(row["time"], "time of row \(index)"))
        try asked.reader.writeRow(row, OrderColumns.forced, index: index, to: &answer.writer)
      }
      answer.writer.endArray()
      answer.writer.member("count", list.count)
      answer.writer.member("truncated", list.count >= limit)
      if list.count >= limit, firstTime > 0 {
        answer.writer.key("next")
        answer.writer.beginObject()
        answer.writer.member("end_time", firstTime - 1)
        answer.writer.key("start_time")
        answer.writer.null()
        answer.writer.endObject()
      }
      answer.writer.endObject()
      return answer.finish(metadata(asked, symbol: symbol))
    }
  }
}
