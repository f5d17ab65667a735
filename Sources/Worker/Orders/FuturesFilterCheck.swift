internal import Catalog
internal import Values

/// Checks one USD-M order against its contract's filters, before anything is sent ("Filters" of the
/// exchange's USD-M documents).
struct FuturesFilterCheck {
  let rules: SymbolRules
  /// The mark price, which the filters compare with; `nil` when it is not known.
  var mark: ExactDecimal?

  init(_ rules: SymbolRules) {
    self.rules = rules
  }

  /// Whether judging this order takes the mark price. A conditional order is judged when it triggers, by the
  /// mark price of then.
  func needsMark(_ order: FuturesOrder) -> Bool {
    guard !order.type.isConditional else { return false }
    return order.price != nil && !rules.bands.isEmpty
      || order.type == .market && !order.onlyReduces && !rules.notionals.isEmpty
  }

  /// - Throws: `validationError` for the first filter that the order breaks.
  func check(_ order: FuturesOrder) throws(ToolFailure) {
    let symbol = rules.symbol
    guard rules.orderTypes.contains(order.type.rawValue) else {
      throw .notOffered(
        "\(order.type.rawValue) orders", by: symbol, "Use one of \(rules.orderTypes.joined(separator: ", "))."
      )
    }
    if let time = order.timeInForce, let times = rules.timesInForce, !times.contains(time) {
      throw .notOffered("time_in_force \(time)", by: symbol, "Use one of \(times.joined(separator: ", ")).")
    }
    try checkGrids(order)
    try checkBands(order)
    try checkNotional(order)
  }

  private func checkGrids(_ order: FuturesOrder) throws(ToolFailure) {
    let prices = [
      ("price", order.price), ("stop_price", order.stopPrice), ("activate_price", order.activatePrice),
    ]
    for (name, price) in prices {
      guard let price, let problem = rules.prices.problem(price) else { continue }
      throw .grid(
        "PRICE_FILTER", argument: name, value: price, rules.prices, problem, of: rules.symbol)
    }
    guard let quantity = order.quantity else { return }
    let isMarket = !order.type.hasPrice
    let lots = rules.quantities(isMarket: isMarket)
    // A stop that becomes a market order has to pass as one: refused when it triggers it would be no stop.
    if let problem = rules.lots.problem(quantity) {
      throw .grid("LOT_SIZE", argument: "quantity", value: quantity, lots, problem, of: rules.symbol)
    }
    if isMarket, let problem = rules.marketLots.problem(quantity) {
      throw .grid("MARKET_LOT_SIZE", argument: "quantity", value: quantity, lots, problem, of: rules.symbol)
    }
  }

  /// PERCENT_PRICE: a buyer's price may not be far above the mark price, a seller's not far below.
  private func checkBands(_ order: FuturesOrder) throws(ToolFailure) {
    guard !order.type.isConditional, let price = order.price, let mark else { return }
    for band in rules.bands {
      let factors = band.factors(of: order.side)
      try PriceBandCheck(
        rules: rules, filter: band.filter, argument: "price", reference: ("the mark price", mark)
      ).check(price, minimum: factors.minimum, maximum: factors.maximum)
    }
  }

  /// MIN_NOTIONAL, of which orders that only reduce are free ("unless you choose reduce only", -4164).
  private func checkNotional(_ order: FuturesOrder) throws(ToolFailure) {
    guard !order.onlyReduces, !order.type.isConditional, let price = order.price ?? mark else { return }
    for bound in rules.notionals {
      try NotionalCheck(
        rules: rules, filter: bound.filter, isMarket: !order.type.hasPrice, price: price,
        argument: "quantity"
      ).check(order.quantity, minimum: bound.minimum, maximum: bound.maximum)
    }
  }
}
