public import Catalog
public import Wire

/// How much each caller may still ask for: calls in a minute, evenly, and calls at a time. Pure: the clock is
/// passed in.
///
/// By caller and not by connection or session: whoever holds one token has what one token has, however many
/// sessions he opens. A tenth of a minute's calls may come at once, so that a client that starts with a dozen
/// of them is not held up.
public struct CallAllowances: Sendable {
  /// Whether a call may begin.
  public enum Verdict: Sendable, Equatable {
    /// It may, and has: `end` is to follow.
    case begun
    /// Not before so many milliseconds are over.
    case tooFast(waitMilliseconds: Int)
    /// Not before one of thousands of other callers has been still for a while.
    case tooManyCallers(waitMilliseconds: Int)
    /// Not before another one of the same caller has ended.
    case tooMany(atOnce: Int)
  }

  /// What one caller has used.
  private struct Use: Sendable {
    /// When all that was asked for would have been answered at an even pace: nanoseconds.
    var paidUntil: UInt64
    var runningCount = 0
  }

  /// The most callers that are remembered. Whoever has used nothing of late is forgotten, and begins anew
  /// with the same allowance.
  public static let callerCountMax = 4_096

  /// What is left of waiting for a place among `callerCountMax`: nobody knows when one of them rests.
  private static let crowdWaitMilliseconds = 1_000

  /// The calls of one caller in a minute.
  public let perMinuteMax: Int
  /// How many of them may come at once, of a caller who has asked for nothing of late.
  public let burstCountMax: Int
  private let intervalNanoseconds: UInt64
  private let burstNanoseconds: UInt64
  private let atOnceMax: Int
  private var uses: [String: Use] = [:]

  /// By the launcher's rules.
  public init(_ rules: AccessRules) {
    self.init(perMinuteMax: Int(rules.callsPerMinuteMax), atOnceMax: Int(rules.callsAtOnceMax))
  }

  /// - Precondition: both are more than zero.
  public init(perMinuteMax: Int, atOnceMax: Int) {
    precondition(perMinuteMax > 0 && atOnceMax > 0, "somebody may ask something")
    intervalNanoseconds = 60_000_000_000 / UInt64(perMinuteMax)
    self.perMinuteMax = perMinuteMax
    burstCountMax = max(1, perMinuteMax / 10)
    burstNanoseconds = intervalNanoseconds * UInt64(burstCountMax - 1)
    self.atOnceMax = atOnceMax
  }

  /// Begins a call of somebody, if he may.
  ///
  /// - Parameter nowNanoseconds: of the monotonic clock.
  public mutating func begin(_ principal: Principal, nowNanoseconds now: UInt64) -> Verdict {
    if uses[principal.name] == nil, uses.count >= Self.callerCountMax { forgetIdle(now) }
    // Nobody can be forgotten: thousands ask at once, and one more has to wait.
    guard uses[principal.name] != nil || uses.count < Self.callerCountMax else {
      return .tooManyCallers(waitMilliseconds: Self.crowdWaitMilliseconds)
    }
    var use = uses[principal.name] ?? Use(paidUntil: now)
    guard use.runningCount < atOnceMax else { return .tooMany(atOnce: atOnceMax) }
    let paidUntil = max(use.paidUntil, now)
    let ahead = paidUntil - now
    guard ahead <= burstNanoseconds else {
      return .tooFast(waitMilliseconds: Int((ahead - burstNanoseconds + 999_999) / 1_000_000))
    }
    use.paidUntil = paidUntil + intervalNanoseconds
    use.runningCount += 1
    uses[principal.name] = use
    return .begun
  }

  /// Ends a call that began.
  public mutating func end(_ principal: Principal) {
    guard var use = uses[principal.name] else { return }
    precondition(use.runningCount > 0, "a call ends once")
    use.runningCount -= 1
    uses[principal.name] = use
  }

  /// Calls that are being answered.
  public func runningCount(_ principal: Principal) -> Int { uses[principal.name]?.runningCount ?? 0 }

  private mutating func forgetIdle(_ now: UInt64) {
    uses = uses.filter { $0.value.runningCount > 0 || $0.value.paidUntil > now }
  }
}
