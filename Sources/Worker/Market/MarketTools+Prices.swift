import Answers
import Catalog
import Exchange
import LinuxIO
import Values

/// Prices, statistics and best quotes.
extension MarketTools {
  private static let priceColumns = [Column("symbol", .word), Column("price", .amount)]

  private static let bookColumns = [
    Column("symbol", .word), Column("bidPrice", .amount), Column("bidQty", .amount),
    Column("askPrice", .amount),
    Column("askQty", .amount),
  ]

  func tickerPrice(_ arguments: CheckedArguments) -> Question {
    oneOrMany(.tickerPrice, Self.priceColumns, arguments)
  }

  func bookTicker(_ arguments: CheckedArguments) -> Question {
    oneOrMany(.bookTicker, Self.bookColumns, arguments)
  }

  func averagePrice(_ arguments: CheckedArguments) throws(ToolFailure) -> Question {
    let symbol = try requiredSymbol(arguments)
    return Question(.averagePrice, [("symbol", symbol)]) { [self] asked throws(ToolFailure) in
      let root = try asked.reader.object(asked.root)
      var answer = Answer()
      answer.writer.beginObject()
      answer.writer.member("mins", try asked.reader.integer(root["mins"], "mins"))
      answer.writer.member("price", try asked.reader.amount(root["price"], "price"))
      // Recordings of 2021 have no closeTime; it was added later.
      if let closeTime = root["closeTime"] {
        answer.writer.member("closeTime", try asked.reader.integer(closeTime, "closeTime"))
      }
      answer.writer.endObject()
      return answer.finish(metadata(asked, symbol: symbol))
    }
  }

  func ticker(_ arguments: CheckedArguments) -> Question {
    let window = arguments.string("window") ?? TimeWindow.lastDay
    let isFull = arguments.string("detail") != "mini"
    var query: [(name: String, value: String)] = []
    if !isFull { query.append(("type", "MINI")) }
    let endpoint: Endpoint
    switch window {
    case TimeWindow.lastDay: endpoint = .ticker24Hours
    case TimeWindow.tradingDay:
      endpoint = .tickerTradingDay
      if let zone = arguments.string("time_zone"), zone != "0" { query.append(("timeZone", zone)) }
    default:
      endpoint = .tickerRolling
      query.append(("windowSize", window))
    }
    let columns =
      isFull
      ? window == TimeWindow.lastDay ? TickerColumns.lastDay : TickerColumns.window : TickerColumns.mini
    return oneOrMany(endpoint, columns, arguments, query: query)
  }

  /// One symbol as an object; several or all as a table, sorted by symbol, a page at a time.
  ///
  /// The exchange's list is not in a fixed order and changes while a client pages through it. Sorted, with
  /// the last symbol as cursor, no symbol that stays listed is left out or comes twice, and nothing is kept
  /// between the pages.
  func oneOrMany(
    _ endpoint: Endpoint, _ columns: [Column], _ arguments: CheckedArguments,
    query extra: [(name: String, value: String)] = []
  ) -> Question {
    if let symbol = arguments.symbol()?.name {
      var query = [(name: "symbol", value: symbol)]
      if !extra.isEmpty { query += extra }
      return Question(endpoint, query) { [self] asked throws(ToolFailure) in
        try one(symbol, asked, columns)
      }
    }
    let symbols = arguments.symbols()
    return Question(
      endpoint, (symbols.map { [("symbols", Self.list($0))] } ?? []) + extra,
      symbols: symbols.map { .several($0.count) } ?? .all
    ) { [self] asked throws(ToolFailure) in
      let page = try SymbolPage(
        asked.reader.array(asked.root), reader: asked.reader, after: arguments.string("cursor"),
        limit: arguments.integer("limit") ?? symbols?.count ?? 0)
      return try many(page, asked, columns)
    }
  }

  private func one(_ symbol: String, _ asked: Asked, _ columns: [Column]) throws(ToolFailure) -> [UInt8] {
    let root = try asked.reader.object(asked.root)
    guard root["symbol"]?.isString(symbol) == true else {
      throw asked.reader.unexpected("symbol", "the one asked for")
    }
    var answer = Answer(reservingByteCount: asked.reply.body.count + 192)
    try asked.reader.writeObject(root, columns, to: &answer.writer)
    return answer.finish(metadata(asked, symbol: symbol))
  }

  private func many(_ page: SymbolPage, _ asked: Asked, _ columns: [Column]) throws(ToolFailure) -> [UInt8] {
    var answer = Answer(reservingByteCount: 256 + page.rows.count * columns.count * 24)
    answer.writer.beginObject()
    asked.reader.writeHeader(columns, to: &answer.writer)
    answer.writer.key("rows")
    answer.writer.beginArray()
    for (index, row) in page.rows.enumerated() {
      try asked.reader.writeRow(row, columns, index: index, to: &answer.writer)
    }
    answer.writer.endArray()
    page.writeEnd(to: &answer.writer)
    answer.writer.endObject()
    return answer.finish(metadata(asked))
  }
}
