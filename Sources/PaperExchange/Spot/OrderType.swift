/// What kind of order it is (enums.md, "Order types").
public enum OrderType: String, Sendable, Hashable, CaseIterable {
  case limit = "LIMIT"
  case market = "MARKET"
  case stopLoss = "STOP_LOSS"
  case stopLossLimit = "STOP_LOSS_LIMIT"
  case takeProfit = "TAKE_PROFIT"
  case takeProfitLimit = "TAKE_PROFIT_LIMIT"
  case limitMaker = "LIMIT_MAKER"

  /// It waits for a price before it works: what filters.md calls an "algo" order.
  public var isContingent: Bool {
    switch self {
    case .stopLoss, .stopLossLimit, .takeProfit, .takeProfitLimit: true
    case .limit, .market, .limitMaker: false
    }
  }

  /// A contingent order whose price must rise to its stop price; the others wait for it to fall
  /// (faqs/trailing-stop-faq.md).
  func waitsForRise(_ side: OrderSide) -> Bool {
    let isStopLoss = self == .stopLoss || self == .stopLossLimit
    return isStopLoss == (side == .buy)
  }

  /// It takes whatever price there is once it works.
  public var isMarketWhenWorking: Bool { self == .market || self == .stopLoss || self == .takeProfit }
}
