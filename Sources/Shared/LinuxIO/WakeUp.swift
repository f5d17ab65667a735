/// One task's wait for the next thing to do, again and again.
///
/// A task that is kept for the next piece of work costs a resumption each time; a new one costs its memory,
/// its executor's record and its end as well (seen: ten times as many instructions).
@safe
@LoopActor
public final class WakeUp {
  private var sleeper: UnsafeContinuation<Void, Never>?
  @usableFromInline
  var isDue = false

  /// Nobody waits, and nothing is due.
  public init() {
    unsafe sleeper = nil
  }

  /// Waits for `wake()`; returns at once when it was called since the last wait.
  ///
  /// - Precondition: one task waits at a time.
  @inlinable
  @inline(__always)
  public func wait() async {
    if !isDue { await unsafe withUnsafeContinuation { unsafe keep($0) } }
    isDue = false
  }

  @usableFromInline
  func keep(_ continuation: UnsafeContinuation<Void, Never>) {
    precondition(unsafe sleeper == nil, "two tasks wait for one wake-up")
    unsafe sleeper = continuation
  }

  /// Ends the wait, or the next one.
  public func wake() {
    isDue = true
    guard let waiting = unsafe sleeper else { return }
    unsafe sleeper = nil
    unsafe waiting.resume()
  }
}
