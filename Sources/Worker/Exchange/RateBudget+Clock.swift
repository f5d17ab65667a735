internal import LinuxIO

extension RateBudget.Moment {
  /// This moment of this machine's clocks.
  public static var now: RateBudget.Moment {
    RateBudget.Moment(
      monotonicMilliseconds: Int(EventLoop.now / 1_000_000), wallMilliseconds: EventLoop.wallClockMilliseconds
    )
  }
}

extension RateBudget {
  /// The weight used in this minute as of now, requests under way included.
  public var used: Int { used(at: .now) }
  /// How long until this minute is over, as of now.
  public var resetsInMilliseconds: Int { resetsInMilliseconds(at: .now) }
}
