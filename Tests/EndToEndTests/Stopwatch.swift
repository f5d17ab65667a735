import Foundation

/// Time since it was made, by the monotonic clock.
struct Stopwatch {
  private let start = ContinuousClock.now

  var seconds: Double {
    let elapsed = ContinuousClock.now - start
    return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
  }

  /// For messages: "0.123".
  var text: String { String(format: "%.3f", seconds) }
}
