import Answers
import Catalog
import Exchange
import LinuxIO
import Values

/// Candles.
extension MarketTools {
  /// The places of the exchange's rows, which have no names; the twelfth is documented as unused.
  private static let klineColumns = [
    Column("open_time", .integer), Column("open", .amount), Column("high", .amount), Column("low", .amount),
    Column("close", .amount), Column("volume", .amount), Column("close_time", .integer),
    Column("quote_volume", .amount), Column("trades", .integer), Column("taker_buy_volume", .amount),
    Column("taker_buy_quote_volume", .amount),
  ]

  /// How many of the columns `detail=ohlcv` shows.
  private static let shortColumnCount = 6

  func klines(_ arguments: CheckedArguments) throws(ToolFailure) -> Question {
    let symbol = try requiredSymbol(arguments)
    let interval = arguments.string("interval") ?? ""
    let limit = arguments.integer("limit") ?? 100
    let start = arguments.integer("start_time")
    let end = arguments.integer("end_time")
    var query = [(name: "symbol", value: symbol), (name: "interval", value: interval)]
    if let start { query.append(("startTime", String(start))) }
    if let end { query.append(("endTime", String(end))) }
    if let zone = arguments.string("time_zone"), zone != "0" { query.append(("timeZone", zone)) }
    query.append(("limit", String(limit)))
    return Question(.klines, query) { [self] asked throws(ToolFailure) in
      let list = try asked.reader.array(asked.root)
      let columnCount =
        arguments.string("detail") == "ohlcv" ? Self.shortColumnCount : Self.klineColumns.count
      let columns = Self.klineColumns.prefix(columnCount)
      var answer = Answer(reservingByteCount: asked.reply.body.count + 512)
      answer.writer.beginObject()
      answer.writer.member("symbol", symbol)
      answer.writer.member("interval", interval)
      asked.reader.writeHeader(Array(columns), to: &answer.writer)
      answer.writer.key("rows")
      answer.writer.beginArray()
      var firstOpenTime: Int?
      var lastCloseTime: Int?
      for (index, row) in list.elements.enumerated() {
        guard row.kind == .array, row.count >= Self.klineColumns.count else {
          throw asked.reader.unexpected("row \(index)", "a candle")
        }
        if firstOpenTime == nil {
          firstOpenTime = try asked.reader.integer(row[0], "open_time of row \(index)")
        }
        lastCloseTime = try asked.reader.integer(row[6], "close_time of row \(index)")
        answer.writer.beginArray()
        // In step with the columns: to ask a row for its n-th element would walk over the ones before.
        for (column, cell) in zip(columns, row.elements) {
          try asked.reader.write(cell, as: column, "\(column.name) of row \(index)", to: &answer.writer)
        }
        answer.writer.endArray()
      }
      answer.writer.endArray()
      answer.writer.member("count", list.count)
      Self.writeRange(
        firstOpenTime: firstOpenTime, lastCloseTime: lastCloseTime, isFull: list.count >= limit, start: start,
        end: end,
        to: &answer.writer)
      answer.writer.endObject()
      return answer.finish(metadata(asked, symbol: symbol))
    }
  }

  /// With a start the exchange gives the first candles of the range, so that more may follow; without one it
  /// gives the last, so that more may lie before. Either way a full page is the sign; the page after the last
  /// may be empty.
  private static func writeRange(
    firstOpenTime: Int?, lastCloseTime: Int?, isFull: Bool, start: Int?, end: Int?,
    to writer: inout JSONWriter
  ) {
    guard isFull, let firstOpenTime, let lastCloseTime else {
      writer.member("truncated", false)
      return
    }
    let name: String
    let argument: String
    let time: Int
    if start != nil {
      (name, argument, time) = ("next", "start_time", lastCloseTime + 1)
      guard time <= end ?? Int.max else {
        writer.member("truncated", false)
        return
      }
    } else {
      (name, argument, time) = ("previous", "end_time", firstOpenTime - 1)
    }
    writer.member("truncated", true)
    writer.key(name)
    writer.beginObject()
    writer.member(argument, time)
    writer.endObject()
  }
}
