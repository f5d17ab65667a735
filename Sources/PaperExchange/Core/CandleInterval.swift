/// The intervals of `klines`, with the exchange's names (case matters: `1m` is a minute, `1M` a month).
///
/// Source: rest-api.md, "Kline/Candlestick data".
public enum CandleInterval: String, Sendable, CaseIterable {
  case oneSecond = "1s"
  case oneMinute = "1m"
  case threeMinutes = "3m"
  case fiveMinutes = "5m"
  case fifteenMinutes = "15m"
  case thirtyMinutes = "30m"
  case oneHour = "1h"
  case twoHours = "2h"
  case fourHours = "4h"
  case sixHours = "6h"
  case eightHours = "8h"
  case twelveHours = "12h"
  case oneDay = "1d"
  case threeDays = "3d"
  case oneWeek = "1w"
  case oneMonth = "1M"

  /// Length in milliseconds; `nil` for months, which differ.
  public var lengthMilliseconds: Int? {
    switch self {
    case .oneSecond: 1_000
    case .oneMinute: 60_000
    case .threeMinutes: 180_000
    case .fiveMinutes: 300_000
    case .fifteenMinutes: 900_000
    case .thirtyMinutes: 1_800_000
    case .oneHour: 3_600_000
    case .twoHours: 7_200_000
    case .fourHours: 14_400_000
    case .sixHours: 21_600_000
    case .eightHours: 28_800_000
    case .twelveHours: 43_200_000
    case .oneDay: 86_400_000
    case .threeDays: 259_200_000
    case .oneWeek: 604_800_000
    case .oneMonth: nil
    }
  }

  /// When the candle that holds `time` opens, with days, weeks and months cut in a zone that is `zoneOffset`
  /// milliseconds ahead of UTC.
  ///
  /// Weeks begin on Monday (1970-01-05 was one); runs of three days are counted from 1970-01-01.
  public func openTime(of time: Int, zoneOffset: Int) -> Int {
    let local = time + zoneOffset
    guard let length = lengthMilliseconds else {
      let date = CivilDate(dayNumber: local.flooredQuotient(by: CivilDate.dayMilliseconds))
      return CivilDate(year: date.year, month: date.month, day: 1).dayNumber * CivilDate.dayMilliseconds
        - zoneOffset
    }
    let origin = self == .oneWeek ? 4 * CivilDate.dayMilliseconds : 0
    return (local - origin).flooredQuotient(by: length) * length + origin - zoneOffset
  }

  /// When the candle after the one that opens at `openTime` opens.
  public func nextOpenTime(after openTime: Int, zoneOffset: Int) -> Int {
    if let length = lengthMilliseconds { return openTime + length }
    return self.openTime(of: openTime + 32 * CivilDate.dayMilliseconds, zoneOffset: zoneOffset)
  }

  /// When the candle `count` places before the one that opens at `openTime` opens.
  public func openTime(_ count: Int, before openTime: Int, zoneOffset: Int) -> Int {
    if let length = lengthMilliseconds { return openTime - count * length }
    let date = CivilDate(dayNumber: (openTime + zoneOffset).flooredQuotient(by: CivilDate.dayMilliseconds))
    let months = date.year * 12 + date.month - 1 - count
    let first = CivilDate(
      year: months.flooredQuotient(by: 12), month: months - months.flooredQuotient(by: 12) * 12 + 1, day: 1)
    return first.dayNumber * CivilDate.dayMilliseconds - zoneOffset
  }
}
