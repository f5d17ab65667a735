internal import LinuxIO

/// One task's wait for something that somebody else will say, for a deadline, or for its call's end,
/// whichever comes first.
///
/// It only wakes; whoever waited looks what has become true.
@safe
@LoopActor
final class Suspension {
  private var continuation: UnsafeContinuation<Void, Never>?
  /// True once `end()` was called, by whomever.
  private(set) var hasEnded = false

  init() {
    unsafe continuation = nil
  }

  /// Waits. Returns at once when it has ended already.
  ///
  /// - Precondition: one task waits, once.
  func wait(until deadline: UInt64, for call: CallContext?) async {
    if hasEnded { return }
    if let call, call.isCancelled { return end() }
    let timer = EventLoop.shared.schedule(at: deadline) { self.end() }
    let number = call?.onCancel { self.end() }
    precondition(unsafe continuation == nil, "two tasks wait at one suspension")
    await unsafe withUnsafeContinuation { unsafe continuation = $0 }
    timer.cancel()
    if let number { call?.forgetCancellation(number) }
  }

  /// Waits for `end()` alone. Returns at once when it has ended already.
  ///
  /// - Precondition: one task waits, once.
  func wait() async {
    if hasEnded { return }
    precondition(unsafe continuation == nil, "two tasks wait at one suspension")
    await unsafe withUnsafeContinuation { unsafe continuation = $0 }
  }

  /// Ends the wait.
  func end() {
    hasEnded = true
    guard let waiting = unsafe continuation else { return }
    unsafe continuation = nil
    unsafe waiting.resume()
  }
}
