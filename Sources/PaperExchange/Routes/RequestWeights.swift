/// The request weight that each address has used in the running minute, and who is banned.
///
/// Minutes are the clock's. An address that passes the limit gets 429 until the minute ends; one that keeps
/// sending all the same is banned (418) for two minutes, and each further ban lasts twice as long, up to
/// three days (rest-api.md, "IP Limits"). The documents do not say how many refused requests make a ban; here
/// it is `ignoredRefusalCountMax`.
public struct RequestWeights: Sendable {
  /// What one address has done.
  private struct Usage {
    var minute: Int
    var weight = 0
    var refusalCount = 0
    var banCount = 0
    var bannedUntil = 0
  }

  /// Weight an address may use in a minute.
  public let limit: Int
  /// Refused requests after which an address is banned.
  public static let ignoredRefusalCountMax = 10
  /// Length of the first ban in milliseconds.
  public static let firstBanMilliseconds = 120_000
  /// Length that no ban exceeds, in milliseconds.
  public static let banMillisecondsMax = 3 * 86_400_000
  /// Addresses kept in mind; beyond that those of past minutes are forgotten.
  public static let addressCountMax = 1_024

  private var usages: [String: Usage] = [:]

  /// - Parameter limit: 6,000 at the exchange.
  public init(limit: Int = 6_000) {
    self.limit = limit
  }

  /// Charges `weight` to `address` at wall time `now` in milliseconds.
  ///
  /// - Returns: the weight used in this minute, this request included.
  /// - Throws: `tooMuchWeight` or `banned`; `retryAfterSeconds` then says for how long.
  public mutating func charge(_ weight: Int, to address: String, now: Int) throws(ExchangeError) -> Int {
    let minute = now / 60_000
    if usages.count >= Self.addressCountMax, usages[address] == nil {
      usages = usages.filter { $0.value.minute == minute || $0.value.bannedUntil > now }
      // Every place is taken by an address of this very minute: the newcomer is refused rather than memory
      // grown.
      if usages.count >= Self.addressCountMax { throw .tooMuchWeight(limit: limit) }
    }
    var usage = usages[address] ?? Usage(minute: minute)
    defer { usages[address] = usage }
    if usage.bannedUntil > now { throw .banned(untilMilliseconds: usage.bannedUntil) }
    if usage.minute != minute {
      usage.minute = minute
      usage.weight = 0
      usage.refusalCount = 0
    }
    usage.weight += weight
    guard usage.weight > limit else { return usage.weight }
    usage.refusalCount += 1
    guard usage.refusalCount > Self.ignoredRefusalCountMax else { throw .tooMuchWeight(limit: limit) }
    let length = min(Self.banMillisecondsMax, Self.firstBanMilliseconds << min(usage.banCount, 16))
    usage.banCount += 1
    usage.bannedUntil = now + length
    throw .banned(untilMilliseconds: usage.bannedUntil)
  }

  /// Weight that `address` has used in the minute of `now`.
  public func used(by address: String, now: Int) -> Int {
    guard let usage = usages[address], usage.minute == now / 60_000 else { return 0 }
    return usage.weight
  }

  /// Seconds after which `address`, which has just been refused, may send again, rounded up.
  public func retryAfterSeconds(for address: String, now: Int) -> Int {
    if let until = usages[address]?.bannedUntil, until > now { return (until - now + 999) / 1_000 }
    return (60_000 - now % 60_000 + 999) / 1_000
  }
}
