import LinuxIO

/// A task that answers one call after the other, and what it works on now.
///
/// Kept between calls: to begin and end a task for each took a tenth of the whole worker's time.
@LoopActor
final class CallRunner {
  /// Runners that are kept without a call.
  static let idleCountMax = 16

  private let wakeUp = WakeUp()
  private var work: CallAtWork?

  init(_ work: CallAtWork) {
    self.work = work
  }

  /// Gives an idle runner its next call.
  func begin(_ work: CallAtWork) {
    self.work = work
    wakeUp.wake()
  }

  /// What there is to do.
  func takeWork() -> CallAtWork? { work.take() }

  /// Waits for the next call.
  @inline(__always)
  func rest() async {
    await wakeUp.wait()
  }
}
