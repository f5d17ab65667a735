/// Whether a symbol trades, with the exchange's names (enums.md, "Symbol status").
public enum TradingStatus: String, Sendable, CaseIterable {
  case trading = "TRADING"
  case halt = "HALT"
  case `break` = "BREAK"
}
