import PaperCore

/// The `Date` field of an answer: IMF-fixdate (RFC 9110, section 5.6.7).
enum HTTPDate {
  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// The text for a time in milliseconds, which is not before 1970.
  static func text(milliseconds: Int) -> String {
    let seconds = max(0, milliseconds) / 1_000
    let date = CivilDate(dayNumber: seconds / 86_400)
    let weekday = weekdays[seconds / 86_400 % 7]
    let time = [seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60].map(padded).joined(separator: ":")
    return "\(weekday), \(padded(date.day)) \(months[date.month - 1]) \(date.year) \(time) GMT"
  }

  private static func padded(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
