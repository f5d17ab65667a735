internal import LinuxIO

extension RateBudget.Moment {
  /// This moment of this machine's clocks, as the loop's turn began.
  @LoopActor
  public static var now: RateBudget.Moment {
    RateBudget.Moment(
      monotonicMilliseconds: Int(EventLoop.turnTime / 1_000_000),
      wallMilliseconds: EventLoop.turnWallClockMilliseconds)
  }
}

extension RateBudget {
  /// The weight used in this minute as of now, requests under way included.
  @LoopActor
  public var used: Int { used(at: .now) }
  /// How long until this minute is over, as of now.
  @LoopActor
  public var resetsInMilliseconds: Int { resetsInMilliseconds(at: .now) }
}
