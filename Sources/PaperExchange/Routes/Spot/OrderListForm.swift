import PaperCore
import PaperSpot

/// Reads an order list out of a request whose parameters have been checked one by one (rest-api.md, "Order
/// lists").
struct OrderListForm {
  /// The request.
  let query: CheckedQuery
  /// The symbol's listing.
  let listing: Listing

  /// `POST /api/v3/orderList/oco`.
  func oco() throws(ExchangeError) -> NewOrderList {
    let above = try leg("above", shared: "").order()
    let below = try leg("below", shared: "").order()
    try checkPair(above: above, below: below)
    return .oco(above: above, below: below)
  }

  /// `POST /api/v3/order/oco`: a LIMIT_MAKER order and a stop order, which the side tells above from below.
  func deprecatedOCO() throws(ExchangeError) -> NewOrderList {
    let isLimited = query["stopLimitPrice"] != nil
    if isLimited, query["stopLimitTimeInForce"] == nil { throw .shouldAlsoBeSent("stopLimitTimeInForce") }
    guard let side: OrderSide = query.word("side") else { throw .missingParameter("side") }
    let limit = OrderForm(query: query, listing: listing, names: .deprecatedLimitLeg, isInList: true)
    let stop = OrderForm(query: query, listing: listing, names: .deprecatedStopLeg, isInList: true)
    let limitOrder = try limit.order(side: side, type: .limitMaker)
    let stopOrder = try stop.order(side: side, type: isLimited ? .stopLossLimit : .stopLoss)
    return switch side {
    case .buy: .oco(above: stopOrder, below: limitOrder)
    case .sell: .oco(above: limitOrder, below: stopOrder)
    }
  }

  /// `POST /api/v3/orderList/oto`.
  func oto() throws(ExchangeError) -> NewOrderList {
    .oto(working: try workingOrder(), pending: try leg("pending").order())
  }

  /// `POST /api/v3/orderList/otoco`.
  func otoco() throws(ExchangeError) -> NewOrderList {
    let working = try workingOrder()
    let pair = try pendingPair(awaitsQuantity: false)
    return .otoco(working: working, pendingAbove: pair.above, pendingBelow: pair.below)
  }

  /// `POST /api/v3/orderList/opo`.
  func opo() throws(ExchangeError) -> NewOrderList {
    let working = try workingOrder()
    let pending = try leg("pending", awaitsQuantity: true).order()
    try checkSides(working, pending)
    return .opo(working: working, pending: pending)
  }

  /// `POST /api/v3/orderList/opoco`.
  func opoco() throws(ExchangeError) -> NewOrderList {
    let working = try workingOrder()
    let pair = try pendingPair(awaitsQuantity: true)
    try checkSides(working, pair.above)
    return .opoco(working: working, pendingAbove: pair.above, pendingBelow: pair.below)
  }

  private func leg(_ prefix: String, shared: String? = nil, awaitsQuantity: Bool = false) -> OrderForm {
    OrderForm(
      query: query, listing: listing, names: .leg(prefix, shared: shared), isInList: true,
      awaitsQuantity: awaitsQuantity)
  }

  /// The working order: LIMIT or LIMIT_MAKER.
  private func workingOrder() throws(ExchangeError) -> NewOrder {
    let order = try leg("working").order()
    guard order.type == .limit || order.type == .limitMaker else { throw .invalidOrderType }
    return order
  }

  private func pendingPair(awaitsQuantity: Bool) throws(ExchangeError) -> (above: NewOrder, below: NewOrder) {
    // The table says that it is not mandatory; without it there is no pair.
    guard query["pendingBelowType"] != nil else { throw .missingParameter("pendingBelowType") }
    let above = try leg("pendingAbove", shared: "pending", awaitsQuantity: awaitsQuantity).order()
    let below = try leg("pendingBelow", shared: "pending", awaitsQuantity: awaitsQuantity).order()
    try checkPair(above: above, below: below)
    return (above, below)
  }

  /// Which types make a pair, and which of them is above (errors.md, -1158 to -1199).
  private func checkPair(above: NewOrder, below: NewOrder) throws(ExchangeError) {
    for leg in [above, below] where leg.type == .limit || leg.type == .market { throw .pairTypeRejected }
    guard above.type != .limitMaker || below.type != .limitMaker else { throw .bothOrdersAreLimit }
    // Of a sell pair the profit is above the price and the loss below it; of a buy pair it is the other way
    // round.
    let (profit, loss) = above.side == .sell ? (above, below) : (below, above)
    let isSell = above.side == .sell
    switch loss.type {
    case .limitMaker: throw isSell ? .sellLimitMustBeAbove : .buyLimitMustBeBelow
    case .takeProfit, .takeProfitLimit: throw isSell ? .sellTakeProfitMustBeAbove : .buyTakeProfitMustBeBelow
    default: break
    }
    switch profit.type {
    case .stopLoss, .stopLossLimit: throw isSell ? .sellStopLossMustBeBelow : .buyStopLossMustBeAbove
    default: break
    }
  }

  private func checkSides(_ working: NewOrder, _ pending: NewOrder) throws(ExchangeError) {
    guard working.side == .buy else { throw .workingOrderMustBuy }
    guard pending.side == .sell else { throw .pendingOrdersMustSell }
  }
}
