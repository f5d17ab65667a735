internal import LinuxIO

extension RateBudget.Moment {
  /// This moment of this machine's clocks.
  public static var now: RateBudget.Moment {
    RateBudget.Moment(
      monotonicMilliseconds: Int(EventLoop.now / 1_000_000), wallMilliseconds: EventLoop.wallClockMilliseconds)
  }
}
