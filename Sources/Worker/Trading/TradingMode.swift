/// What the command line says about trading: `--trading`. It can take away, never give.
package enum TradingMode: String, Sendable, CaseIterable {
  /// Nobody asked for trading.
  case off
  /// Nothing may change anything, whatever a file says.
  case readOnly = "read-only"
  /// The paper exchange, without limits. Of no effect at any other venue.
  case paper
  /// As the configuration file says.
  case configured
}
