/// The exchange's REST interfaces; each has its own host and its own rate limits.
public enum API: String, Sendable, CaseIterable {
  /// `/api`, spot trading and market data.
  case spot
  /// `/sapi`, wallet; the same host as spot, limits of its own.
  case wallet
  /// `/fapi`, USD-M futures; a host of its own.
  case futures
}
