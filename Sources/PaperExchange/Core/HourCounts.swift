/// How many trades, or taker orders, an hour of a market has: one number for its lively half of the day and
/// one for its calm half.
///
/// Every day has the same number of each kind of hour, only in another order, so numbers can be turned into
/// hours and back by arithmetic.
struct HourCounts: Sendable {
  /// In a lively hour.
  let lively: Int
  /// In a calm hour.
  let calm: Int
  /// In a day.
  let perDay: Int

  /// - Parameter livelyHourCount: lively hours in a day.
  init(lively: Int, calm: Int, livelyHourCount: Int) {
    self.lively = lively
    self.calm = calm
    perDay = lively * livelyHourCount + calm * (24 - livelyHourCount)
  }

  /// How many come before an hour.
  ///
  /// - Parameter lively: a bit per hour of that hour's day.
  func count(before hour: Int, lively hours: Int) -> Int {
    let earlier = hour % 24
    let livelyCount = (hours & ((1 << earlier) - 1)).nonzeroBitCount
    return hour / 24 * perDay + livelyCount * lively + (earlier - livelyCount) * calm
  }

  /// The hour that holds number `id`, and the place in it.
  ///
  /// - Parameter lively: a bit per hour of the day that holds it.
  func hour(of id: Int, lively hours: Int) -> (hour: Int, rest: Int) {
    let day = id / perDay
    var rest = id % perDay
    for hour in 0..<24 {
      let count = hours >> hour & 1 == 1 ? lively : calm
      if rest < count { return (day * 24 + hour, rest) }
      rest -= count
    }
    preconditionFailure("a day is longer than its hours")
  }
}
