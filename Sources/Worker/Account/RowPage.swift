import Answers
import Values

/// Counts the rows of a page of things with growing ids, and says how to go on.
struct RowPage {
  /// The argument that takes the id of the next page's first row.
  let idName: String
  /// How many rows were asked for.
  let limit: Int
  /// Whether the page begins at a place that the caller named, so that more may follow; otherwise it is the
  /// latest, and more may lie before.
  let isForward: Bool
  /// Whether this call had a start, which cannot go together with an id.
  let hasStart: Bool
  /// The last time wanted, in milliseconds.
  let end: Int?

  private(set) var count = 0
  private var firstTime: Int?
  private var lastID: Int?
  private var isPastEnd = false

  init(idName: String, limit: Int, isForward: Bool, hasStart: Bool, end: Int?) {
    self.idName = idName
    self.limit = limit
    self.isForward = isForward
    self.hasStart = hasStart
    self.end = end
  }

  /// Whether a row belongs to the page; the exchange takes no end together with an id, so rows after it are
  /// left out here.
  mutating func takes(id: Int, time: Int) -> Bool {
    if let end, time > end {
      isPastEnd = true
      return false
    }
    firstTime = min(firstTime ?? time, time)
    lastID = max(lastID ?? id, id)
    count += 1
    return true
  }

  /// Writes count, whether something was left out, and the arguments of the next page; those are to be merged
  /// into the ones of this call, and `null` takes one away.
  func writeEnd(to writer: inout JSONWriter) {
    writer.member("count", count)
    let isFull = count >= limit && !isPastEnd
    writer.member("truncated", isFull)
    guard isFull else { return }
    if isForward, let lastID {
      writer.key("next")
      writer.beginObject()
      writer.member(idName, lastID + 1)
      if hasStart {
        writer.key("start_time")
        writer.null()
      }
      writer.endObject()
    } else if let firstTime, firstTime > 0 {
      writer.key("previous")
      writer.beginObject()
      writer.member("end_time", firstTime - 1)
      writer.endObject()
    }
  }
}
