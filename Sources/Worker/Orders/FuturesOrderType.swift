/// The types of USD-M orders and what each must and may have ("New Order" and "New Algo Order" of the
/// exchange's USD-M documents).
enum FuturesOrderType: String, Sendable, CaseIterable {
  case limit = "LIMIT"
  case market = "MARKET"
  case stop = "STOP"
  case stopMarket = "STOP_MARKET"
  case takeProfit = "TAKE_PROFIT"
  case takeProfitMarket = "TAKE_PROFIT_MARKET"
  case trailingStopMarket = "TRAILING_STOP_MARKET"

  /// Whether it waits for a trigger; such orders are sent as algo orders since 2025-12.
  var isConditional: Bool { self != .limit && self != .market }

  /// Whether it has a limit price.
  var hasPrice: Bool { self == .limit || self == .stop || self == .takeProfit }

  /// Whether it is triggered by `stop_price`.
  var hasTrigger: Bool { isConditional && self != .trailingStopMarket }

  /// Whether it may close a whole position when triggered.
  var mayClosePosition: Bool { self == .stopMarket || self == .takeProfitMarket }

  /// Its needs in words.
  var needs: String {
    switch self {
    case .limit: "quantity and price"
    case .market: "quantity"
    case .stop, .takeProfit: "quantity, price and stop_price"
    case .stopMarket, .takeProfitMarket: "stop_price, and quantity or close_position"
    case .trailingStopMarket: "quantity and callback_rate"
    }
  }

  /// Whether an argument goes with it.
  func allows(_ argument: String) -> Bool {
    switch argument {
    case "price", "time_in_force", "good_till_date": hasPrice
    case "stop_price": hasTrigger
    case "activate_price", "callback_rate": self == .trailingStopMarket
    case "close_position": mayClosePosition
    case "working_type", "price_protect": isConditional
    default: true
    }
  }
}
