/// `TRAILING_DELTA`: how far a trailing stop may follow, in basis points.
struct TrailingBound: Sendable, Equatable {
  /// Of orders that wait for a price above.
  let above: ClosedRange<Int>
  /// Of orders that wait for a price below.
  let below: ClosedRange<Int>
}
