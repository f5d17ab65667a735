/// Times of day for axes, without a calendar: a day of UTC has 86,400 seconds.
enum UTCTime {
  /// The time of day as `14:05`.
  ///
  /// - Parameter milliseconds: since 1970 UTC; before it counts backwards.
  static func text(_ milliseconds: Int) -> String {
    let minutes = milliseconds / 60_000
    let ofDay = ((minutes % 1440) + 1440) % 1440
    let (hour, minute) = ofDay.quotientAndRemainder(dividingBy: 60)
    return (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
  }
}
