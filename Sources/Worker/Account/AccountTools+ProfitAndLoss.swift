import Answers
import Catalog
import Exchange
import LinuxIO
import Values

/// Income of USD-M futures, and what the positions stand at.
extension AccountTools {
  /// Entries of one request; the exchange's maximum.
  nonisolated static let incomePageCount = 1_000

  func profitAndLoss(_ arguments: CheckedArguments, _ call: CallContext) -> AccountCourse {
    .waiting { [self] () async throws(ToolFailure) in
      let symbol = arguments.symbol()?.name
      var query: [(name: String, value: String)] = []
      if let symbol { query.append(("symbol", symbol)) }
      if let type = try identifier("income_type", in: arguments) {
        query.append(("incomeType", type.uppercased()))
      }
      query += times(arguments)
      let first = arguments.integer("page") ?? 1
      var sums = IncomeSums(isByDay: arguments.string("by") == "day")
      var asked: [Asked] = []
      // The third send is the positions'.
      for page in first...first + 1 {
        let income = try await ask(
          .income,
          query + [("page", String(page)), ("limit", String(Self.incomePageCount))], for: call)
        asked.append(income)
        if try sums.add(income) < Self.incomePageCount { break }
      }
      let positions = try await ask(
        .positionRisk, symbol.map { [("symbol", $0)] } ?? [], for: call)
      asked.append(positions)
      try sums.addPositions(positions)
      return written(sums, next: first + 2, metadata(asked, symbol: symbol))
    }
  }

  private func written(_ sums: IncomeSums, next: Int, _ metadata: AnswerMetadata) -> [UInt8] {
    var answer = Answer(reservingByteCount: 1_024)
    answer.writer.beginObject()
    sums.writeTable(to: &answer.writer)
    answer.writer.member("truncated", !sums.isComplete)
    answer.writer.member("complete", sums.isComplete)
    answer.writer.member("entries", sums.entryCount)
    if let first = sums.firstTime { answer.writer.member("first_time", first) }
    if let last = sums.lastTime { answer.writer.member("last_time", last) }
    sums.writeTotals(to: &answer.writer)
    if !sums.isComplete {
      answer.writer.key("next")
      answer.writer.beginObject()
      answer.writer.member("page", next)
      answer.writer.endObject()
    }
    answer.writer.endObject()
    return answer.finish(metadata)
  }
}
