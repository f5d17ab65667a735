import PaperAccounts

/// The part of a history that a request asks for.
struct TimeSpan: Hashable {
  /// The first millisecond that belongs to it.
  var from: Int
  /// The last millisecond that belongs to it.
  var through: Int

  /// A day in milliseconds.
  static let day = 86_400_000

  func contains(_ time: Int) -> Bool { time >= from && time <= through }
}

extension Answer {
  /// `startTime` and `endTime` of deposit and withdraw history: the last 90 days unless sent, never more.
  func capitalSpan() throws(ExchangeError) -> TimeSpan {
    let length = 90 * TimeSpan.day
    let end = query.time("endTime") ?? now
    let span = TimeSpan(from: query.time("startTime") ?? max(0, now - length), through: end)
    guard span.from <= span.through, span.through - span.from <= length else { throw .depositInterval }
    return span
  }

  /// The account whose key signed the request.
  ///
  /// - Precondition: the route is a signed one, which the router answers for an account only.
  var holder: Account {
    guard let account else { preconditionFailure("a signed route was answered without an account") }
    return account
  }

  /// The entries that `offset` and `limit` leave, at most 1,000.
  func page<Entry>(_ entries: [Entry]) throws(ExchangeError) -> ArraySlice<Entry> {
    let limit = try limit(default: 1_000, maximum: 1_000)
    return entries.dropFirst(query.integer("offset") ?? 0).prefix(limit)
  }
}
