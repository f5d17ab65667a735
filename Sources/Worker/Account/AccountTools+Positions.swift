import Answers
import Catalog
import Exchange
import LinuxIO
import Values

/// USD-M futures positions.
extension AccountTools {
  private static let positionColumns = [
    Column("symbol", .word), Column("positionSide", .word), Column("positionAmt", .amount),
    Column("entryPrice", .amount), Column("breakEvenPrice", .amount), Column("markPrice", .amount),
    Column("liquidationPrice", .amount), Column("unRealizedProfit", .amount), Column("notional", .amount),
    Column("marginAsset", .word), Column("isolatedMargin", .amount), Column("initialMargin", .amount),
    Column("maintMargin", .amount), Column("adl", .integer), Column("updateTime", .integer),
  ]

  func positions(_ arguments: CheckedArguments, _ call: CallContext) -> AccountCourse {
    let symbol = arguments.symbol()?.name
    let query = symbol.map { [(name: "symbol", value: $0)] } ?? []
    return .waiting { [self] () async throws(ToolFailure) in
      let risks = try await ask(.positionRisk, query, for: call)
      let open = try Self.openPositions(risks, isNamed: symbol != nil)
      var asked = [risks]
      var settings: [String: (leverage: Int, marginType: String)] = [:]
      // Version 3 of the positions no longer says leverage and margin type.
      if !open.isEmpty {
        let configuration = try await ask(.symbolConfig, query, for: call)
        asked.append(configuration)
        settings = try Self.settings(configuration)
      }
      return try written(open, risks, settings, arguments, metadata(asked, symbol: symbol))
    }
  }

  /// Positions that are not zero; with a symbol that was named all sides of it, so that its settings show.
  private static func openPositions(_ risks: Asked, isNamed: Bool) throws(ToolFailure) -> [JSONValue] {
    var open: [JSONValue] = []
    for (index, row) in try risks.reader.array(risks.root).elements.enumerated() {
      let amount = try risks.reader.decimal(row["positionAmt"], "positionAmt of row \(index)")
      if isNamed || !amount.isZero { open.append(row) }
    }
    return open
  }

  private static func settings(
    _ asked: Asked
  ) throws(ToolFailure) -> [String: (leverage: Int, marginType: String)] {
    var settings: [String: (leverage: Int, marginType: String)] = [:]
    for (index, row) in try asked.reader.array(asked.root).elements.enumerated() {
      let symbol = try asked.reader.word(row["symbol"], "symbol of row \(index)")
      settings[symbol] = (
        try asked.reader.integer(row["leverage"], "leverage of row \(index)"),
        try asked.reader.word(row["marginType"], "marginType of row \(index)")
      )
    }
    return settings
  }

  private func written(
    _ positions: [JSONValue], _ risks: Asked,
    _ settings: [String: (leverage: Int, marginType: String)], _ arguments: CheckedArguments,
    _ metadata: AnswerMetadata
  ) throws(ToolFailure) -> [UInt8] {
    let page = OffsetPage(arguments, totalCount: positions.count)
    var answer = Answer(reservingByteCount: 512 + page.range.count * 256)
    answer.writer.beginObject()
    answer.writer.key("columns")
    answer.writer.beginArray()
    for column in Self.positionColumns { answer.writer.string(column.name) }
    answer.writer.string("leverage")
    answer.writer.string("marginType")
    answer.writer.endArray()
    answer.writer.key("rows")
    answer.writer.beginArray()
    var unrealized = AssetSums()
    for (index, row) in positions.enumerated() {
      let asset = try risks.reader.word(row["marginAsset"], "marginAsset of row \(index)")
      let profit = try risks.reader.decimal(row["unRealizedProfit"], "unRealizedProfit of row \(index)")
      try unrealized.add(profit, to: asset, risks)
      guard page.range.contains(index) else { continue }
      answer.writer.beginArray()
      for column in Self.positionColumns {
        try risks.reader.write(
          row[column.source], as: column, "\(column.source) of row \(index)", to: &answer.writer)
      }
      let setting = row["symbol"]?.string.flatMap { settings[$0] }
      if let setting {
        answer.writer.number(setting.leverage)
        answer.writer.string(setting.marginType)
      } else {
        answer.writer.null()
        answer.writer.null()
      }
      answer.writer.endArray()
    }
    answer.writer.endArray()
    page.writeEnd(to: &answer.writer)
    answer.writer.key("unrealized_pnl")
    unrealized.write(to: &answer.writer)
    answer.writer.endObject()
    return answer.finish(metadata)
  }
}
