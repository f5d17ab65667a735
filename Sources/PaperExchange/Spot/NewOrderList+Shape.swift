extension NewOrderList {
  /// The dependents' quantity is what the working order will have bought.
  var paysOther: Bool {
    switch self {
    case .oco, .oto, .otoco: false
    case .opo, .opoco: true
    }
  }

  /// The working order, and the others in the order of their numbers: of a pair the stop order first, as in
  /// the documented responses.
  var orders: (working: NewOrder?, dependents: [NewOrder]) {
    switch self {
    case .oco(let above, let below): (nil, Self.pair(above, below))
    case .oto(let working, let pending), .opo(let working, let pending): (working, [pending])
    case .otoco(let working, let above, let below), .opoco(let working, let above, let below):
      (working, Self.pair(above, below))
    }
  }

  private static func pair(_ above: NewOrder, _ below: NewOrder) -> [NewOrder] {
    isStop(above.type) ? [above, below] : [below, above]
  }

  private static func isStop(_ type: OrderType) -> Bool { type == .stopLoss || type == .stopLossLimit }

  /// What is wrong with the orders together; `nil` when nothing is.
  var shapeRefusal: OrderRefusal? {
    let unsupported = OrderRefusal.rejected("Unsupported order combination")
    let (working, dependents) = orders
    if let working, working.type != .limit && working.type != .limitMaker { return unsupported }
    if paysOther {
      // Only buying orders can pay selling ones (faqs/opo.md).
      guard working?.side == .buy, dependents.allSatisfy({ $0.side == .sell }) else { return unsupported }
    }
    if dependents.contains(where: { $0.quoteQuantity != nil }) { return unsupported }
    guard dependents.count == 2 else { return nil }
    let profits: [OrderType] = [.limitMaker, .takeProfit, .takeProfitLimit]
    let isPair =
      Self.isStop(dependents[0].type) && profits.contains(dependents[1].type)
      && dependents[0].side == dependents[1].side && dependents[0].quantity == dependents[1].quantity
    return isPair ? nil : unsupported
  }

  /// Whether the prices of a pair stand on their sides of each other, and of the last price where it counts
  /// already (rest-api.md, "New Order list - OCO"). A price that the market will give is not judged.
  func hasSoundPrices(last: Int?) -> Bool {
    let pair = orders.dependents
    guard pair.count == 2 else { return true }
    let stop = pair[0].stopPrice
    let profit = pair[1].type == .takeProfit ? pair[1].stopPrice : pair[1].price
    let isSell = pair[0].side == .sell
    func isInOrder(_ lower: Int?, _ upper: Int?) -> Bool {
      guard let lower, let upper else { return true }
      return lower < upper
    }
    let (lower, upper) = isSell ? (stop, profit) : (profit, stop)
    guard isInOrder(lower, upper), isInOrder(lower, last), isInOrder(last, upper) else { return false }
    // What was sent as the upper order is the upper one: the stop of a buying pair, the other of a selling
    // one.
    switch self {
    case .oco(let above, _), .otoco(_, let above, _), .opoco(_, let above, _):
      return Self.isStop(above.type) != isSell
    case .oto, .opo: return true
    }
  }
}
