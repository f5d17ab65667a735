internal import LinuxIO

/// Cuts a stream of bytes into lines of bounded length.
///
/// A line over the bound is reported once and skipped to its end, so that one oversized message costs one
/// error and not the session.
struct LineSplitter {
  /// What the stream holds next.
  enum Piece: Equatable {
    /// A line without its newline.
    case line([UInt8])
    /// A line over the bound began; its bytes are thrown away.
    case oversized
  }

  private static let newline = UInt8(ascii: "\n")

  private var buffer: ReceiveBuffer
  /// Bytes at the front that are known to hold no newline.
  private var searchedByteCount = 0
  private var isSkipping = false

  init(lineByteCountMax: Int) {
    buffer = ReceiveBuffer(byteCountMax: lineByteCountMax + 1)
  }

  /// Reads more from a channel; 0 at its end.
  @LoopActor
  mutating func read(from channel: Channel) async throws(Channel.Failure) -> Int {
    try await channel.read(into: &buffer)
  }

  /// The next whole line; nil when more bytes are wanted. Blank lines are skipped: some clients end theirs
  /// with two newlines.
  mutating func next() -> Piece? {
    while true {
      guard let end = buffer.firstIndex(of: Self.newline, from: searchedByteCount) else {
        return wantMore()
      }
      searchedByteCount = 0
      if isSkipping {
        buffer.drop(end + 1)
        isSkipping = false
        continue
      }
      let line = buffer.take(end)
      buffer.drop(1)
      if line.isEmpty || line == [UInt8(ascii: "\r")] { continue }
      return .line(line)
    }
  }

  private mutating func wantMore() -> Piece? {
    if isSkipping {
      buffer.drop(buffer.count)
      searchedByteCount = 0
      return nil
    }
    if buffer.isFull {
      buffer.drop(buffer.count)
      searchedByteCount = 0
      isSkipping = true
      return .oversized
    }
    searchedByteCount = buffer.count
    return nil
  }

  /// What stands behind the last newline at the end of the stream.
  mutating func takeRest() -> [UInt8]? {
    if isSkipping || buffer.isEmpty { return nil }
    return buffer.take(buffer.count)
  }
}
