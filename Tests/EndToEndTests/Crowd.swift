import Foundation

/// Several things at once, each on a thread of its own: whoever waits for processes takes no processor.
enum Crowd {
  /// What the threads share.
  ///
  /// Unchecked because the lock guards what changes.
  private final class Line<Member: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var waiting: [Member]

    init(_ members: [Member]) { waiting = members.reversed() }

    func next() -> Member? { lock.withLock { waiting.popLast() } }
  }

  /// Does something for each member, for so many at a time, and returns when all is done.
  static func each<Member: Sendable>(
    of members: [Member], atOnce count: Int, _ body: @escaping @Sendable (Member) -> Void
  ) {
    let line = Line(members)
    let done = DispatchSemaphore(value: 0)
    for _ in 0..<count {
      let thread = Thread {
        while let member = line.next() { body(member) }
        done.signal()
      }
      thread.stackSize = 4 * 1024 * 1024
      thread.start()
    }
    for _ in 0..<count { done.wait() }
  }
}
