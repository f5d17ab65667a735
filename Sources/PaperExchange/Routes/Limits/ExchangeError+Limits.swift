import PaperCore

extension ExchangeError {
  /// -1003 with 429 (errors.md).
  static func tooMuchWeight(_ limit: RateLimit) -> Self {
    Self(
      status: 429, code: -1003,
      message: "Too much request weight used; current limit is \(limit.limit) request weight per "
        + "\(limit.words). Please use WebSocket Streams for live updates to avoid polling the API.")
  }
  /// -1003 with 429: RAW_REQUESTS. errors.md has no text that names its limit.
  static let tooManyRequestsQueued = Self(status: 429, code: -1003, message: "Too many requests queued.")
  /// -1003 with 418 (errors.md).
  static func banned(untilMilliseconds until: Int) -> Self {
    Self(
      status: 418, code: -1003,
      message: "Way too much request weight used; IP banned until \(until). "
        + "Please use WebSocket Streams for live updates to avoid bans.")
  }
  /// -1003 with 429 (USD-M futures documents, "Error Codes").
  static func tooManyFuturesRequests(_ limit: RateLimit) -> Self {
    Self(
      status: 429, code: -1003,
      message: "Too many requests; current limit is \(limit.limit) requests per minute. "
        + "Please use the websocket for live updates to avoid polling the API.")
  }
  /// -1003 with 418 (USD-M futures documents, "Error Codes").
  static func bannedFromFutures(untilMilliseconds until: Int) -> Self {
    Self(
      status: 418, code: -1003,
      message: "Way too many requests; IP banned until \(until). "
        + "Please use the websocket for live updates to avoid bans.")
  }
  /// -1015 with 429 (errors.md; the example of rest-api.md ends with "10 SECOND.").
  static func tooManyOrders(_ limit: RateLimit) -> Self {
    Self(
      status: 429, code: -1015,
      message: "Too many new orders; current limit is \(limit.limit) orders per \(limit.words).")
  }
}

extension AddressLimits.Words {
  /// Spot's, as errors.md has them.
  static let spot = Self(
    tooMuchWeight: { .tooMuchWeight($0) }, tooManyRequests: .tooManyRequestsQueued,
    banned: { .banned(untilMilliseconds: $0) })
  /// Those of USD-M futures.
  static let futures = Self(
    tooMuchWeight: { .tooManyFuturesRequests($0) }, tooManyRequests: .tooManyRequestsQueued,
    banned: { .bannedFromFutures(untilMilliseconds: $0) })
}
