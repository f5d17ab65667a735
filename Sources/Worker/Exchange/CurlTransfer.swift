/// What became of one read or write on a connection of libcurl.
enum CurlTransfer: Equatable {
  /// So many bytes; when reading, 0 is the end of the stream.
  case count(Int)
  /// Nothing can be done without waiting.
  case wouldBlock
  /// The connection is broken.
  case failed
}
