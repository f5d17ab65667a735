import Answers
import Values

/// Counts the trades of a page and says how to go on.
struct TradePage {
  /// How many rows were asked for.
  let limit: Int
  /// Whether the page begins at a place that the caller named, so that more may follow; otherwise it is the
  /// latest trades, and more may lie before.
  let isForward: Bool
  /// The last time wanted, in milliseconds.
  let end: Int?

  private(set) var count = 0
  private var firstID: Int?
  private var lastID: Int?
  private var isPastEnd = false

  init(limit: Int, isForward: Bool, end: Int?) {
    self.limit = limit
    self.isForward = isForward
    self.end = end
  }

  /// Whether a trade belongs to the page; once one does not, none after it does.
  mutating func takes(id: Int, time: Int) -> Bool {
    if let end, time > end {
      isPastEnd = true
      return false
    }
    if firstID == nil { firstID = id }
    lastID = id
    count += 1
    return true
  }

  /// Writes count, whether something was left out, and the arguments of the next page; those are to be merged
  /// into the ones of this call, and `null` takes one away.
  ///
  /// - Parameter isDroppingStart: whether this call had a start, which cannot go together with an id.
  func writeEnd(droppingStart isDroppingStart: Bool, to writer: inout JSONWriter) {
    writer.member("count", count)
    let isFull = count >= limit && !isPastEnd
    let isFirst = (firstID ?? 0) <= 0
    writer.member("truncated", isFull && (isForward || !isFirst))
    if isForward, isFull, let lastID {
      writeArguments("next", fromID: lastID + 1, limit: nil, isDroppingStart, to: &writer)
    }
    if isForward || isFull, !isFirst, let firstID {
      // A shorter page at the very beginning, so that it does not repeat trades of this one.
      let size = min(limit, firstID)
      writeArguments("previous", fromID: firstID - size, limit: size, isDroppingStart, to: &writer)
    }
  }

  private func writeArguments(
    _ name: String, fromID: Int, limit: Int?, _ isDroppingStart: Bool, to writer: inout JSONWriter
  ) {
    writer.key(name)
    writer.beginObject()
    writer.member("from_id", fromID)
    if let limit { writer.member("limit", limit) }
    if isDroppingStart {
      writer.key("start_time")
      writer.null()
    }
    writer.endObject()
  }
}
