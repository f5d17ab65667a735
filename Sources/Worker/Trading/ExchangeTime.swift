/// The exchange's time as the counters of a day and of a minute run by it: it never goes back.
///
/// A clock that is measured anew, or a machine whose clock is set, may say an earlier time than before; a day
/// that began twice would renew its cap.
struct ExchangeTime {
  private(set) var latestMilliseconds = 0

  /// The time now.
  ///
  /// - Parameters:
  ///   - measured: what the exchange's clock says; `nil` when it was never asked.
  ///   - book: the latest time that the journal has seen, of whatever server.
  mutating func read(_ measured: Int?, book: Int) -> Int? {
    guard let measured else { return nil }
    latestMilliseconds = max(latestMilliseconds, measured, book)
    return latestMilliseconds
  }
}
