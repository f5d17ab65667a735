import PaperCore

extension AnswerWriter {
  /// An entry of `rateLimits`, or with a count one of `GET /api/v3/rateLimit/order`.
  mutating func rateLimit(_ rate: RateLimit, count: Int? = nil) {
    beginObject()
    member("rateLimitType", rate.kind.rawValue)
    member("interval", rate.interval.rawValue)
    member("intervalNum", integer: rate.intervalCount)
    member("limit", integer: rate.limit)
    if let count { member("count", integer: count) }
    endObject()
  }
}
