import PaperCore

/// How many orders each account has placed in the running intervals.
///
/// On spot only orders without a fill count: the first fill of an order gives back, whenever the order was
/// placed, and never below zero (faqs/order_count_decrement.md). Futures give nothing back.
struct OrderLimits: Sendable {
  /// What one account has placed, in the order of `limits`.
  private struct Usage {
    var short = WindowCount()
    var long = WindowCount()
  }

  /// The limit of the shorter interval.
  let short: RateLimit
  /// The limit of the longer one.
  let long: RateLimit
  private var usages = BoundedTable<Int, Usage>(countMax: OrderLimits.accountCountMax)

  /// Accounts kept in mind; more cannot exist.
  static let accountCountMax = 10_000

  init(short: RateLimit, long: RateLimit) {
    self.short = short
    self.long = long
  }

  /// Charges orders to both intervals, or to none.
  ///
  /// - Throws: -1015 with 429 and the seconds to wait.
  mutating func charge(_ count: Int, long longCount: Int, to account: Int, now: Int) throws(ExchangeError) {
    var usage = usages.value(of: account) ?? Usage()
    let isShortFull = usage.short.add(count, in: short.window(at: now)) > short.limit
    let isLongFull = usage.long.add(longCount, in: long.window(at: now)) > long.limit
    // The longer wait first: after the shorter one the request would be refused again.
    if isLongFull { throw .tooManyOrders(long).retryable(after: long.secondsLeft(at: now)) }
    if isShortFull { throw .tooManyOrders(short).retryable(after: short.secondsLeft(at: now)) }
    guard store(usage, account, now) else {
      throw .tooManyOrders(short).retryable(after: short.secondsLeft(at: now))
    }
  }

  /// Takes orders back from both intervals.
  mutating func giveBack(_ count: Int, long longCount: Int, to account: Int, now: Int) {
    guard var usage = usages.value(of: account) else { return }
    usage.short.giveBack(count, in: short.window(at: now))
    usage.long.giveBack(longCount, in: long.window(at: now))
    _ = store(usage, account, now)
  }

  private mutating func store(_ usage: Usage, _ account: Int, _ now: Int) -> Bool {
    let window = long.window(at: now)
    return usages.store(usage, for: account) { $0.long.used(in: window) > 0 }
  }

  /// What an account has placed in the intervals of `now`.
  func counts(of account: Int, now: Int) -> [(limit: RateLimit, count: Int)] {
    let usage = usages.value(of: account) ?? Usage()
    return [
      (short, usage.short.used(in: short.window(at: now))), (long, usage.long.used(in: long.window(at: now))),
    ]
  }
}
