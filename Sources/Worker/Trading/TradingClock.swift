internal import LinuxIO

/// Time as the trading worker waits by it: monotonic, and not the exchange's.
///
/// A protocol, so that a test can let an hour pass at once.
@LoopActor
protocol TradingClock: AnyObject {
  /// Nanoseconds of the monotonic clock.
  var nanoseconds: UInt64 { get }

  /// Suspends the caller for so long.
  func sleep(milliseconds: Int) async
}

extension TradingClock {
  /// Milliseconds of the monotonic clock.
  var milliseconds: Int { Int(nanoseconds / 1_000_000) }
}
