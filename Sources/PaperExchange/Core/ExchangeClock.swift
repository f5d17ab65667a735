/// How the exchange's time follows the wall clock.
public enum ExchangeClock: Sendable, Hashable {
  /// It is the wall clock.
  case wall
  /// It was `start` when the wall clock said `wallStart`, and runs `speed` times as fast since.
  case running(start: Int, wallStart: Int, speed: Int)
  /// It is a recording's: from `start` to `end` at `speed` times the recorded pace (`nil`: at `end` from the
  /// beginning), and then it stops.
  case recording(start: Int, end: Int, wallStart: Int, speed: Int?)

  /// How many times faster than the wall clock it may run.
  public static let speedMax = 1_000_000
  /// 34 years of wall time, after which it stands still: times `speedMax` it still fits 64 bits.
  private static let elapsedMillisecondsMax = 1 << 40

  /// The exchange's time in milliseconds when the wall clock says `wall`.
  public func time(at wall: Int) -> Int {
    switch self {
    case .wall: wall
    case .running(let start, let wallStart, let speed):
      start + min(max(0, wall - wallStart), Self.elapsedMillisecondsMax) * speed
    case .recording(_, let end, _, nil): end
    case .recording(let start, let end, let wallStart, let speed?):
      min(end, start + min(max(0, wall - wallStart), Self.elapsedMillisecondsMax) * speed)
    }
  }
}
