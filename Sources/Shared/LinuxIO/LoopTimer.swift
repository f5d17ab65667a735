/// One moment at which the loop is to do something.
///
/// Cancelled timers stay in the heap until their time comes or the heap is swept; a cancel is one assignment,
/// because nearly every timer is a deadline that does not come.
public final class LoopTimer {
  /// When, in nanoseconds of the monotonic clock.
  public let deadlineNanoseconds: UInt64
  private var body: (() -> Void)?

  init(deadlineNanoseconds: UInt64, _ body: @escaping () -> Void) {
    self.deadlineNanoseconds = deadlineNanoseconds
    self.body = body
  }

  /// True once it can do nothing any more.
  var isSpent: Bool { body == nil }

  /// Does nothing when its time comes, and lets go of what it held.
  public func cancel() { body = nil }

  func fire() {
    let action = body
    body = nil
    action?()
  }
}
