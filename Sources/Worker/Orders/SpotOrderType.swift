/// The types of spot orders and what each must and may have ("Additional mandatory parameters based on order
/// type" of the exchange's REST document).
enum SpotOrderType: String, Sendable, CaseIterable {
  case limit = "LIMIT"
  case limitMaker = "LIMIT_MAKER"
  case market = "MARKET"
  case stopLoss = "STOP_LOSS"
  case stopLossLimit = "STOP_LOSS_LIMIT"
  case takeProfit = "TAKE_PROFIT"
  case takeProfitLimit = "TAKE_PROFIT_LIMIT"

  /// Whether it has a limit price, which a peg may stand in for.
  var hasPrice: Bool {
    switch self {
    case .limit, .limitMaker, .stopLossLimit, .takeProfitLimit: true
    case .market, .stopLoss, .takeProfit: false
    }
  }

  /// Whether it waits for a trigger.
  var isConditional: Bool {
    switch self {
    case .stopLoss, .stopLossLimit, .takeProfit, .takeProfitLimit: true
    case .limit, .limitMaker, .market: false
    }
  }

  /// Whether the exchange demands `timeInForce`.
  var needsTimeInForce: Bool { hasPrice && self != .limitMaker }

  /// Whether it stops a loss, as opposed to taking a profit.
  var stopsLoss: Bool { self == .stopLoss || self == .stopLossLimit }

  /// Whether it is triggered by a price above the market's: a buyer's stop and a seller's profit.
  func waitsForRise(_ side: OrderSide) -> Bool { stopsLoss == (side == .buy) }

  /// What it cannot do without; a trigger and one of the two quantities of a market order are asked apart.
  var mandatory: [OrderField] {
    switch self {
    case .market: []
    case .stopLoss, .takeProfit: [.quantity]
    case .limit, .limitMaker, .stopLossLimit, .takeProfitLimit: [.quantity, .price]
    }
  }

  /// What it may have beside side and type.
  func allows(_ field: OrderField) -> Bool {
    switch field {
    case .side, .type, .quantity: true
    case .quoteQuantity: self == .market
    case .price, .pegPriceType, .pegOffset: hasPrice
    case .timeInForce: needsTimeInForce
    case .stopPrice, .trailingDelta: isConditional
    case .icebergQuantity: hasPrice
    }
  }

  /// Its needs in words.
  var needs: String {
    switch self {
    case .limit, .limitMaker: "quantity and price"
    case .market: "quantity or quote_quantity"
    case .stopLoss, .takeProfit: "quantity, and stop_price or trailing_delta"
    case .stopLossLimit, .takeProfitLimit: "quantity, price, and stop_price or trailing_delta"
    }
  }
}
