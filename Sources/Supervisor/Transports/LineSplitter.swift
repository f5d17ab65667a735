internal import LinuxIO

/// Cuts a stream of bytes into lines of bounded length.
///
/// A line over the bound is reported once and skipped to its end, so that one oversized message costs one
/// error and not the session.
struct LineSplitter {
  /// What the stream holds next.
  enum Piece: Equatable {
    /// The first so many bytes of the buffer are a line, whose newline follows; `dropLine` when it is read.
    case line(byteCount: Int)
    /// A line over the bound began; its bytes are thrown away.
    case oversized
  }

  private static let newline = UInt8(ascii: "\n")

  /// Bytes at the front that are known to hold no newline.
  private var searchedByteCount = 0
  private var isSkipping = false

  /// The next whole line; nil when more bytes are wanted. Blank lines are skipped: some clients end theirs
  /// with two newlines.
  mutating func next(in buffer: inout ReceiveBuffer) -> Piece? {
    while true {
      guard let end = buffer.firstIndex(of: Self.newline, from: searchedByteCount) else {
        return wantMore(&buffer)
      }
      searchedByteCount = 0
      if isSkipping {
        buffer.drop(end + 1)
        isSkipping = false
        continue
      }
      if end > 1 || (end == 1 && !isCarriageReturn(buffer)) { return .line(byteCount: end) }
      buffer.drop(end + 1)
    }
  }

  /// Drops the line that `next` has found.
  func dropLine(byteCount: Int, of buffer: inout ReceiveBuffer) {
    buffer.drop(byteCount + 1)
  }

  private func isCarriageReturn(_ buffer: ReceiveBuffer) -> Bool {
    buffer.withSpan { $0[0] == UInt8(ascii: "\r") }
  }

  private mutating func wantMore(_ buffer: inout ReceiveBuffer) -> Piece? {
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

  /// What stands behind the last newline at the end of the stream, when it is a line.
  func lastLine(_ rest: [UInt8]) -> [UInt8]? { isSkipping || rest.isEmpty ? nil : rest }
}
