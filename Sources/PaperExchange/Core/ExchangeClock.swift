/// How the exchange's time follows the wall clock.
public enum ExchangeClock: Sendable, Hashable {
  /// It is the wall clock.
  case wall
  /// It is a recording's: from `start` to `end` at `speed` times the recorded pace (`nil`: at `end` from the
  /// beginning), and then it stops.
  case recording(start: Int, end: Int, wallStart: Int, speed: Int?)

  /// The exchange's time in milliseconds when the wall clock says `wall`.
  public func time(at wall: Int) -> Int {
    switch self {
    case .wall: wall
    case .recording(_, let end, _, nil): end
    case .recording(let start, let end, let wallStart, let speed?):
      min(end, start + min(max(0, wall - wallStart), 1 << 40) * speed)
    }
  }
}
