internal import Catalog
internal import LinuxIO

/// What all streams together keep for clients that may come back: bounded in bytes, in number and in time.
///
/// Where there is no more room, whoever keeps the most lets go of his oldest stream. So nobody loses what is
/// kept for him because somebody else has asked for much.
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

  /// What is kept for one principal.
  private struct Share {
    var byteCount = 0
    /// Streams that go on. They may keep something, and go after those that have ended: their clients are
    /// there more often than not.
    var open: [ObjectIdentifier: MessageStream] = [:]
    /// Streams that have ended, in the order in which they did.
    var finished: [Entry] = []
    var first = 0

    var finishedCount: Int { finished.count - first }
    var isEmpty: Bool { byteCount == 0 && open.isEmpty && finishedCount == 0 }
    @LoopActor var oldestFinishedAt: UInt64? {
      first < finished.count ? finished[first].stream.finishedAt : nil
    }
    @LoopActor var largestOpen: MessageStream? { open.values.max { $0.keptByteCount < $1.keptByteCount } }

    mutating func finish(_ stream: MessageStream, of session: HTTPSession) {
      open[ObjectIdentifier(stream)] = nil
      finished.append(Entry(stream: stream, session: session))
    }

    mutating func takeOldest() -> Entry? {
      guard first < finished.count else { return nil }
      let entry = finished[first]
      first += 1
      if first == finished.count {
        finished.removeAll()
        first = 0
      } else if first > 1_024, first * 2 > finished.count {
        finished.removeFirst(first)
        first = 0
      }
      return entry
    }
  }

  private let byteCountMax: Int
  private let streamCountMax: Int
  private var shares: [Principal: Share] = [:]
  private(set) var byteCount = 0
  private var finishedCount = 0

  init(byteCountMax: Int = Self.byteCountMax, streamCountMax: Int = Self.streamCountMax) {
    self.byteCountMax = byteCountMax
    self.streamCountMax = streamCountMax
  }

  /// Takes note of a stream that a client may come back to.
  mutating func open(_ stream: MessageStream) {
    shares[stream.owner, default: Share()].open[ObjectIdentifier(stream)] = stream
  }

  /// Counts what a stream keeps more than before, or less.
  mutating func count(_ change: Int, of stream: MessageStream) {
    if change == 0 { return }
    shares[stream.owner, default: Share()].byteCount += change
    byteCount += change
    while byteCount > byteCountMax, makeRoom() {}
  }

  /// Takes a stream that has ended.
  mutating func add(_ stream: MessageStream, of session: HTTPSession) {
    guard stream.name != nil else { return }
    shares[stream.owner, default: Share()].finish(stream, of: session)
    finishedCount += 1
    if finishedCount > streamCountMax, let owner = owner(ofMost: \.finishedCount) { dropOldest(of: owner) }
  }

  /// Lets go of a stream that no client can name any more.
  mutating func forget(_ stream: MessageStream) {
    shares[stream.owner]?.open[ObjectIdentifier(stream)] = nil
    release(stream)
    stream.keepsEvents = false
  }

  /// Lets go of what nobody will come back for any more.
  mutating func sweep(at now: UInt64) {
    for owner in Array(shares.keys) {
      while let finishedAt = shares[owner]?.oldestFinishedAt, now - finishedAt > Self.keepNanoseconds {
        dropOldest(of: owner)
      }
      if shares[owner]?.isEmpty ?? false { shares[owner] = nil }
    }
  }

  /// Has whoever keeps the most let go of something; false when nobody has anything.
  private mutating func makeRoom() -> Bool {
    guard let owner = owner(ofMost: \.byteCount) else { return false }
    if shares[owner]?.oldestFinishedAt != nil {
      dropOldest(of: owner)
      return true
    }
    guard let largest = shares[owner]?.largestOpen, largest.keptByteCount > 0 else { return false }
    release(largest)
    return true
  }

  private func owner(ofMost measure: KeyPath<Share, Int>) -> Principal? {
    shares.max { $0.value[keyPath: measure] < $1.value[keyPath: measure] }?.key
  }

  private mutating func dropOldest(of owner: Principal) {
    guard let entry = shares[owner]?.takeOldest() else { return }
    finishedCount -= 1
    entry.session?.drop(entry.stream)
    release(entry.stream)
  }

  private mutating func release(_ stream: MessageStream) {
    let released = stream.forget()
    byteCount -= released
    shares[stream.owner]?.byteCount -= released
  }
}
