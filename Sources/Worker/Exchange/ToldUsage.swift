/// What was last said of an interface's limits, so that only what is news is said again, and not too often.
struct ToldUsage {
  /// So much time lies between two words about one interface.
  static let intervalMilliseconds = 250

  var minute = 0
  var usedWeight = 0
  var stoppedUntilMilliseconds = 0
  /// When it was said, by the monotonic clock; nil for never.
  var toldAtMilliseconds: Int?
  /// True while a timer will look again.
  var isWaiting = false

  /// How long to wait until the next word may be said; 0 for not at all.
  func restMilliseconds(at moment: RateBudget.Moment) -> Int {
    guard let toldAtMilliseconds else { return 0 }
    return max(0, toldAtMilliseconds + Self.intervalMilliseconds - moment.monotonicMilliseconds)
  }
}
