import LinuxIO

@testable import Trading

/// A halt switch that a test turns.
@LoopActor
final class SwitchUnderTest: HaltSwitch {
  var haltedBecause: String?

  func halt(_ reason: String) throws(SystemFailure) { haltedBecause = reason }
  func resume() throws(SystemFailure) { haltedBecause = nil }
}
