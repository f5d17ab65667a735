import Answers
import Catalog
import Exchange
import LinuxIO
import Values

/// What trading costs the account, and how much of it is allowed.
extension AccountTools {
  private static let feeColumns = [
    Column("symbol", .word), Column("maker", .amount, from: "makerCommission"),
    Column("taker", .amount, from: "takerCommission"),
  ]

  private static let rateColumns = [
    Column("maker", .amount), Column("taker", .amount), Column("buyer", .amount), Column("seller", .amount),
  ]

  private static let discountColumns = [
    Column("enabledForAccount", .boolean), Column("enabledForSymbol", .boolean),
    Column("discountAsset", .word), Column("discount", .amount),
  ]

  func fees(_ arguments: CheckedArguments, _ call: CallContext) throws(ToolFailure) -> AccountCourse {
    let symbol = arguments.symbol()?.name
    if isFutures(arguments) {
      guard let symbol else {
        throw .argument(
          "symbol", value: nil, problem: "is missing; of futures fees are asked for one contract at a time",
          bound: "a contract such as BTCUSDT")
      }
      return .question(futuresFees(symbol))
    }
    guard let symbol else {
      if venue == .testnet { throw Self.walletMissing("get_fee_info without symbol") }
      return .question(allFees(arguments))
    }
    return .waiting { [self] () async throws(ToolFailure) in
      let query = [(name: "symbol", value: symbol)]
      var trade: Asked?
      if venue != .testnet { trade = try await ask(.tradeFee, query, for: call) }
      let commission = try await ask(.accountCommission, query, for: call)
      return try spotFees(symbol, trade, commission)
    }
  }

  private func futuresFees(_ symbol: String) -> Question {
    Question(.commissionRate, [("symbol", symbol)]) { [self] asked throws(ToolFailure) in
      let root = try asked.reader.object(asked.root)
      guard root["symbol"]?.isString(symbol) == true else {
        throw asked.reader.unexpected("symbol", "the one asked for")
      }
      var answer = Answer()
      answer.writer.beginObject()
      answer.writer.member("market", "futures")
      answer.writer.member("symbol", symbol)
      answer.writer.member(
        "maker", try asked.reader.amount(root["makerCommissionRate"], "makerCommissionRate"))
      answer.writer.member(
        "taker", try asked.reader.amount(root["takerCommissionRate"], "takerCommissionRate"))
      answer.writer.endObject()
      return answer.finish(metadata(asked, symbol: symbol))
    }
  }

  /// - Parameter trade: nil on the testnet, whose fees are the standard commission.
  private func spotFees(
    _ symbol: String, _ trade: Asked?, _ commission: Asked
  ) throws(ToolFailure) -> [UInt8] {
    let reader = commission.reader
    let root = try reader.object(commission.root)
    guard root["symbol"]?.isString(symbol) == true else {
      throw reader.unexpected("symbol", "the one asked for")
    }
    var answer = Answer(reservingByteCount: 768)
    answer.writer.beginObject()
    answer.writer.member("market", "spot")
    answer.writer.member("symbol", symbol)
    if let trade {
      guard let row = try trade.reader.array(trade.root)[0], row["symbol"]?.isString(symbol) == true else {
        throw trade.reader.unexpected("row 0", "the fee of the symbol asked for")
      }
      answer.writer.member("maker", try trade.reader.amount(row["makerCommission"], "makerCommission"))
      answer.writer.member("taker", try trade.reader.amount(row["takerCommission"], "takerCommission"))
    } else {
      let standard = root["standardCommission"]
      answer.writer.member("maker", try reader.amount(standard?["maker"], "maker of standardCommission"))
      answer.writer.member("taker", try reader.amount(standard?["taker"], "taker of standardCommission"))
    }
    answer.writer.key("commission")
    answer.writer.beginObject()
    for (name, source, columns) in [
      ("standard", "standardCommission", Self.rateColumns),
      ("special", "specialCommission", Self.rateColumns),
      ("tax", "taxCommission", Self.rateColumns), ("discount", "discount", Self.discountColumns),
    ] {
      // The special one came in 2025, and not everywhere.
      guard let part = root[source] else {
        if source == "specialCommission" { continue }
        throw reader.unexpected(source, "an object")
      }
      answer.writer.key(name)
      try reader.writeObject(try reader.object(part, source), columns, to: &answer.writer)
    }
    answer.writer.endObject()
    answer.writer.endObject()
    return answer.finish(metadata((trade.map { [$0] } ?? []) + [commission], symbol: symbol))
  }

  /// All pairs, sorted by symbol, a page at a time.
  private func allFees(_ arguments: CheckedArguments) -> Question {
    Question(.tradeFee, []) { [self] asked throws(ToolFailure) in
      var rows: [(name: String, row: JSONValue)] = []
      for (index, row) in try asked.reader.array(asked.root).elements.enumerated() {
        rows.append((try asked.reader.word(row["symbol"], "symbol of row \(index)"), row))
      }
      let totalCount = rows.count
      if let cursor = arguments.string("cursor") { rows.removeAll { $0.name <= cursor } }
      rows.sort { $0.name < $1.name }
      let page = rows.prefix(arguments.integer("limit") ?? 200)
      var answer = Answer(reservingByteCount: 256 + page.count * 40)
      answer.writer.beginObject()
      answer.writer.member("market", "spot")
      asked.reader.writeHeader(Self.feeColumns, to: &answer.writer)
      answer.writer.key("rows")
      answer.writer.beginArray()
      for (index, entry) in page.enumerated() {
        try asked.reader.writeRow(entry.row, Self.feeColumns, index: index, to: &answer.writer)
      }
      answer.writer.endArray()
      answer.writer.member("count", page.count)
      answer.writer.member("total", totalCount)
      answer.writer.member("truncated", page.count < rows.count)
      if page.count < rows.count, let last = page.last {
        answer.writer.key("next")
        answer.writer.beginObject()
        answer.writer.member("cursor", last.name)
        answer.writer.endObject()
      }
      answer.writer.endObject()
      return answer.finish(metadata(asked))
    }
  }

  func orderRateLimits(_ arguments: CheckedArguments) -> Question {
    let isFutures = isFutures(arguments)
    return Question(isFutures ? .futuresOrderLimits : .orderCounts, []) { [self] asked throws(ToolFailure) in
      let list = try asked.reader.array(asked.root)
      var answer = Answer()
      answer.writer.beginObject()
      answer.writer.member("market", isFutures ? "futures" : "spot")
      answer.writer.member("columns", JSON.array(["interval", "limit", "count"]))
      answer.writer.key("rows")
      answer.writer.beginArray()
      for (index, row) in list.elements.enumerated() {
        let number = try asked.reader.integer(row["intervalNum"], "intervalNum of row \(index)")
        let unit = try asked.reader.word(row["interval"], "interval of row \(index)").lowercased()
        answer.writer.beginArray()
        answer.writer.string("\(number) \(unit)")
        answer.writer.number(try asked.reader.integer(row["limit"], "limit of row \(index)"))
        if let count = row["count"] {
          answer.writer.number(try asked.reader.integer(count, "count of row \(index)"))
        } else {
          answer.writer.null()
        }
        answer.writer.endArray()
      }
      answer.writer.endArray()
      answer.writer.member("count", list.count)
      answer.writer.member("truncated", false)
      answer.writer.endObject()
      return answer.finish(metadata(asked))
    }
  }
}
