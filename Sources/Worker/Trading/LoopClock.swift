internal import LinuxIO

/// The event loop's clock.
@LoopActor
final class LoopClock: TradingClock {
  var nanoseconds: UInt64 { EventLoop.now }

  func sleep(milliseconds: Int) async {
    await EventLoop.shared.sleep(nanoseconds: UInt64(max(0, milliseconds)) * 1_000_000)
  }
}
