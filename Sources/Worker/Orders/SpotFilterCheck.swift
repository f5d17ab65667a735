internal import Catalog
internal import Values

/// Checks one spot order against its symbol's filters, before anything is sent ("Filters" of the exchange's
/// documents).
///
/// What counts the account's open orders is not checked here: only the exchange knows them all. Where the
/// documents leave something open, the order passes and the exchange decides.
struct SpotFilterCheck {
  let rules: SymbolRules
  /// The average price of five minutes, which the filters compare with; `nil` when none is known, and then
  /// what needs it is left to the exchange.
  var average: ExactDecimal?

  /// How many minutes the exchange's average price is over; it publishes no other.
  static let averageMinutes = 5

  init(_ rules: SymbolRules) {
    self.rules = rules
  }

  /// Whether judging this order takes the average price.
  func needsAverage(_ order: SpotOrder) -> Bool {
    if order.price != nil, rules.bands.contains(where: { $0.averageMinutes == Self.averageMinutes }) {
      return true
    }
    guard order.isMarketWhenWorking else { return false }
    if order.quoteQuantity != nil { return rules.marketLots.maximum != nil }
    return rules.notionals.contains { bound in
      let (minimum, maximum) = bound.bounds(isMarket: true)
      return bound.averageMinutes == Self.averageMinutes && (minimum != nil || maximum != nil)
    }
  }

  /// What the order alone can break.
  ///
  /// - Throws: `validationError` for the first filter that the order breaks.
  func checkForm(_ order: SpotOrder) throws(ToolFailure) {
    try checkTerms(order)
    try checkGrids(order)
    try checkIceberg(order)
    try checkTrailing(order)
    try checkPosition(order)
  }

  /// What it can break by the market's price. The band comes before the worth: of an order that is far off
  /// in price, a quantity that would make up for it is no help.
  func checkPrices(_ order: SpotOrder) throws(ToolFailure) {
    try checkBands(order)
    try checkNotional(order)
    try checkQuoteLot(order)
  }

  /// What the symbol takes at all.
  private func checkTerms(_ order: SpotOrder) throws(ToolFailure) {
    let symbol = rules.symbol
    guard rules.orderTypes.contains(order.type.rawValue) else {
      throw .notOffered(
        "\(order.type.rawValue) orders", by: symbol, "Use one of \(rules.orderTypes.joined(separator: ", "))."
      )
    }
    if order.quoteQuantity != nil, rules.allowances.quoteQuantity == false {
      throw .notOffered("market orders by quote_quantity", by: symbol, "Give quantity instead.")
    }
    if order.icebergQuantity != nil, rules.allowances.iceberg == false {
      throw .notOffered("iceberg orders", by: symbol, "Leave iceberg_quantity out.")
    }
    if order.trailingDelta != nil, rules.allowances.trailingStop == false {
      throw .notOffered("trailing stops", by: symbol, "Use stop_price instead.")
    }
    if order.peg != nil, rules.allowances.pegs == false {
      throw .notOffered("pegged orders", by: symbol, "Give price instead.")
    }
  }

  /// PRICE_FILTER, LOT_SIZE and MARKET_LOT_SIZE, and the decimals of the assets.
  private func checkGrids(_ order: SpotOrder) throws(ToolFailure) {
    for field in [OrderField.price, .stopPrice] {
      guard let price = order.amount(field), let problem = rules.prices.problem(price) else { continue }
      throw .grid(
        "PRICE_FILTER", argument: order.names.argument(field), value: price, rules.prices, problem,
        of: rules.symbol)
    }
    let lots = rules.quantities(isMarket: order.isMarketWhenWorking)
    if let quantity = order.quantity {
      let name = order.names.argument(.quantity)
      if let problem = rules.lots.problem(quantity) {
        throw .grid("LOT_SIZE", argument: name, value: quantity, lots, problem, of: rules.symbol)
      }
      if order.isMarketWhenWorking, let problem = rules.marketLots.problem(quantity) {
        throw .grid("MARKET_LOT_SIZE", argument: name, value: quantity, lots, problem, of: rules.symbol)
      }
      try checkDecimals(quantity, name, rules.baseDecimals)
    }
    if let quantity = order.quoteQuantity {
      try checkDecimals(quantity, order.names.argument(.quoteQuantity), rules.quoteDecimals)
    }
  }

  private func checkDecimals(_ value: ExactDecimal, _ name: String, _ decimals: Int) throws(ToolFailure) {
    let step = ExactDecimal(unchecked: 1, scale: decimals)
    let grid = ValueGrid(minimum: nil, maximum: nil, step: step)
    guard let problem = grid.problem(value) else { return }
    throw .grid("PRECISION", argument: name, value: value, grid, problem, of: rules.symbol)
  }

  /// MARKET_LOT_SIZE of an order by its value: what it pays for at the average price may not be more than the
  /// maximum. The steps do not concern it; the engine rounds down.
  private func checkQuoteLot(_ order: SpotOrder) throws(ToolFailure) {
    guard let quantity = order.quoteQuantity, let average, !average.isZero,
      let maximum = rules.marketLots.maximum
    else { return }
    let most: ExactDecimal
    do throws(ExactDecimal.Failure) {
      most = try maximum.multiplied(by: average)
    } catch {
      return
    }
    guard quantity > most else { return }
    let below = most.rounded(decimals: rules.quoteDecimals, rounding: .down)
    throw .filter(
      "MARKET_LOT_SIZE", argument: order.names.argument(.quoteQuantity), value: quantity,
      problem: "pays for more than the \(maximum) \(rules.base) that one market order may be",
      bound: "about \(below) \(rules.quote) at most", below: below, above: nil)
  }

  /// ICEBERG_PARTS: the order in parts of its iceberg quantity, the last of which may be smaller.
  private func checkIceberg(_ order: SpotOrder) throws(ToolFailure) {
    guard let part = order.icebergQuantity else { return }
    let name = order.names.argument(.icebergQuantity)
    if let problem = rules.lots.problem(part) {
      throw .grid("LOT_SIZE", argument: name, value: part, rules.lots, problem, of: rules.symbol)
    }
    guard let quantity = order.quantity else { return }
    guard part <= quantity else {
      throw .filter(
        "ICEBERG_PARTS", argument: name, value: part, problem: "is more than quantity \(quantity)",
        bound: "at most the quantity", below: rules.lots.nearest(notAbove: quantity), above: nil)
    }
    guard let countMax = rules.icebergPartCountMax, countMax > 0 else { return }
    var parts: ExactDecimal?
    var least: ExactDecimal?
    do throws(ExactDecimal.Failure) {
      parts = try quantity.divided(by: part, decimals: 0, rounding: .up)
      least = try quantity.divided(
        by: ExactDecimal(countMax), decimals: rules.baseDecimals, rounding: .up)
    } catch {
      // More parts than 38 digits can count.
      (parts, least) = (nil, nil)
    }
    guard parts.map({ $0 > ExactDecimal(countMax) }) ?? true else { return }
    throw .filter(
      "ICEBERG_PARTS", argument: name, value: part,
      problem: "makes \(parts.map(\.description) ?? "too many") parts; \(rules.symbol) allows \(countMax)",
      bound: "an iceberg_quantity of at least the quantity over \(countMax)", below: nil,
      above: least.flatMap { rules.lots.nearest(notBelow: $0) })
  }

  private func checkTrailing(_ order: SpotOrder) throws(ToolFailure) {
    guard let delta = order.trailingDelta, let bound = rules.trailing else { return }
    let range = order.type.waitsForRise(order.side) ? bound.above : bound.below
    guard !range.contains(delta) else { return }
    let isLow = delta < range.lowerBound
    throw .filter(
      "TRAILING_DELTA", argument: order.names.argument(.trailingDelta), value: ExactDecimal(delta),
      problem: isLow
        ? "is less than the minimum \(range.lowerBound) of \(rules.symbol)"
        : "is more than the maximum \(range.upperBound) of \(rules.symbol)",
      bound: "\(range.lowerBound) to \(range.upperBound) basis points",
      below: isLow ? nil : ExactDecimal(range.upperBound),
      above: isLow ? ExactDecimal(range.lowerBound) : nil)
  }

  /// MAX_POSITION, as far as the order alone can break it: what the account holds already is the exchange's
  /// to add.
  private func checkPosition(_ order: SpotOrder) throws(ToolFailure) {
    guard order.side == .buy, let maximum = rules.positionMax, let quantity = order.quantity,
      quantity > maximum
    else { return }
    throw .filter(
      "MAX_POSITION", argument: order.names.argument(.quantity), value: quantity,
      problem: "is more than the \(maximum) \(rules.base) that one account may hold",
      bound: "at most \(maximum)",
      below: rules.lots.nearest(notAbove: maximum), above: nil)
  }
}
