import LinuxIO

/// The wall clock, which here never goes back: an exchange's time that did would break its clients'
/// signatures and candles.
@LoopActor
final class WallClock {
  private var latest = 0

  /// Milliseconds since 1970.
  var milliseconds: Int {
    latest = max(latest, EventLoop.wallClockMilliseconds)
    return latest
  }
}
