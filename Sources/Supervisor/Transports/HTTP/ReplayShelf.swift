internal import LinuxIO

/// What all streams together keep for clients that may come back: bounded in bytes and in time.
@LoopActor
struct ReplayShelf {
  /// Bytes of all streams.
  static let byteCountMax = 64 * 1_024 * 1_024
  /// How long a stream that has ended is kept, in nanoseconds.
  static let keepNanoseconds: UInt64 = 300_000_000_000

  /// Streams that have ended.
  static let streamCountMax = 16_384

  private struct Entry {
    let stream: MessageStream
    /// Gone when the session is.
    weak var session: HTTPSession?
  }

  private var finished: [Entry] = []
  private var first = 0
  private(set) var byteCount = 0

  /// Counts what a stream keeps more, or less.
  mutating func count(_ byteCount: Int) {
    self.byteCount += byteCount
    while self.byteCount > Self.byteCountMax, first < finished.count { dropOldest() }
  }

  /// Whether there is no more room, though nothing is left that could make some.
  var isFull: Bool { byteCount > Self.byteCountMax }

  /// Takes a stream that has ended.
  mutating func add(_ stream: MessageStream, of session: HTTPSession) {
    guard stream.name != nil else { return }
    finished.append(Entry(stream: stream, session: session))
    if finished.count - first > Self.streamCountMax { dropOldest() }
  }

  /// Lets go of what nobody will come back for any more.
  mutating func sweep(at now: UInt64) {
    while first < finished.count, now - finished[first].stream.finishedAt > Self.keepNanoseconds {
      dropOldest()
    }
  }

  private mutating func dropOldest() {
    let entry = finished[first]
    first += 1
    entry.session?.drop(entry.stream)
    byteCount -= entry.stream.forget()
    if first > 1_024, first * 2 > finished.count {
      finished.removeFirst(first)
      first = 0
    }
  }
}
