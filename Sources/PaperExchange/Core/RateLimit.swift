/// How much of something is allowed in one interval of the clock: an entry of `rateLimits` (enums.md, "Rate
/// limiters").
///
/// Intervals are the clock's and not the client's: ten seconds end at :00, :10, :20, a day at midnight UTC
/// (faqs/order_count_decrement.md).
public struct RateLimit: Sendable, Hashable {
  /// What is counted.
  public enum Kind: String, Sendable, Hashable {
    case requestWeight = "REQUEST_WEIGHT"
    case orders = "ORDERS"
    case rawRequests = "RAW_REQUESTS"
  }

  /// The unit of the interval.
  public enum Interval: String, Sendable, Hashable {
    case second = "SECOND"
    case minute = "MINUTE"
    case hour = "HOUR"
    case day = "DAY"

    /// Its length in milliseconds.
    public var milliseconds: Int {
      switch self {
      case .second: 1_000
      case .minute: 60_000
      case .hour: 3_600_000
      case .day: 86_400_000
      }
    }

    /// The letter in the names of headers.
    public var letter: String {
      switch self {
      case .second: "s"
      case .minute: "m"
      case .hour: "h"
      case .day: "d"
      }
    }
  }

  /// What is counted.
  public let kind: Kind
  /// How many units an interval has.
  public let intervalCount: Int
  /// The unit of the interval.
  public let interval: Interval
  /// What is allowed in one interval.
  public let limit: Int

  /// A limit from its parts.
  ///
  /// - Precondition: an interval has 1 to 1,000 units, and the limit is not negative.
  public init(_ kind: Kind, per intervalCount: Int, _ interval: Interval, limit: Int) {
    precondition((1...1_000).contains(intervalCount) && limit >= 0)
    self.kind = kind
    self.intervalCount = intervalCount
    self.interval = interval
    self.limit = limit
  }

  /// Length of the interval in milliseconds.
  public var lengthMilliseconds: Int { intervalCount * interval.milliseconds }

  /// The interval as errors name it: `10 SECOND`, `1 MINUTE`.
  public var words: String { "\(intervalCount) \(interval.rawValue)" }

  /// The end of a header's name: `10s`, `1m`, `1d`.
  public var suffix: String { "\(intervalCount)\(interval.letter)" }

  /// The number of the interval that `now` is in.
  public func window(at now: Int) -> Int { now / lengthMilliseconds }

  /// Seconds until the running interval ends, rounded up: what `Retry-After` says.
  public func secondsLeft(at now: Int) -> Int {
    (lengthMilliseconds - now % lengthMilliseconds + 999) / 1_000
  }
}
