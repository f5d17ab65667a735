import PaperCore

/// The weight that each address or account has used of each wallet endpoint in the running minute.
///
/// `/sapi` counts differently from the rest: every endpoint has a counter of its own, by address or by
/// account (wallet documents, "LIMITS"). Passing one is 429; who keeps sending all the same, whichever
/// endpoints, is banned from all of them (418), as "General Info" of the wallet documents says of addresses.
/// For accounts they say nothing, and it is the same here.
struct EndpointLimits: Sendable {
  /// Whose counter of which endpoint.
  private struct Key: Hashable, Sendable {
    var endpoint: String
    var payer: WeightPayer
  }

  /// Counters kept in mind; beyond that those of past minutes are forgotten.
  static let counterCountMax = 16_384

  /// Weight of one endpoint that an address may use.
  let addressLimit: RateLimit
  /// Weight of one endpoint that an account may use.
  let accountLimit: RateLimit
  private var counts = BoundedTable<Key, WindowCount>(countMax: EndpointLimits.counterCountMax)
  private var standings = BoundedTable<WeightPayer, Standing>(countMax: EndpointLimits.counterCountMax)

  init(address: RateLimit, account: RateLimit) {
    addressLimit = address
    accountLimit = account
  }

  private func limit(of payer: WeightPayer) -> RateLimit {
    switch payer {
    case .address: addressLimit
    case .account: accountLimit
    }
  }

  /// Charges a request.
  ///
  /// - Throws: -1003 with 429 or 418 and the seconds to wait.
  mutating func charge(
    _ weight: Int, of endpoint: String, to payer: WeightPayer, now: Int
  ) throws(ExchangeError) {
    let limit = limit(of: payer)
    if let standing = standings.value(of: payer), standing.bannedUntil > now {
      throw Self.banned(standing, at: now)
    }
    let key = Key(endpoint: endpoint, payer: payer)
    var count = counts.value(of: key) ?? WindowCount()
    let used = count.add(weight, in: limit.window(at: now))
    // Both limits are per minute, so that one question answers for every counter.
    let hasPlace = counts.store(count, for: key) { $0.used(in: limit.window(at: now)) > 0 }
    guard used <= limit.limit, hasPlace else {
      if let ban = ban(payer, in: limit.window(at: now), now: now) { throw ban }
      throw .tooMuchWeight(limit).retryable(after: limit.secondsLeft(at: now))
    }
  }

  /// Notes that a request was refused.
  ///
  /// - Returns: what is said when a ban begins; `nil` when none does.
  private mutating func ban(_ payer: WeightPayer, in window: Int, now: Int) -> ExchangeError? {
    var standing = standings.value(of: payer) ?? Standing()
    let isBanned = standing.refuse(in: window, now: now)
    // Without a place for it nobody is banned, but nothing is let through either.
    let hasPlace = standings.store(standing, for: payer) { $0.matters(in: window, now: now) }
    return isBanned && hasPlace ? Self.banned(standing, at: now) : nil
  }

  private static func banned(_ standing: Standing, at now: Int) -> ExchangeError {
    .banned(untilMilliseconds: standing.bannedUntil).retryable(after: standing.secondsLeft(at: now))
  }

  /// Weight that has been used in the minute of `now`.
  func used(of endpoint: String, by payer: WeightPayer, now: Int) -> Int {
    counts.value(of: Key(endpoint: endpoint, payer: payer))?.used(in: limit(of: payer).window(at: now)) ?? 0
  }
}
