import Catalog
import Values

/// A page of a list that came whole, by how many rows are skipped.
struct OffsetPage {
  /// The places of this page's rows.
  let range: Range<Int>
  private let totalCount: Int

  init(_ arguments: CheckedArguments, totalCount: Int) {
    let start = min(arguments.integer("offset") ?? 0, totalCount)
    range = start..<min(totalCount, start + (arguments.integer("limit") ?? totalCount))
    self.totalCount = totalCount
  }

  /// Writes what a reader needs to know about the rest of the list.
  func writeEnd(to writer: inout JSONWriter) {
    writer.member("count", range.count)
    writer.member("total", totalCount)
    let isTruncated = range.upperBound < totalCount
    writer.member("truncated", isTruncated)
    guard isTruncated else { return }
    writer.key("next")
    writer.beginObject()
    writer.member("offset", range.upperBound)
    writer.endObject()
  }

  /// The same for a list of which the exchange gave one page: nobody knows how many follow a full one.
  static func writeEnd(
    count: Int, limit: Int, offset: Int, to writer: inout JSONWriter
  ) {
    writer.member("count", count)
    writer.member("truncated", count >= limit)
    guard count >= limit else { return }
    writer.key("next")
    writer.beginObject()
    writer.member("offset", offset + count)
    writer.endObject()
  }
}
