/// Whether and by which policy the trading worker may move money.
public enum TradingMode: String, Sendable, CaseIterable {
  /// No configuration file allows it.
  case off
  /// It was asked not to, which wins over everything.
  case readOnly = "read-only"
  /// On the paper exchange, without limits.
  case paper
  /// By the policy of the configuration file, which the trading worker reads itself.
  case configured

  /// Whether orders may be made at all, so that their tools are listed.
  public var mayTrade: Bool { self == .paper || self == .configured }
}
