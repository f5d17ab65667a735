/// What follows from the records of a journal: which intents stand, what they were worth, what is open.
///
/// Pure: the same records give the same book.
public struct IntentBook: Sendable, Equatable {
  /// A book of nothing.
  public init() {}
}
