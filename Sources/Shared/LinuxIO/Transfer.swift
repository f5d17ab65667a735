/// What became of one read or write that does not wait.
public enum Transfer: Sendable, Equatable {
  /// So many bytes; when reading, 0 is the end of the stream.
  case count(Int)
  /// Nothing can be done without waiting.
  case wouldBlock
  /// The connection is broken.
  case failed
}
