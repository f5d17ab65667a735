import Answers
import Catalog
import Values

/// One page of a list of objects that each have a `symbol`, sorted by it.
struct SymbolPage {
  /// The objects of this page.
  let rows: [JSONValue]
  /// How many there are on all pages.
  let totalCount: Int
  /// The last symbol of this page when more follow.
  let cursor: String?

  /// - Parameters:
  ///   - list: the exchange's array.
  ///   - after: the last symbol of the page before; it need not be listed any more.
  ///   - limit: rows of a page, at least 1.
  init(_ list: JSONValue, reader: ReplyReader, after: String?, limit: Int) throws(ToolFailure) {
    var found: [(name: String, row: JSONValue)] = []
    found.reserveCapacity(list.count)
    for (index, element) in list.elements.enumerated() {
      found.append((try reader.word(element["symbol"], "symbol of row \(index)"), element))
    }
    totalCount = found.count
    if let after { found.removeAll { $0.name <= after } }
    found.sort { $0.name < $1.name }
    let page = found.prefix(max(limit, 1))
    rows = page.map(\.row)
    cursor = page.count < found.count ? page.last?.name : nil
  }

  /// Writes what a reader needs to know about the rest of the list.
  func writeEnd(to writer: inout JSONWriter) {
    writer.member("count", rows.count)
    writer.member("total", totalCount)
    writer.member("truncated", cursor != nil)
    if let cursor {
      writer.key("next")
      writer.beginObject()
      writer.member("cursor", cursor)
      writer.endObject()
    }
  }
}
