/// The types of futures orders (USD-M documents, "Order types").
public enum FuturesOrderType: String, Sendable, Hashable, CaseIterable {
  case limit = "LIMIT"
  case market = "MARKET"
  case stop = "STOP"
  case stopMarket = "STOP_MARKET"
  case takeProfit = "TAKE_PROFIT"
  case takeProfitMarket = "TAKE_PROFIT_MARKET"
  case trailingStopMarket = "TRAILING_STOP_MARKET"

  /// Whether it waits for a price, and so goes the way of algo orders.
  public var isConditional: Bool { self != .limit && self != .market }
  /// Whether it has a limit price of its own.
  public var hasPrice: Bool { self == .limit || self == .stop || self == .takeProfit }
}
