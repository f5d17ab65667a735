/// Times as people write and read them, in UTC.
enum UTCTime {
  private static let dayMilliseconds = 86_400_000
  /// The last millisecond of the year 9999.
  private static let latest = 253_402_300_799_999

  /// Such as `2026-05-28 12:00:00.000`.
  ///
  /// Of times outside of 1970 … 9999, which only a damaged or a forged record has, the number.
  static func text(_ milliseconds: Int) -> String {
    guard (0...latest).contains(milliseconds) else { return String(milliseconds) }
    let (day, rest) = milliseconds.quotientAndRemainder(dividingBy: dayMilliseconds)
    // Days since 0000-03-01; 146,097 of them are the 400 years after which the calendar repeats.
    let shifted = day + 719_468
    let (era, dayOfEra) = shifted.quotientAndRemainder(dividingBy: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    let seconds = rest / 1000
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2)) "
      + "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
      + ".\(padded(rest % 1000, 3))"
  }

  /// A time that somebody names: `2026-05-28`, `2026-05-28T12:00`, `2026-05-28T12:00:30Z` (a space will do
  /// for the T), or how long ago it was: `90m`, `24h`, `7d`.
  static func read(_ text: String, nowMilliseconds: Int) -> Int? {
    if let unit = ["m": 60_000, "h": 3_600_000, "d": dayMilliseconds][text.suffix(1)] {
      guard let count = number(text.dropLast(), 1...7) else { return nil }
      return nowMilliseconds - count * unit
    }
    let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "T" || $0 == " " }
    let date = parts[0].split(separator: "-", omittingEmptySubsequences: false)
    guard date.count == 3, let year = number(date[0], 4...4), let month = number(date[1], 2...2),
      let day = number(date[2], 2...2), (1970...9999).contains(year), (1...12).contains(month)
    else { return nil }
    let (years, months) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
    let (era, yearOfEra) = years.quotientAndRemainder(dividingBy: 400)
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + (153 * months + 2) / 5 + day - 1
    let start = (era * 146_097 + dayOfEra - 719_468) * dayMilliseconds
    // There is no 30th of February.
    guard day >= 1, self.text(start).hasPrefix(parts[0]) else { return nil }
    if parts.count == 1 { return start }
    var clock = parts[1]
    if clock.hasSuffix("Z") { clock.removeLast() }
    let fields = clock.split(separator: ":", omittingEmptySubsequences: false).map { number($0, 2...2) ?? -1 }
    guard (2...3).contains(fields.count), (0...23).contains(fields[0]),
      fields[1...].allSatisfy((0...59).contains)
    else { return nil }
    return start + fields[0] * 3_600_000 + fields[1] * 60_000 + (fields.count == 3 ? fields[2] * 1000 : 0)
  }

  private static func number(_ text: Substring, _ digitCounts: ClosedRange<Int>) -> Int? {
    guard digitCounts.contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return Int(text)
  }

  private static func padded(_ number: Int, _ count: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, count - digits.count)) + digits
  }
}
