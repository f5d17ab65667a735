import Answers
import Catalog
import Exchange
import LinuxIO
import Values

/// The list of symbols.
extension MarketTools {
  func availableAssets(_ arguments: CheckedArguments, _ call: CallContext) async throws(ToolFailure)
    -> [UInt8]
  {
    var weight = 0
    let (index, age) = try await index.index { () async throws(ToolFailure) -> SymbolIndex in
      let endpoint = Endpoint.exchangeInfo
      weight = endpoint.weight.value(for: .all)
      let request = ExchangeRequest(endpoint: endpoint, weight: weight, isRead: true)
      let reply = try await exchange.read(request, for: call)
      return try SymbolIndex(reply, reader: ReplyReader(endpoint: endpoint))
    }
    let filter = AssetFilter(arguments, index: index)
    let cursor = arguments.string("cursor")
    let limit = arguments.integer("limit") ?? 500
    var total = 0
    var page: [SymbolEntry] = []
    page.reserveCapacity(min(limit, index.entries.count))
    var isTruncated = false
    for entry in index.entries where filter.matches(entry, in: index) {
      total += 1
      if let cursor, entry.name <= cursor { continue }
      if page.count < limit { page.append(entry) } else { isTruncated = true }
    }
    var answer = Answer(reservingByteCount: 512 + page.count * 64)
    answer.writer.beginObject()
    Self.writeAssets(page, of: index, to: &answer.writer)
    answer.writer.member("count", page.count)
    answer.writer.member("total", total)
    answer.writer.member("truncated", isTruncated)
    if isTruncated, let last = page.last {
      answer.writer.key("next")
      answer.writer.beginObject()
      answer.writer.member("cursor", last.name)
      answer.writer.endObject()
    }
    if total == 0, let note = filter.note(index) { answer.writer.member("note", note) }
    answer.writer.endObject()
    return answer.finish(
      AnswerMetadata(
        timestampMilliseconds: age == nil ? index.receivedAtMilliseconds : self.index.nowMilliseconds,
        venue: venue,
        weight: weight, cacheAgeSeconds: age.map { $0 / 1000 }))
  }

  private static func writeAssets(_ page: [SymbolEntry], of index: SymbolIndex, to writer: inout JSONWriter) {
    writer.key("columns")
    writer.beginArray()
    for name in ["symbol", "base", "quote", "status", "permissions"] { writer.string(name) }
    writer.endArray()
    writer.key("rows")
    writer.beginArray()
    for entry in page {
      writer.beginArray()
      writer.string(entry.name)
      writer.string(entry.base)
      writer.string(index.quote(of: entry))
      writer.string(entry.status)
      writer.beginArray()
      for permission in index.permissions(of: entry).shown { writer.string(permission) }
      writer.endArray()
      writer.endArray()
    }
    writer.endArray()
  }
}
