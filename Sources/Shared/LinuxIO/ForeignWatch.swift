internal import CLinux
internal import Glibc

/// The loop's eye on a descriptor that somebody else opens and closes, such as a socket of a C library.
///
/// Two ways of use. *Level-triggered*, for a library that says itself what it waits for: `onEvents` is called
/// again and again while there is something to
/// do. *Edge-triggered*, as `Channel` has it: what became possible is remembered until the reader has found
/// the descriptor empty, so that a steady
/// exchange of messages costs one wait and one read each. Confined to the loop's thread.
@safe
public final class ForeignWatch {
  /// When the loop speaks.
  public enum Trigger: Sendable {
    /// As long as there is something to do, in the directions asked for.
    case level(reads: Bool, writes: Bool)
    /// Once when something becomes possible, in both directions.
    case edge
  }

  private let watch: DescriptorWatch
  private var isWatched = false
  /// When whoever waits to read, or waited last, gives up.
  private var readerDeadline = UInt64.max
  /// Fires at the deadline of some wait so far, not later than that of the present one.
  private var readerTimer: LoopTimer?

  /// Begins to watch.
  ///
  /// - Parameter onEvents: called on the loop after each event. Whoever passes it keeps no task waiting.
  /// - Precondition: epoll takes the descriptor, and it is not watched already.
  public init(_ descriptor: Int32, _ trigger: Trigger, onEvents: ((ForeignWatch) -> Void)? = nil) {
    guard let onEvents else {
      watch = DescriptorWatch(descriptor)
      begin(trigger)
      return
    }
    // The watch is told whom to call once there is somebody to be called.
    let relay = Relay()
    watch = DescriptorWatch(descriptor) { relay.speak() }
    relay.onEvents = onEvents
    relay.watch = self
    begin(trigger)
  }

  deinit {
    stop()
  }

  /// The number that is watched.
  public var descriptor: Int32 { watch.descriptor }
  /// True when there may be something to read, the end of the stream included.
  public var isReadable: Bool { watch.isReadable }
  /// True when the kernel may take bytes.
  public var isWritable: Bool { watch.isWritable }
  /// True when the other end has closed its direction or the connection is broken; stays so.
  public var hasHungUp: Bool { watch.hasHungUp }

  /// The reader has seen that nothing is left.
  public func noteDrained() { watch.noteDrained() }
  /// The writer has seen that the kernel takes no more.
  public func noteFull() { watch.noteFull() }

  /// Forgets what was possible, for a level-triggered watch that will be told again.
  public func forgetReadiness() {
    watch.forget()
  }

  /// Changes the directions of a level-triggered watch.
  public func change(reads: Bool, writes: Bool) {
    guard isWatched else { return }
    EventLoop.shared.change(watch, events: Self.events(.level(reads: reads, writes: writes)))
  }

  /// Suspends until there may be something to read, `wake()`, or the deadline (nanoseconds, monotonic). The
  /// caller looks which.
  ///
  /// - Precondition: one reader at a time.
  ///
  /// Inlined, since each frame that suspends costs a call two looks at its executor.
  @LoopActor
  @inlinable
  @inline(__always)
  public func readable(until deadline: UInt64) async {
    if isReadable { return }
    await unsafe withUnsafeContinuation { unsafe keepReader($0, until: deadline) }
  }

  /// Keeps whoever waits to read.
  ///
  /// Nearly every answer comes long before its deadline, so the deadlines of a descriptor share one timer: it
  /// stays from wait to wait, and moves on when it fires too early for the present one.
  @LoopActor
  @usableFromInline
  func keepReader(_ continuation: UnsafeContinuation<Void, Never>, until deadline: UInt64) {
    readerDeadline = deadline
    if readerTimer.map({ $0.deadlineNanoseconds > deadline }) ?? true { setReaderTimer() }
    unsafe watch.keep(continuation)
  }

  private func setReaderTimer() {
    readerTimer?.cancel()
    readerTimer = EventLoop.shared.schedule(at: readerDeadline) { [weak self] in
      guard let self else { return }
      readerTimer = nil
      guard watch.hasReader else { return }
      if EventLoop.now >= readerDeadline {
        watch.resumeReader()
      } else {
        setReaderTimer()
      }
    }
  }

  /// Suspends until there may be room to write, `wake()`, or the deadline. The caller looks which.
  @LoopActor
  public func writable(until deadline: UInt64) async {
    if watch.isWritable { return }
    let watch = watch
    let timer = EventLoop.shared.schedule(at: deadline) { watch.wakeAll() }
    await watch.writable()
    timer.cancel()
  }

  /// Wakes everybody who waits.
  public func wake() { watch.wakeAll() }

  /// Ends watching, before the descriptor is closed. Whoever waits is woken.
  public func stop() {
    guard isWatched else { return }
    isWatched = false
    readerTimer?.cancel()
    EventLoop.shared.remove(watch)
    watch.wakeAll()
  }

  private func begin(_ trigger: Trigger) {
    isWatched = EventLoop.shared.add(watch, events: Self.events(trigger))
    precondition(isWatched, "epoll takes sockets and pipes")
  }

  private static func events(_ trigger: Trigger) -> UInt32 {
    switch trigger {
    case .edge: DescriptorWatch.reading
    case .level(let reads, let writes):
      (reads ? EPOLLIN.rawValue : 0) | (writes ? EPOLLOUT.rawValue : 0)
    }
  }

  /// Passes the loop's word on without keeping the watch alive.
  private final class Relay {
    var onEvents: ((ForeignWatch) -> Void)?
    weak var watch: ForeignWatch?

    func speak() {
      guard let watch else { return }
      onEvents?(watch)
    }
  }
}
