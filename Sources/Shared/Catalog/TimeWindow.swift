/// The exchange's spellings of spans and offsets of time.
public enum TimeWindow {
  /// The last millisecond of the year 9999.
  public static let timestampMillisecondsMax = 253_402_300_799_999

  /// The window of the last 24 hours, which the exchange keeps at hand.
  public static let lastDay = "24h"

  /// The running trading day of a time zone.
  public static let tradingDay = "trading_day"

  /// Whether this is `24h`, `trading_day` or a rolling window that the exchange takes: `1m`…`59m`,
  /// `1h`…`23h`, `1d`…`7d`, a single unit without a leading zero.
  public static func isValid(_ text: String) -> Bool {
    if text == lastDay || text == tradingDay { return true }
    let bytes = Array(text.utf8)
    guard (2...3).contains(bytes.count), let unit = bytes.last, bytes[0] != UInt8(ascii: "0"),
      let count = number(bytes.dropLast())
    else { return false }
    return switch unit {
    case UInt8(ascii: "m"): (1...59).contains(count)
    case UInt8(ascii: "h"): (1...23).contains(count)
    case UInt8(ascii: "d"): (1...7).contains(count)
    default: false
    }
  }

  /// Whether this is an offset from UTC that the exchange takes: hours, or hours and minutes, from -12:00 to
  /// 14:00.
  public static func isTimeZone(_ text: String) -> Bool {
    var bytes = Array(text.utf8)[...]
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative { bytes = bytes.dropFirst() }
    let parts = bytes.split(separator: UInt8(ascii: ":"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count <= 2, let first = parts.first, let hours = number(first) else { return false }
    var minutes = 0
    if parts.count == 2 {
      guard parts[1].count == 2, let value = number(parts[1]), value < 60 else { return false }
      minutes = value
    }
    return hours * 60 + minutes <= (isNegative ? 12 : 14) * 60
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard (1...2).contains(digits.count) else { return nil }
    var value = 0
    for digit in digits {
      guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
      value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return value
  }
}
