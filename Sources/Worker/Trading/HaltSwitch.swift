internal import LinuxIO

/// Whether an operator has halted trading.
///
/// A protocol, so that a test can halt between any two steps.
@LoopActor
protocol HaltSwitch: AnyObject {
  /// Why nobody may place orders, in words; `nil` when they may. Asked each time, never remembered.
  var haltedBecause: String? { get }

  /// Halts.
  func halt(_ reason: String) throws(SystemFailure)

  /// Lets trading go on.
  func resume() throws(SystemFailure)
}
