internal import CLinux

/// What epoll says of one descriptor, remembered between its events.
///
/// Edge-triggered (EPOLLET): the kernel speaks once when something changes, and this remembers it until the
/// reader has found the descriptor empty. That saves a system call a message: a short read proves that
/// nothing is left (epoll(7), question 9), so the next wait needs no failing read first. A hang-up is never
/// forgotten, because no further edge follows it.
///
/// Owned by a `Channel` or a similar object on the loop; confined to the loop's thread.
@safe
final class DescriptorWatch {
  /// The number that is watched. Its owner removes the watch before closing it.
  let descriptor: Int32
  /// What the loop's table calls this watch.
  var key: UInt64 = 0
  private(set) var isReadable = false
  private(set) var isWritable = true
  private var isAwaitingRoom = false
  private(set) var hasHungUp = false
  private let onEvents: (() -> Void)?
  /// Called on the loop whenever a waiting reader would be resumed, for readers without a task.
  var onReadable: (() -> Void)?
  private var reader: UnsafeContinuation<Void, Never>?
  private var writers: [UnsafeContinuation<Void, Never>]

  /// - Parameter onEvents: called on the loop after each event, for owners that keep no task waiting.
  init(_ descriptor: Int32, onEvents: (() -> Void)? = nil) {
    self.descriptor = descriptor
    self.onEvents = onEvents
    unsafe writers = []
  }

  /// Something to read, edge-triggered, with word of the peer's half close.
  ///
  /// Not room to write: the kernel would say so after every message that the peer takes off a socket, and
  /// each word would be a wake-up for nothing (seen: one more `epoll_wait` a call). It is asked for only
  /// while something waits to be written.
  static let reading = EPOLLIN.rawValue | EPOLLRDHUP.rawValue | EPOLLET.rawValue

  /// Takes what the kernel said.
  func receive(events: UInt32) {
    if events & (EPOLLHUP.rawValue | EPOLLERR.rawValue | EPOLLRDHUP.rawValue) != 0 { hasHungUp = true }
    let mayRead =
      events & (EPOLLIN.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue | EPOLLRDHUP.rawValue) != 0
    if mayRead { isReadable = true }
    if events & (EPOLLOUT.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0 {
      isWritable = true
      if isAwaitingRoom && !hasHungUp {
        isAwaitingRoom = false
        EventLoop.shared.change(self, events: Self.reading)
      }
      resumeWriters()
    }
    onEvents?()
    // Last, because a reader without a task may close the descriptor here and now.
    if mayRead { resumeReader() }
  }

  /// The reader has seen that nothing is left.
  func noteDrained() { if !hasHungUp { isReadable = false } }

  /// Forgets what was possible without telling the kernel anything: for level-triggered watches, which are
  /// told again.
  func forget() {
    isReadable = false
    isWritable = false
  }

  /// The writer has seen that the kernel takes no more: from now on its word on room is wanted.
  func noteFull() {
    isWritable = false
    if isAwaitingRoom { return }
    isAwaitingRoom = true
    EventLoop.shared.change(self, events: Self.reading | EPOLLOUT.rawValue)
  }

  /// Suspends until there may be something to read, or `wakeAll()`.
  ///
  /// - Precondition: one reader at a time.
  @LoopActor
  func readable() async {
    if isReadable { return }
    await unsafe withUnsafeContinuation { unsafe keep($0) }
  }

  /// True while somebody waits to read.
  var hasReader: Bool { unsafe reader != nil }

  /// Keeps a reader until there may be something to read.
  ///
  /// - Precondition: one reader at a time.
  func keep(_ continuation: UnsafeContinuation<Void, Never>) {
    precondition(unsafe reader == nil, "two readers wait on one descriptor")
    // A task that does not prefer the loop may have left it between its look and this: what came meanwhile
    // is not said again.
    if isReadable { return unsafe continuation.resume() }
    unsafe reader = continuation
  }

  /// Suspends until there may be room to write, or `wakeAll()`.
  @LoopActor
  func writable() async {
    if isWritable { return }
    await unsafe withUnsafeContinuation {
      // As in `keep`.
      if isWritable { unsafe $0.resume() } else { unsafe writers.append($0) }
    }
  }

  /// Wakes everybody who waits: they look again, and find a closed descriptor or a passed deadline.
  func wakeAll() {
    resumeReader()
    resumeWriters()
  }

  /// Wakes the reader only.
  func resumeReader() {
    onReadable?()
    guard let waiting = unsafe reader else { return }
    unsafe reader = nil
    unsafe waiting.resume()
  }

  private func resumeWriters() {
    if unsafe writers.isEmpty { return }
    let waiting = unsafe writers
    unsafe writers.removeAll()
    for index in unsafe waiting.indices { unsafe waiting[index].resume() }
  }
}
