/// How somebody behaves who has been refused: one who keeps sending all the same is banned for two minutes,
/// and each further ban lasts twice as long, up to three days (rest-api.md, "IP Limits").
///
/// The documents do not say how many refused requests make a ban; here it is `ignoredRefusalCountMax` in one
/// interval of the limit.
struct Standing: Sendable {
  /// Refused requests after which a ban follows.
  static let ignoredRefusalCountMax = 10
  /// Length of the first ban in milliseconds.
  static let firstBanMilliseconds = 120_000
  /// Length that no ban exceeds, in milliseconds.
  static let banMillisecondsMax = 3 * 86_400_000

  private var refusals = WindowCount()
  private var banCount = 0
  /// Until when the last ban lasts, in milliseconds; 0 when there was none.
  private(set) var bannedUntil = 0

  /// Counts a refused request.
  ///
  /// - Returns: whether it was one too many: a ban has begun.
  mutating func refuse(in window: Int, now: Int) -> Bool {
    guard refusals.add(1, in: window) > Self.ignoredRefusalCountMax else { return false }
    bannedUntil = now + min(Self.banMillisecondsMax, Self.firstBanMilliseconds << min(banCount, 16))
    banCount += 1
    return true
  }

  /// Whether it has to be kept in mind: a ban runs, or something was refused in the running interval.
  func matters(in window: Int, now: Int) -> Bool { bannedUntil > now || refusals.used(in: window) > 0 }

  /// Seconds that the ban still lasts.
  func secondsLeft(at now: Int) -> Int { (bannedUntil - now + 999) / 1_000 }
}
