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
    /// The account's orders of ten seconds, a minute or a day are used up.
    case orderCount
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
  /// Requests per five minutes and address (RAW_REQUESTS) until exchangeInfo says otherwise.
  public static let requestCountMax = 61_000
  /// How long to stop after a 429 or 418 that does not say it. Bans begin at two minutes.
  public static let defaultStopSeconds = (tooManyRequests: 60, ban: 120)
  /// The longest stop that is believed; bans end after three days.
  static let stopSecondsMax = 7 * 86_400
  /// The longest stop that is believed of others. Who is stopped for longer is told so by the exchange, when
  /// the next request asks it.
  static let heardStopMillisecondsMax = 60_000
  /// Windows are left a little later than our clock says, since the exchange's may be behind.
  static let marginMilliseconds = 100
  /// So much later than urgent requests reads leave when both wait for the same minute: then the new minute's
  /// weight is the orders' first.
  static let courtesyMilliseconds = 20

  /// The weight of one minute; the exchange says in exchangeInfo when it is another one.
  public var limit: Int
  /// Requests in five minutes; likewise.
  public var requestLimit = RateBudget.requestCountMax
  /// The part of `limit` that other reads leave to orders, what orders read first, and cancels.
  public let reserve: Int
  private var minute = 0
  private var knownUse = 0
  private var knownUseAnswer = 0
  /// What may be under way of an order's reads while others say that more is used than this worker knows of:
  /// their answers tell it, before a burst of them has the exchange stop everything, cancels too.
  static let uncertainWeightMax = 100
  /// More than any limit of the exchange.
  private static let usedWeightMax = 1_000_000_000

  private var weightUnderWay = 0
  private var answerCount = 0
  private var fiveMinutes = 0
  private var requestCount = 0
  private var stop: (untilMilliseconds: Int, cause: Cause)?
  /// What other workers said, until this minute is over or the exchange's own word to this one is newer.
  private var heardUse = 0
  private var heardAnswer = 0
  private var heardStopUntilMilliseconds = 0

  /// Nothing used.
  public init(limit: Int = 6_000, reserve: Int = 0) {
    self.limit = limit
    self.reserve = reserve
  }

  /// Asks whether a request of this weight may go out.
  ///
  /// - Parameters:
  ///   - isUrgent: for an order, what it reads first, and a cancel only this worker's own headers count: what
  ///     others say is hearsay, and may delay other reads. The reserve is theirs.
  ///   - isRead: of what is urgent, what reads leaves half of the reserve: however many orders ask for prices
  ///     and come to nothing, a cancel still has its weight. Little of it is under way while others say worse
  ///     than this worker knows.
  public mutating func verdict(
    on weight: Int, at moment: Moment, isUrgent: Bool = false, isRead: Bool = false
  ) -> Verdict {
    roll(to: moment)
    if let stop {
      return Self.verdict(stop.untilMilliseconds - moment.monotonicMilliseconds, stop.cause)
    }
    if !isUrgent, heardStopUntilMilliseconds > moment.monotonicMilliseconds {
      return Self.verdict(heardStopUntilMilliseconds - moment.monotonicMilliseconds, .tooManyRequests)
    }
    let isHeardWorse = heardUse > knownUse || heardStopUntilMilliseconds > moment.monotonicMilliseconds
    if isUrgent, isRead, isHeardWorse, weightUnderWay > 0,
      weightUnderWay + weight > Self.uncertainWeightMax
    {
      return .wait(milliseconds: Self.courtesyMilliseconds)
    }
    let known = isUrgent ? knownUse : max(knownUse, heardUse)
    let left = isUrgent ? (isRead ? reserve / 2 : 0) : reserve
    if known + weightUnderWay + weight > limit - left {
      return Self.verdict(resetsInMilliseconds(at: moment) + Self.marginMilliseconds, .weight)
    }
    if requestCount >= requestLimit {
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
    let usedWeight = usedWeight.map { min(max($0, 0), Self.usedWeightMax) }
    guard let usedWeight else {
      knownUse = min(knownUse + ticket.weight, Self.usedWeightMax)
      return
    }
    // The exchange's answer to a request that was sent after the hearsay came knows better.
    if ticket.answerCount >= heardAnswer { heardUse = 0 }
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
    let stopSeconds = min(max(seconds ?? usual, 1), Self.stopSecondsMax)
    let until = moment.monotonicMilliseconds + stopSeconds * 1_000
    if let stop, stop.untilMilliseconds >= until { return }
    stop = (until, isBan ? .ban : .tooManyRequests)
  }

  /// Another worker on this address heard from the exchange how much is used: the limit is the address's.
  ///
  /// Hearsay: it delays reads, and neither orders, what they read first, nor cancels. It holds for this
  /// minute, and until the exchange's own word is newer.
  ///
  /// - Parameter stoppedMilliseconds: for how long the exchange told that worker to stop; 0 for not at all.
  public mutating func hear(usedWeight: Int, stoppedMilliseconds: Int = 0, at moment: Moment) {
    roll(to: moment)
    heardUse = max(heardUse, min(max(usedWeight, 0), Self.usedWeightMax))
    heardAnswer = answerCount + 1
    guard stoppedMilliseconds > 0 else { return }
    let until = moment.monotonicMilliseconds + min(stoppedMilliseconds, Self.heardStopMillisecondsMax)
    heardStopUntilMilliseconds = max(heardStopUntilMilliseconds, until)
  }

  /// Gives the stop that is in force to a budget of the same address.
  mutating func share(_ other: RateBudget, at moment: Moment) {
    if let theirs = other.stop, theirs.untilMilliseconds > moment.monotonicMilliseconds,
      theirs.untilMilliseconds > stop?.untilMilliseconds ?? 0
    {
      stop = theirs
    }
    heardStopUntilMilliseconds = max(heardStopUntilMilliseconds, other.heardStopUntilMilliseconds)
  }

  /// The weight used in this minute as the exchange's own answers say, without what is under way and without
  /// hearsay: what may be told to others.
  public func ownUse(at moment: Moment) -> Int {
    moment.wallMilliseconds / 60_000 == minute ? knownUse : 0
  }

  /// The weight used in this minute, requests under way included.
  public func used(at moment: Moment) -> Int {
    (moment.wallMilliseconds / 60_000 == minute ? max(knownUse, heardUse) : 0) + weightUnderWay
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
      heardUse = 0
      knownUseAnswer = answerCount
    }
    if thisMinute / 5 != fiveMinutes {
      fiveMinutes = thisMinute / 5
      requestCount = 0
    }
    if let stop, stop.untilMilliseconds <= moment.monotonicMilliseconds { self.stop = nil }
  }
}
