/// What the exchange lets this address send, and how much of it is used.
///
/// The exchange grants every address a weight per minute and a number of requests per five minutes, and bans
/// those who go on after they were told to stop. The
/// truth is in the header `X-MBX-USED-WEIGHT-1M` of each answer: it knows of other programs on the same
/// address. Requests under way are added to it, since no
/// header knows of them yet. A state machine without a clock: each function is told the time. Source:
/// "Limits" of the exchange's REST documentation.
public struct RateBudget: Sendable {
  /// One moment, on both clocks.
  ///
  /// The windows are the exchange's minutes, so the wall clock counts them; how long to keep silent is
  /// counted by the monotonic one, which nobody sets.
  public struct Moment: Sendable {
    /// Milliseconds of the monotonic clock.
    public var monotonicMilliseconds: Int
    /// Milliseconds since 1970.
    public var wallMilliseconds: Int

    /// A moment.
    public init(monotonicMilliseconds: Int, wallMilliseconds: Int) {
      self.monotonicMilliseconds = monotonicMilliseconds
      self.wallMilliseconds = wallMilliseconds
    }
  }

  /// Which bound is in the way.
  public enum Cause: Sendable, Equatable {
    /// The weight of this minute is used up.
    case weight
    /// The number of requests in five minutes is used up.
    case requestCount
    /// The exchange answered 429.
    case tooManyRequests
    /// The exchange answered 418: the address is banned.
    case ban
  }

  /// May a request go out?
  public enum Verdict: Sendable, Equatable {
    /// Now.
    case send
    /// After a short wait, which is worth it.
    case wait(milliseconds: Int)
    /// Not for so long.
    case refuse(milliseconds: Int, Cause)
  }

  /// One request that was charged and has not been settled.
  public struct Ticket: Sendable {
    let weight: Int
    /// Answers that had come when it was sent.
    let answerCount: Int
  }

  /// The longest wait that is not refused.
  public static let waitMillisecondsMax = 2_000
  /// Requests per five minutes and address (RAW_REQUESTS).
  public static let requestCountMax = 61_000
  /// How long to stop after a 429 or 418 that does not say it. Bans begin at two minutes.
  public static let defaultStopSeconds = (tooManyRequests: 60, ban: 120)
  /// Windows are left a little later than our clock says, since the exchange's may be behind.
  static let marginMilliseconds = 100

  /// The weight of one minute; the exchange says in exchangeInfo when it is another one.
  public var limit: Int
  private var minute = 0
  private var knownUse = 0
  private var knownUseAnswer = 0
  /// More than any limit of the exchange.
  private static let usedWeightMax = 1_000_000_000

  private var weightUnderWay = 0
  private var answerCount = 0
  private var fiveMinutes = 0
  private var requestCount = 0
  private var stop: (untilMilliseconds: Int, cause: Cause)?

  /// Nothing used.
  public init(limit: Int = 6_000) {
    self.limit = limit
  }

  /// Asks whether a request of this weight may go out.
  public mutating func verdict(on weight: Int, at moment: Moment) -> Verdict {
    roll(to: moment)
    if let stop {
      return Self.verdict(stop.untilMilliseconds - moment.monotonicMilliseconds, stop.cause)
    }
    if knownUse + weightUnderWay + weight > limit {
      return Self.verdict(resetsInMilliseconds(at: moment) + Self.marginMilliseconds, .weight)
    }
    if requestCount >= Self.requestCountMax {
      return Self.verdict(
        300_000 - moment.wallMilliseconds % 300_000 + Self.marginMilliseconds, .requestCount)
    }
    return .send
  }

  private static func verdict(_ milliseconds: Int, _ cause: Cause) -> Verdict {
    milliseconds <= waitMillisecondsMax
      ? .wait(milliseconds: max(1, milliseconds)) : .refuse(milliseconds: milliseconds, cause)
  }

  /// Takes the weight of a request that is about to go out.
  public mutating func charge(_ weight: Int, at moment: Moment) -> Ticket {
    roll(to: moment)
    weightUnderWay += weight
    requestCount += 1
    return Ticket(weight: weight, answerCount: answerCount)
  }

  /// Gives back what was taken for a request of which no byte was sent.
  public mutating func refund(_ ticket: Ticket) {
    weightUnderWay -= ticket.weight
    requestCount = max(0, requestCount - 1)
  }

  /// A request has ended, with or without an answer.
  ///
  /// - Parameter usedWeight: what the answer's header says. Answers of parallel requests may overtake each
  ///   other; a smaller number is believed only of a
  ///   request that was sent after the greater one had come. Without a header our own count goes on, as the
  ///   exchange may have counted the request.
  public mutating func settle(_ ticket: Ticket, usedWeight: Int?, at moment: Moment) {
    roll(to: moment)
    weightUnderWay -= ticket.weight
    answerCount += 1
    // A header is the network's word: a number that no sum can hold must not end the process.
    let usedWeight = usedWeight.map { min($0, Self.usedWeightMax) }
    guard let usedWeight else {
      knownUse += ticket.weight
      return
    }
    if usedWeight >= knownUse || ticket.answerCount >= knownUseAnswer {
      knownUse = usedWeight
      knownUseAnswer = answerCount
    }
  }

  /// The exchange said to stop.
  ///
  /// - Parameter seconds: its Retry-After; nil when it gave none. A shorter stop never ends a longer one.
  public mutating func stop(for seconds: Int?, isBan: Bool, at moment: Moment) {
    let usual = isBan ? Self.defaultStopSeconds.ban : Self.defaultStopSeconds.tooManyRequests
    let stopSeconds = min(max(seconds ?? usual, 1), 7 * 86_400)
    let until = moment.monotonicMilliseconds + stopSeconds * 1_000
    if let stop, stop.untilMilliseconds >= until { return }
    stop = (until, isBan ? .ban : .tooManyRequests)
  }

  /// Another worker on this address heard from the exchange how much is used: the limit is the address's.
  ///
  /// - Parameter usedWeight: believed only if it is more than what is known; the exchange's own word to this
  ///   worker goes on as before.
  public mutating func hear(usedWeight: Int, at moment: Moment) {
    roll(to: moment)
    knownUse = max(knownUse, min(usedWeight, Self.usedWeightMax))
  }

  /// The weight used in this minute, requests under way included.
  public func used(at moment: Moment) -> Int {
    (moment.wallMilliseconds / 60_000 == minute ? knownUse : 0) + weightUnderWay
  }

  /// How long until the minute is over.
  public func resetsInMilliseconds(at moment: Moment) -> Int {
    60_000 - moment.wallMilliseconds % 60_000
  }

  /// How long nothing may be sent because the exchange said so; 0 when it may.
  public func stoppedForMilliseconds(at moment: Moment) -> Int {
    max(0, (stop?.untilMilliseconds ?? 0) - moment.monotonicMilliseconds)
  }

  private mutating func roll(to moment: Moment) {
    let thisMinute = moment.wallMilliseconds / 60_000
    if thisMinute != minute {
      minute = thisMinute
      knownUse = 0
      knownUseAnswer = answerCount
    }
    if thisMinute / 5 != fiveMinutes {
      fiveMinutes = thisMinute / 5
      requestCount = 0
    }
    if let stop, stop.untilMilliseconds <= moment.monotonicMilliseconds { self.stop = nil }
  }
}
