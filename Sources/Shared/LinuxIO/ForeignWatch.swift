internal import CLinux
internal import Glibc

/// The loop's eye on a descriptor that somebody else opens and closes, such as a socket of a C library.
///
/// Two ways of use. *Level-triggered*, for a library that says itself what it waits for: the owner is called
/// again and again while there is something to do. *Edge-triggered*, as `Channel` has it: what became
/// possible is remembered until the reader has found the descriptor empty, so that a steady exchange of
/// messages costs one wait and one read each. Confined to the loop's thread.
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
  private let onEvents: () -> Void
  private var isWatched = false
  /// Fires at some deadline so far, not later than the present one.
  private var timer: LoopTimer?

  /// True when the owner was called because the deadline has passed; so until the next one is set.
  public private(set) var isOverdue = false

  private var deadline = UInt64.max

  /// Sets when the owner is called although nothing has happened: nanoseconds of the monotonic clock; `.max`
  /// for never.
  ///
  /// Nearly everything that is waited for comes long before its deadline, so the deadlines of a descriptor
  /// share one timer: it stays from wait to wait, and moves on when it fires too early for the present one.
  public func setDeadline(_ deadline: UInt64) {
    self.deadline = deadline
    isOverdue = false
    if deadline < timer?.deadlineNanoseconds ?? .max { setTimer() }
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

  /// Hands bytes to the kernel, for a socket that is a plain stream.
  public func send(_ bytes: ArraySlice<UInt8>) -> Transfer {
    let number = watch.descriptor
    return unsafe bytes.withUnsafeBytes { all in
      let outcome = SystemCall.attempt("send") {
        unsafe Glibc.send(number, all.baseAddress, all.count, Int32(MSG_NOSIGNAL))
      }
      return Self.transfer(outcome)
    }
  }

  /// Takes bytes from the kernel, from a socket that is a plain stream.
  public func receive(into scratch: inout [UInt8]) -> Transfer {
    let number = watch.descriptor
    return unsafe scratch.withUnsafeMutableBytes { all in
      let outcome = SystemCall.attempt("recv") { unsafe Glibc.recv(number, all.baseAddress, all.count, 0) }
      return Self.transfer(outcome)
    }
  }

  @inline(__always)
  private static func transfer(_ outcome: SystemCall.Outcome) -> Transfer {
    switch outcome {
    case .done(let count): .count(count)
    case .wouldBlock: .wouldBlock
    case .failed: .failed
    }
  }

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
