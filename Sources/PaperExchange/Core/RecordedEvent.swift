/// Something that changed a recorded book.
struct RecordedEvent: Sendable {
  /// What it was.
  enum Change: Sendable {
    /// A whole book, from which counting begins.
    case snapshot(BookSnapshot)
    /// A depth update of the ids `firstID` to `lastID`; quantity zero removes a level.
    case depth(firstID: Int, lastID: Int, bids: [BookLevel], asks: [BookLevel])
    /// The best prices right after update `updateID`.
    case ticker(BookSnapshot)
  }

  /// Exchange time in milliseconds.
  var time: Int
  var change: Change
}
