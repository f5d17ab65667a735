/// How far the exchange's clock is from this machine's.
///
/// A signed request is refused when its time stamp is more than a second ahead of the exchange, or further
/// behind than its window (-1021). So time stamps are the exchange's time when it was last measured and what
/// has passed since by the monotonic clock, which nobody sets: by a wall clock that is set forward an order
/// would be written down a day ahead, and the journal's time never goes back. A state machine without a
/// clock: each function is told the moment.
struct ExchangeClock {
  /// How long a measurement is trusted. Clocks of machines without NTP drift by some milliseconds a minute.
  static let ageMillisecondsMax = 600_000
  /// After a measurement that failed the next one waits for so long; requests go out meanwhile.
  static let restMilliseconds = 5_000
  /// By how much wall clock and monotonic clock may part before the wall clock counts as set, or the machine
  /// as having slept.
  static let jumpMilliseconds = 500
  /// Times that an exchange can have: from 2017 to 2100. Anything else is no answer.
  static let plausible = 1_483_228_800_000...4_102_444_800_000

  /// The exchange's time less this machine's; nil before the first measurement.
  private(set) var offsetMilliseconds: Int?
  private var measured = RateBudget.Moment(monotonicMilliseconds: 0, wallMilliseconds: 0)
  private var failedAtMilliseconds: Int?

  /// The exchange's time; nil before the first measurement.
  func time(at moment: RateBudget.Moment) -> Int? {
    offsetMilliseconds.map {
      measured.wallMilliseconds + $0 + moment.monotonicMilliseconds - measured.monotonicMilliseconds
    }
  }

  /// The moment with the exchange's time in place of this machine's, as far as it is known.
  func corrected(_ moment: RateBudget.Moment) -> RateBudget.Moment {
    var corrected = moment
    corrected.wallMilliseconds = time(at: moment) ?? moment.wallMilliseconds
    return corrected
  }

  /// Takes an answer: the exchange said `serverTime` half a round trip before it arrived at `moment`.
  mutating func note(serverTime: Int, roundTripMilliseconds: Int, at moment: RateBudget.Moment) {
    offsetMilliseconds = serverTime + roundTripMilliseconds / 2 - moment.wallMilliseconds
    measured = moment
    failedAtMilliseconds = nil
  }

  /// Takes note that a measurement brought nothing.
  mutating func noteFailure(at moment: RateBudget.Moment) {
    failedAtMilliseconds = moment.monotonicMilliseconds
  }

  /// Whether a measurement has come in since that moment.
  func wasMeasured(since moment: RateBudget.Moment) -> Bool {
    offsetMilliseconds != nil && measured.monotonicMilliseconds >= moment.monotonicMilliseconds
  }

  /// Whether the clock should be measured before a time stamp is made: it never was, or this machine's clock
  /// was set since, or the machine slept. Age alone makes no request wait.
  func isAstray(at moment: RateBudget.Moment) -> Bool {
    if let failedAtMilliseconds,
      moment.monotonicMilliseconds - failedAtMilliseconds < Self.restMilliseconds
    {
      return false
    }
    guard offsetMilliseconds != nil else { return true }
    let wall = moment.wallMilliseconds - measured.wallMilliseconds
    let monotonic = moment.monotonicMilliseconds - measured.monotonicMilliseconds
    return (wall - monotonic).magnitude > Self.jumpMilliseconds
  }
}
