/// Times as people and models read them.
package enum UTCText {
  private static let dayMilliseconds = 86_400_000

  /// A time as RFC 3339 has it, in UTC with milliseconds: `2024-08-08T00:00:00.000Z`.
  ///
  /// The date comes from the day count by the rules of the Gregorian calendar, with years that begin in March
  /// so that the leap day is the last of its year; no library, because Foundation is not in what ships.
  ///
  /// - Precondition: from 1970 to the year 9999.
  package static func text(milliseconds: Int) -> String {
    let days = milliseconds / dayMilliseconds
    let rest = milliseconds % dayMilliseconds
    // Day 0 is 0000-03-01; an era is the 146,097 days of 400 years.
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    let seconds = rest / 1000
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2) + "T" + padded(seconds / 3600, 2)
      + ":"
      + padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2) + "." + padded(rest % 1000, 3) + "Z"
  }

  private static func padded(_ number: Int, _ count: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, count - digits.count)) + digits
  }
}
