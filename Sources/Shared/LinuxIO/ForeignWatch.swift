internal import CLinux
internal import Glibc

/// The loop's eye on a descriptor that somebody else opens and closes, such as a socket of a C library.
///
/// Two ways of use. *Level-triggered*, for a library that says itself what it waits for: the owner is called
/// again and again while there is something to do. *Edge-triggered*, as `Channel` has it: what became
/// possible is remembered until the reader has found the descriptor empty, so that a steady exchange of
/// messages costs one wait and one read each. Confined to the loop's thread.
public final class ForeignWatch {
  /// When the loop speaks.
  public enum Trigger: Sendable {
    /// As long as there is something to do, in the directions asked for.
    case level(reads: Bool, writes: Bool)
    /// Once when something becomes possible, in both directions.
    case edge
  }

  private let watch: DescriptorWatch
  private let onEvents: () -> Void
  private var isWatched = false
  /// Fires at some deadline so far, not later than the present one.
  private var timer: LoopTimer?

  /// True when the owner was called because the deadline has passed; so until the next one is set.
  public private(set) var isOverdue = false

  /// When the owner is called although nothing has happened: nanoseconds of the monotonic clock; `.max` for
  /// never.
  ///
  /// Nearly everything that is waited for comes long before its deadline, so the deadlines of a descriptor
  /// share one timer: it stays from wait to wait, and moves on when it fires too early for the present one.
  public var deadline = UInt64.max {
    didSet {
      isOverdue = false
      if deadline < timer?.deadlineNanoseconds ?? .max { setTimer() }
    }
  }

  /// Begins to watch.
  ///
  /// - Parameter onEvents: called on the loop after each event and at the deadline. It must not keep its
  ///   owner alive.
  /// - Precondition: epoll takes the descriptor, and it is not watched already.
  public init(_ descriptor: Int32, _ trigger: Trigger, onEvents: @escaping () -> Void) {
    self.onEvents = onEvents
    watch = DescriptorWatch(descriptor, onEvents: onEvents)
    isWatched = EventLoop.shared.add(watch, events: Self.events(trigger))
    precondition(isWatched, "epoll takes sockets and pipes")
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

  private func setTimer() {
    timer?.cancel()
    timer = EventLoop.shared.schedule(at: deadline) { [weak self] in
      guard let self else { return }
      timer = nil
      if deadline == .max { return }
      guard EventLoop.now >= deadline else { return setTimer() }
      isOverdue = true
      onEvents()
    }
  }

  /// Ends watching, before the descriptor is closed.
  public func stop() {
    guard isWatched else { return }
    isWatched = false
    timer?.cancel()
    timer = nil
    EventLoop.shared.remove(watch)
  }

  private static func events(_ trigger: Trigger) -> UInt32 {
    switch trigger {
    case .edge: DescriptorWatch.reading
    case .level(let reads, let writes):
      (reads ? EPOLLIN.rawValue : 0) | (writes ? EPOLLOUT.rawValue : 0)
    }
  }
}
