/// The groups by which `--tools` picks tools; a tool is in exactly one.
public enum ToolGroup: String, Sendable, CaseIterable {
  /// Prices, books, candles, trades and rules of symbols.
  case market
  /// Balances, positions and fees.
  case account
  /// Orders.
  case trading
  /// USD-M futures.
  case futures
  /// Deposits, withdrawals, transfers and liquidations of the past.
  case history
  /// The server's own state.
  case server
}
