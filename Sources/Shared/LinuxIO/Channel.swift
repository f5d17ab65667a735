internal import CLinux
internal import Glibc

/// One stream descriptor on the event loop: a pipe, a Unix or TCP socket, a standard stream.
///
/// Reading is one task's business (`read(into:)` suspends); writing is anybody's: `write` hands bytes to the
/// kernel at once and keeps what it does not take, so that the common case costs one system call and no
/// suspension. Callers bound what they leave unwritten with `queuedByteCount` and `flushed()`.
@safe
@LoopActor
public final class Channel {
  /// Why reading stopped.
  public enum Failure: Error, Equatable {
    /// `close()` was called, or the channel was closed before.
    case closed
    /// The deadline passed first.
    case timedOut
    /// The kernel's reason; a reset connection is one.
    case system(SystemFailure)
  }

  let watch: DescriptorWatch
  private var descriptor: OwnedDescriptor?
  private let isPollable: Bool
  private let isSocket: Bool
  private let isTerminal: Bool
  var outgoing = OutgoingQueue()
  /// `outgoing.count`, as a number of its own because every write looks at it.
  var keptByteCount = 0
  private(set) var isBroken = false
  /// Reads since the last one that had to wait.
  private var readsInARow = 0
  private static let readsInARowMax = 32
  var flushWaiters: [UnsafeContinuation<Void, Never>]

  /// Takes the descriptor over and puts it on the loop, non-blocking.
  ///
  /// A terminal stays as it is: O_NONBLOCK belongs to the open file, which the person's shell shares.
  public init(_ descriptor: consuming OwnedDescriptor) throws(SystemFailure) {
    let number = descriptor.number
    unsafe flushWaiters = []
    isSocket = Self.isSocket(number)
    isTerminal = isatty(number) == 1
    if !isTerminal {
      try SystemCall.checked("fcntl(F_SETFL)") { bulkhead_set_nonblocking(number, 1) }
    }
    watch = DescriptorWatch(number)
    isPollable = EventLoop.shared.add(watch, events: DescriptorWatch.reading)
    self.descriptor = consume descriptor
  }

  isolated deinit {
    close()
  }

  /// True until `close()`.
  public var isOpen: Bool { descriptor != nil }

  /// True when a read may find something, or the end.
  var mayRead: Bool { !isPollable || watch.isReadable }

  /// The descriptor's number, for calls of this module.
  var number: Int32 { watch.descriptor }

  /// Reads what is there, waiting for the first byte.
  ///
  /// - Parameter deadline: nanoseconds of the monotonic clock; nil waits for ever.
  /// - Returns: how many bytes came; 0 at the end of the stream.
  /// - Precondition: the buffer is not full; one reader at a time.
  public func read(
    into buffer: inout ReceiveBuffer, deadline: UInt64? = nil
  ) async throws(Failure) -> Int {
    precondition(!buffer.isFull, "no room to read into: the caller must bound its messages")
    while true {
      guard descriptor != nil else { throw .closed }
      if !isPollable || watch.isReadable {
        // A peer that always has more, or a file, must not keep everybody else from the loop.
        readsInARow += 1
        if readsInARow > Self.readsInARowMax {
          readsInARow = 0
          await EventLoop.shared.sleep(nanoseconds: 0)
          continue
        }
        if let count = try readNow(into: &buffer) { return count }
      }
      readsInARow = 0
      if let deadline {
        try await waitReadable(until: deadline)
      } else if !watch.isReadable {
        await unsafe withUnsafeContinuation { unsafe watch.keep($0) }
      }
    }
  }

  /// Reads without waiting.
  ///
  /// - Returns: nil when nothing is there; 0 at the end of the stream.
  func readNow(into buffer: inout ReceiveBuffer) throws(Failure) -> Int? {
    buffer.makeRoom()
    let from = buffer.end
    let room = buffer.storage.count - from
    switch Self.read(watch.descriptor, into: &buffer.storage, from: from) {
    case .wouldBlock:
      watch.noteDrained()
      return nil
    case .done(let count):
      if count < room && !hasMoreLines() { watch.noteDrained() }
      buffer.end += count
      return count
    case .failed(let failure):
      throw .system(failure)
    }
  }

  // Not on the actor: a closure that is on it, given to the standard library, is checked each time it is
  // called, which costs more than all the rest of a read (seen: 340 instructions).
  private nonisolated static func read(
    _ number: Int32, into bytes: inout [UInt8], from: Int
  ) -> SystemCall.Outcome {
    unsafe bytes.withUnsafeMutableBytes { all in
      guard let base = all.baseAddress else { return SystemCall.Outcome.wouldBlock }
      return SystemCall.attempt("read") { unsafe Glibc.read(number, base + from, all.count - from) }
    }
  }

  private nonisolated static func write(
    _ number: Int32, _ bytes: ArraySlice<UInt8>, isSocket: Bool, hasMore: Bool
  ) -> SystemCall.Outcome {
    unsafe bytes.withUnsafeBytes { all in
      guard let base = all.baseAddress else { return SystemCall.Outcome.done(0) }
      let flags = Int32(hasMore ? MSG_NOSIGNAL | MSG_MORE : MSG_NOSIGNAL)
      return SystemCall.attempt("write") {
        isSocket
          ? unsafe Glibc.send(number, base, all.count, flags)
          : unsafe Glibc.write(number, base, all.count)
      }
    }
  }

  /// False when nobody is left who could read what was written: a pipe without readers, a socket whose other
  /// end is closed. Asked now, without writing.
  public var hasReader: Bool {
    guard isOpen, !isBroken else { return false }
    var asked = pollfd(fd: number, events: 0, revents: 0)
    guard unsafe poll(&asked, 1, 0) > 0 else { return true }
    return asked.revents & Int16(POLLERR | POLLHUP) == 0
  }

  /// A terminal gives one line a read, so that a short read does not prove it empty; and it blocks, so that
  /// it has to be asked.
  private func hasMoreLines() -> Bool {
    guard isTerminal else { return false }
    var asked = pollfd(fd: watch.descriptor, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&asked, 1, 0) > 0
  }

  private func waitReadable(until deadline: UInt64) async throws(Failure) {
    if EventLoop.now >= deadline { throw .timedOut }
    let watch = watch
    let timer = EventLoop.shared.schedule(at: deadline) { watch.resumeReader() }
    await watch.readable()
    timer.cancel()
    if descriptor == nil { throw .closed }
    if !watch.isReadable && EventLoop.now >= deadline { throw .timedOut }
  }

  /// Closes the descriptor. Whoever waits is woken and finds `.closed`; bytes not yet written are lost.
  public func close() {
    guard descriptor != nil else { return }
    if isPollable { EventLoop.shared.remove(watch) }
    descriptor = nil
    outgoing.removeAll()
    keptByteCount = 0
    watch.wakeAll()
    resumeFlushWaiters()
  }

  /// Closes a TCP connection by a reset (SO_LINGER with no time, socket(7)): the peer's next read fails and
  /// does not just end.
  public func closeByReset() {
    guard descriptor != nil else { return }
    if isSocket {
      var option = linger(l_onoff: 1, l_linger: 0)
      unsafe setsockopt(
        watch.descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }
    close()
  }

  /// Says that nothing more will be written, as far as the descriptor can (shutdown(2) for sockets; nothing
  /// for pipes).
  public func shutdownWriting() {
    guard descriptor != nil, isSocket else { return }
    _ = Glibc.shutdown(watch.descriptor, Int32(SHUT_WR))
  }

  private static func isSocket(_ number: Int32) -> Bool {
    var status = stat()
    return unsafe fstat(number, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
  }

  /// Writes as much as the kernel takes. Returns nil when it takes nothing now.
  func writeNow(_ bytes: ArraySlice<UInt8>, hasMore: Bool = false) throws(SystemFailure) -> Int? {
    switch Self.write(watch.descriptor, bytes, isSocket: isSocket, hasMore: hasMore) {
    case .done(let count): return count
    case .wouldBlock: return nil
    case .failed(let failure): throw failure
    }
  }

  func failWriting() {
    isBroken = true
    outgoing.removeAll()
    keptByteCount = 0
    watch.wakeAll()
    resumeFlushWaiters()
  }
}
