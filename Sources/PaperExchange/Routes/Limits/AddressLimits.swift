import PaperCore

/// The request weight and the number of requests that each address has used in the running intervals, and who
/// is banned. Spot and futures have one each.
///
/// An address that passes a limit gets 429 until the interval ends; one that keeps sending all the same is
/// banned (418): `Standing`.
struct AddressLimits: Sendable {
  /// What one address has done.
  private struct Usage {
    var weight = WindowCount()
    var requests = WindowCount()
    var standing = Standing()

    /// Whether it has to be kept in mind: a ban runs, or something was used in a running interval.
    func matters(_ weightLimit: RateLimit, _ requestLimit: RateLimit?, at now: Int) -> Bool {
      if standing.bannedUntil > now || weight.used(in: weightLimit.window(at: now)) > 0 { return true }
      return requestLimit.map { requests.used(in: $0.window(at: now)) > 0 } ?? false
    }
  }

  /// Addresses kept in mind; beyond that those of past intervals are forgotten.
  static let addressCountMax = 4_096

  /// Weight that an address may use.
  let weightLimit: RateLimit
  /// Requests that an address may send, whatever they weigh; `nil` where the exchange has no such limit.
  let requestLimit: RateLimit?
  private let words: Words
  private var usages = BoundedTable<String, Usage>(countMax: AddressLimits.addressCountMax)

  /// The texts of one of the exchange's interfaces.
  struct Words: Sendable {
    var tooMuchWeight: @Sendable (RateLimit) -> ExchangeError
    var tooManyRequests: ExchangeError
    var banned: @Sendable (_ untilMilliseconds: Int) -> ExchangeError
  }

  init(weight: RateLimit, requests: RateLimit?, words: Words) {
    weightLimit = weight
    requestLimit = requests
    self.words = words
  }

  /// Charges one request of `weight` to `address` at wall time `now` in milliseconds.
  ///
  /// - Throws: -1003 with 429 or 418 and the seconds to wait.
  mutating func charge(_ weight: Int, to address: String, now: Int) throws(ExchangeError) {
    var usage = usages.value(of: address) ?? Usage()
    let refusal = charge(weight, to: &usage, now: now)
    let (weightLimit, requestLimit) = (weightLimit, requestLimit)
    let hasPlace = usages.store(usage, for: address) { $0.matters(weightLimit, requestLimit, at: now) }
    if let refusal { throw refusal }
    guard hasPlace else {
      throw words.tooMuchWeight(weightLimit).retryable(after: weightLimit.secondsLeft(at: now))
    }
  }

  private func charge(_ weight: Int, to usage: inout Usage, now: Int) -> ExchangeError? {
    if usage.standing.bannedUntil > now { return banned(usage, at: now) }
    let window = weightLimit.window(at: now)
    let hasTooMuchWeight = usage.weight.add(weight, in: window) > weightLimit.limit
    var hasTooManyRequests = false
    if let requestLimit {
      let count = usage.requests.add(1, in: requestLimit.window(at: now))
      hasTooManyRequests = count > requestLimit.limit
    }
    guard hasTooMuchWeight || hasTooManyRequests else { return nil }
    if usage.standing.refuse(in: window, now: now) { return banned(usage, at: now) }
    if hasTooManyRequests, let requestLimit {
      return words.tooManyRequests.retryable(after: requestLimit.secondsLeft(at: now))
    }
    return words.tooMuchWeight(weightLimit).retryable(after: weightLimit.secondsLeft(at: now))
  }

  private func banned(_ usage: Usage, at now: Int) -> ExchangeError {
    words.banned(usage.standing.bannedUntil).retryable(after: usage.standing.secondsLeft(at: now))
  }

  /// Takes back the weight of a request that turned out to be free. It stays a request.
  mutating func giveBack(_ weight: Int, to address: String, now: Int) {
    guard var usage = usages.value(of: address) else { return }
    usage.weight.giveBack(weight, in: weightLimit.window(at: now))
    _ = usages.store(usage, for: address) { _ in true }
  }

  /// Weight that `address` has used in the interval of `now`.
  func used(by address: String, now: Int) -> Int {
    usages.value(of: address)?.weight.used(in: weightLimit.window(at: now)) ?? 0
  }
}
