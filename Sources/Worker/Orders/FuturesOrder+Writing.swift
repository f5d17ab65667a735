internal import Values

/// A USD-M order as parameters of a request, as a leg and as words; and rounded down.
extension FuturesOrder {
  /// The parameter that takes its client order id.
  var idName: String { type.isConditional ? "clientAlgoId" : "newClientOrderId" }

  /// The parameters.
  var query: [(name: String, value: String)] {
    var query: [(name: String, value: String)] = []
    func add(_ name: String, _ value: String?) {
      if let value { query.append((name, value)) }
    }
    func text(_ amount: ExactDecimal?) -> String? { amount?.withoutTrailingZeros.description }
    add("side", side.rawValue)
    add("type", type.rawValue)
    add("positionSide", positionSide)
    add("timeInForce", timeInForce)
    add("quantity", text(quantity))
    add("price", text(price))
    add("triggerPrice", text(stopPrice))
    add("activatePrice", text(activatePrice))
    add("callbackRate", text(callbackRate))
    if isReduceOnly { add("reduceOnly", "true") }
    if closesPosition { add("closePosition", "true") }
    add("workingType", workingType)
    add("priceProtect", isPriceProtected == true ? "true" : nil)
    add("selfTradePreventionMode", selfTradePrevention)
    add("goodTillDate", goodTillDate.map(String.init))
    // Of an order without a trigger: what became of it, and not only that it came.
    if !type.isConditional { add("newOrderRespType", "RESULT") }
    return query
  }

  /// The order as the policy and the journal see it.
  var leg: OrderProposal.Leg {
    var leg = OrderProposal.Leg(idName: idName, side: side.rawValue, type: type.rawValue)
    leg.quantity = quantity
    leg.price = price
    leg.stopPrice = stopPrice ?? activatePrice
    leg.onlyReduces = onlyReduces
    // A percent is a hundred basis points; the check has seen to one decimal and at most 10.
    if let rate = callbackRate {
      leg.trailingDelta = Int(rate.text(decimals: 2).filter { $0 != "." })
    }
    return leg
  }

  /// "sell 0.002 BTC at the market's price (STOP_MARKET)…".
  func words(_ rules: SymbolRules) -> String {
    var text = closesPosition ? "close the position with a \(side.verb) order" : side.verb
    if let quantity { text += " \(quantity.withoutTrailingZeros) \(rules.base)" }
    text += " on USD-M futures"
    if let price {
      text += " at \(price.withoutTrailingZeros) \(rules.quote) or better"
    } else {
      text += " at the market's price"
    }
    if let stopPrice { text += ", once the price reaches \(stopPrice.withoutTrailingZeros)" }
    if let callbackRate { text += ", trailing by \(callbackRate.withoutTrailingZeros)%" }
    if onlyReduces { text += ", only to reduce a position" }
    let terms = [type.rawValue, timeInForce, isHedged ? positionSide : nil].compactMap(\.self)
    return text + " (\(terms.joined(separator: ", ")))"
  }

  /// Rounds amounts that are too fine toward less money, as `SpotOrder.adjust(to:)` does and for its reasons.
  mutating func adjust(to rules: SymbolRules) -> [String] {
    var changes: [String] = []
    func round(_ value: inout ExactDecimal?, _ name: String, _ grid: ValueGrid, isDown: Bool) {
      guard let before = value, let step = grid.step, !before.isMultiple(of: step),
        let after = isDown ? grid.onStep(notAbove: before) : grid.onStep(notBelow: before)
      else { return }
      value = after
      changes.append(
        "\(name) \(before.withoutTrailingZeros) became \(after.withoutTrailingZeros), "
          + "\(isDown ? "down" : "up") to a step of \(step)")
    }
    round(&quantity, "quantity", rules.quantities(isMarket: !type.hasPrice), isDown: true)
    round(&price, "price", rules.prices, isDown: side == .buy)
    round(&stopPrice, "stop_price", rules.prices, isDown: side == .buy)
    round(&activatePrice, "activate_price", rules.prices, isDown: side == .buy)
    return changes
  }
}
