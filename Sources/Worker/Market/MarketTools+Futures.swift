import Answers
import Catalog
import Exchange
import LinuxIO
import Values

/// Public data of USD-M futures.
extension MarketTools {
  /// A contract with a delivery date has no funding: its rates are empty texts.
  private static let markColumns = [
    Column("symbol", .word), Column("markPrice", .amount), Column("indexPrice", .amount),
    Column("estimatedSettlePrice", .amountOrNothing), Column("lastFundingRate", .amountOrNothing),
    Column("interestRate", .amountOrNothing), Column("nextFundingTime", .integer), Column("time", .integer),
  ]

  /// Rates of 2019 to 2023 have no mark price.
  private static let fundingColumns = [
    Column("symbol", .word), Column("fundingTime", .integer), Column("fundingRate", .amount),
    Column("markPrice", .amountOrNothing, isOptional: true),
  ]

  private static let interestColumns = [
    Column("symbol", .word), Column("openInterest", .amount), Column("time", .integer),
  ]

  func markPrice(_ arguments: CheckedArguments) -> Question {
    oneOrMany(.premiumIndex, Self.markColumns, arguments)
  }

  func openInterest(_ arguments: CheckedArguments) throws(ToolFailure) -> Question {
    let symbol = try requiredSymbol(arguments)
    return Question(.openInterest, [("symbol", symbol)]) { [self] asked throws(ToolFailure) in
      let root = try asked.reader.object(asked.root)
      guard root["symbol"]?.isString(symbol) == true else {
        throw asked.reader.unexpected("symbol", "the one asked for")
      }
      var answer = Answer()
      try asked.reader.writeObject(root, Self.interestColumns, to: &answer.writer)
      return answer.finish(metadata(asked, symbol: symbol))
    }
  }

  func fundingRate(_ arguments: CheckedArguments) -> Question {
    let symbol = arguments.symbol()?.name
    let limit = arguments.integer("limit") ?? 100
    let start = arguments.integer("start_time")
    let end = arguments.integer("end_time")
    var query: [(name: String, value: String)] = []
    if let symbol { query.append(("symbol", symbol)) }
    if let start { query.append(("startTime", String(start))) }
    if let end { query.append(("endTime", String(end))) }
    query.append(("limit", String(limit)))
    return Question(.fundingRate, query) { [self] asked throws(ToolFailure) in
      let list = try asked.reader.array(asked.root)
      var answer = Answer(reservingByteCount: asked.reply.body.count + 256)
      answer.writer.beginObject()
      asked.reader.writeHeader(Self.fundingColumns, to: &answer.writer)
      answer.writer.key("rows")
      answer.writer.beginArray()
      var lastTime: Int?
      for (index, row) in list.elements.enumerated() {
        lastTime = try asked.reader.integer(row["fundingTime"], "fundingTime of row \(index)")
        try asked.reader.writeRow(row, Self.fundingColumns, index: index, to: &answer.writer)
      }
      answer.writer.endArray()
      answer.writer.member("count", list.count)
      // With a start the exchange gives the first rates from there on, so that more may follow; of one
      // contract no two have the same time.
      let isFull = list.count >= limit
      answer.writer.member("truncated", isFull)
      if isFull, start != nil, symbol != nil, let lastTime, lastTime < end ?? Int.max {
        answer.writer.key("next")
        answer.writer.beginObject()
        answer.writer.member("start_time", lastTime + 1)
        answer.writer.endObject()
      }
      answer.writer.endObject()
      return answer.finish(metadata(asked, symbol: symbol))
    }
  }
}
