import Answers
import Catalog
import Exchange
import LinuxIO
import Values

/// Deposits, withdrawals and transfers of the past, and where to deposit.
extension AccountTools {
  /// The exchange's numbers of deposit states, and their words.
  private static let depositStates: [(number: Int, word: String)] = [
    (0, "pending"), (1, "success"), (2, "rejected"), (6, "credited"), (7, "wrong_deposit"),
    (8, "waiting_confirm"),
  ]

  /// The exchange's numbers of withdrawal states, and their words.
  private static let withdrawalStates: [(number: Int, word: String)] = [
    (0, "email_sent"), (1, "cancelled"), (2, "awaiting_approval"), (3, "rejected"), (4, "processing"),
    (5, "failure"), (6, "completed"),
  ]

  private static let depositColumns = [
    Column("id", .identifier), Column("asset", .word, from: "coin"), Column("amount", .amount),
    Column("network", .identifier, isOptional: true), Column("address", .identifier),
    Column("tag", .identifier, from: "addressTag", isOptional: true),
    Column("transaction_id", .reference, from: "txId", isOptional: true),
    Column("confirmations", .identifier, from: "confirmTimes", isOptional: true),
    Column("time", .integer, from: "insertTime"),
    Column("completed", .integer, from: "completeTime", isOptional: true),
  ]

  private static let withdrawalColumns = [
    Column("id", .identifier), Column("asset", .word, from: "coin"), Column("amount", .amount),
    Column("fee", .amount, from: "transactionFee"), Column("network", .identifier, isOptional: true),
    Column("address", .identifier), Column("transaction_id", .reference, from: "txId", isOptional: true),
    Column("withdraw_order_id", .identifier, from: "withdrawOrderId", isOptional: true),
    Column("applied", .timeText, from: "applyTime"),
    Column("completed", .timeText, from: "completeTime", isOptional: true),
  ]

  private static let transferColumns = [
    Column("id", .integer, from: "tranId"), Column("asset", .word), Column("amount", .amount),
    Column("status", .word), Column("time", .integer, from: "timestamp"),
  ]

  func deposits(_ arguments: CheckedArguments) throws(ToolFailure) -> Question {
    try checkSpan(arguments, days: 90, "of deposits")
    var query = try capitalQuery(arguments, Self.depositStates)
    if let transaction = try identifier("transaction_id", in: arguments) {
      query.append(("txId", transaction))
    }
    return capitalQuestion(.depositHistory, query, arguments, Self.depositColumns, Self.depositStates)
  }

  func withdrawals(_ arguments: CheckedArguments) throws(ToolFailure) -> Question {
    let id = try identifier("withdraw_order_id", in: arguments)
    try checkSpan(
      arguments, days: id == nil ? 90 : 7,
      id == nil ? "of withdrawals" : "of withdrawals with withdraw_order_id")
    var query = try capitalQuery(arguments, Self.withdrawalStates)
    if let id { query.append(("withdrawOrderId", id)) }
    return capitalQuestion(.withdrawHistory, query, arguments, Self.withdrawalColumns, Self.withdrawalStates)
  }

  private func capitalQuery(
    _ arguments: CheckedArguments, _ states: [(number: Int, word: String)]
  ) throws(ToolFailure) -> [(name: String, value: String)] {
    var query: [(name: String, value: String)] = []
    if let asset = try asset("asset", in: arguments) { query.append(("coin", asset)) }
    if let status = arguments.string("status"), let state = states.first(where: { $0.word == status }) {
      query.append(("status", String(state.number)))
    }
    query += times(arguments)
    if let offset = arguments.integer("offset"), offset > 0 { query.append(("offset", String(offset))) }
    query.append(("limit", String(arguments.integer("limit") ?? 100)))
    return query
  }

  private func capitalQuestion(
    _ endpoint: Endpoint, _ query: [(name: String, value: String)], _ arguments: CheckedArguments,
    _ columns: [Column], _ states: [(number: Int, word: String)]
  ) -> Question {
    Question(endpoint, query) { [self] asked throws(ToolFailure) in
      let list = try asked.reader.array(asked.root)
      var answer = Answer(reservingByteCount: asked.reply.body.count + 256)
      answer.writer.beginObject()
      answer.writer.key("columns")
      answer.writer.beginArray()
      for column in columns { answer.writer.string(column.name) }
      answer.writer.string("status")
      answer.writer.endArray()
      answer.writer.key("rows")
      answer.writer.beginArray()
      for (index, row) in list.elements.enumerated() {
        answer.writer.beginArray()
        for column in columns {
          try asked.reader.write(
            row[column.source], as: column, "\(column.source) of row \(index)", to: &answer.writer)
        }
        let number = try asked.reader.integer(row["status"], "status of row \(index)")
        answer.writer.string(states.first { $0.number == number }?.word ?? "status_\(number)")
        answer.writer.endArray()
      }
      answer.writer.endArray()
      OffsetPage.writeEnd(
        count: list.count, limit: arguments.integer("limit") ?? 100,
        offset: arguments.integer("offset") ?? 0, to: &answer.writer)
      answer.writer.endObject()
      return answer.finish(metadata(asked))
    }
  }

  func depositAddress(_ arguments: CheckedArguments) throws(ToolFailure) -> Question {
    guard let asset = try asset("asset", in: arguments) else {
      throw ToolFailure(kind: .internalError, message: "a checked call has no asset")
    }
    let network = try self.asset("network", in: arguments)
    var query = [(name: "coin", value: asset)]
    if let network { query.append(("network", network)) }
    if let amount = arguments.decimal("amount") { query.append(("amount", amount.description)) }
    return Question(.depositAddress, query) { [self] asked throws(ToolFailure) in
      let root = try asked.reader.object(asked.root)
      guard root["coin"]?.isString(asset) == true else {
        throw asked.reader.unexpected("coin", "the asset asked for")
      }
      var answer = Answer()
      answer.writer.beginObject()
      answer.writer.member("asset", asset)
      if let network { answer.writer.member("network", network) }
      let address = try asked.reader.identifier(root["address"], "address")
      guard !address.isEmpty else { throw asked.reader.unexpected("address", "an address") }
      answer.writer.member("address", address)
      answer.writer.member("tag", try asked.reader.identifier(root["tag"], "tag"))
      answer.writer.endObject()
      return answer.finish(metadata(asked))
    }
  }

  func transfers(_ arguments: CheckedArguments) throws(ToolFailure) -> Question {
    guard let type = try asset("type", in: arguments) else {
      throw ToolFailure(kind: .internalError, message: "a checked call has no type")
    }
    let limit = arguments.integer("limit") ?? 50
    let page = arguments.integer("page") ?? 1
    var query = [(name: "type", value: type)] + times(arguments)
    query += [("current", String(page)), ("size", String(limit))]
    if let symbol = arguments.symbol("from_symbol") { query.append(("fromSymbol", symbol.name)) }
    if let symbol = arguments.symbol("to_symbol") { query.append(("toSymbol", symbol.name)) }
    return Question(.transferHistory, query) { [self] asked throws(ToolFailure) in
      let root = try asked.reader.object(asked.root)
      let total = try asked.reader.integer(root["total"], "total")
      var answer = Answer(reservingByteCount: asked.reply.body.count + 256)
      answer.writer.beginObject()
      answer.writer.member("type", type)
      asked.reader.writeHeader(Self.transferColumns, to: &answer.writer)
      answer.writer.key("rows")
      answer.writer.beginArray()
      var count = 0
      // Without any the exchange leaves the list out.
      if total > 0 || root["rows"] != nil {
        for (index, row) in try asked.reader.array(root["rows"], "rows").elements.enumerated() {
          guard row["type"]?.isString(type) == true else {
            throw asked.reader.unexpected("type of row \(index)", "the one asked for")
          }
          try asked.reader.writeRow(row, Self.transferColumns, index: index, to: &answer.writer)
          count += 1
        }
      }
      answer.writer.endArray()
      answer.writer.member("count", count)
      answer.writer.member("total", total)
      let isTruncated = count > 0 && page * limit < total
      answer.writer.member("truncated", isTruncated)
      if isTruncated {
        answer.writer.key("next")
        answer.writer.beginObject()
        answer.writer.member("page", page + 1)
        answer.writer.endObject()
      }
      answer.writer.endObject()
      return answer.finish(metadata(asked))
    }
  }
}
