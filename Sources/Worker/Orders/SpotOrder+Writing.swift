internal import Values

/// An order as parameters of a request, as a leg of a proposal and as words.
extension SpotOrder {
  /// The parameters; side and quantity of a pair are left to whoever writes the pair.
  func query(withSide hasSide: Bool = true) -> [(name: String, value: String)] {
    var query: [(name: String, value: String)] = []
    append(to: &query, withSide: hasSide)
    return query
  }

  /// Appends the parameters.
  func append(to query: inout [(name: String, value: String)], withSide hasSide: Bool = true) {
    func add(_ field: OrderField, _ value: String?) {
      if let value { query.append((names.parameter(field), value)) }
    }
    func text(_ amount: ExactDecimal?) -> String? { amount?.withoutTrailingZeros.description }
    if hasSide { add(.side, side.rawValue) }
    add(.type, type.rawValue)
    add(.timeInForce, timeInForce)
    if hasSide { add(.quantity, text(quantity)) }
    add(.quoteQuantity, text(quoteQuantity))
    add(.price, text(price))
    add(.stopPrice, text(stopPrice))
    add(.trailingDelta, trailingDelta.map(String.init))
    add(.icebergQuantity, text(icebergQuantity))
    guard let peg else { return }
    add(.pegPriceType, peg.priceType)
    if let levels = peg.levels {
      let prefix = names.parameterPrefix
      query.append((prefix.isEmpty ? "pegOffsetType" : "\(prefix)PegOffsetType", "PRICE_LEVEL"))
      add(.pegOffset, String(levels))
    }
  }

  /// The order as the policy and the journal see it.
  ///
  /// - Parameter isAlternative: it is one of a pair of which a fill cancels the other.
  func leg(isAlternative: Bool = false) -> OrderProposal.Leg {
    var leg = OrderProposal.Leg(idName: names.idName, side: side.rawValue, type: type.rawValue)
    leg.quantity = quantity
    leg.quoteQuantity = quoteQuantity
    leg.price = price
    leg.stopPrice = stopPrice
    leg.trailingDelta = trailingDelta
    leg.pegLevels = peg.map { $0.levels ?? 0 }
    leg.pegTakes = peg?.priceType == "MARKET_PEG"
    leg.isAlternative = isAlternative
    return leg
  }

  /// "buy 0.01 BTC at 60000 USDT or better (LIMIT, GTC)".
  func words(base: String, quote: String) -> String {
    var text = "\(side.verb) "
    if let quoteQuantity {
      text += "\(base) for \(quoteQuantity.withoutTrailingZeros) \(quote)"
    } else if let quantity {
      text += "\(quantity.withoutTrailingZeros) \(base)"
    }
    switch (price, peg) {
    case (let price?, _): text += " at \(price.withoutTrailingZeros) \(quote) or better"
    case (nil, let peg?): text += " at the book's price (\(peg.priceType))"
    case (nil, nil): text += " at the market's price"
    }
    if type.isConditional {
      let way = type.waitsForRise(side) ? "rises" : "falls"
      if let stopPrice { text += ", once the price \(way) to \(stopPrice.withoutTrailingZeros)" }
      if let trailingDelta { text += ", trailing by \(trailingDelta) basis points" }
    }
    return text + " (\(([type.rawValue] + [timeInForce].compactMap { $0 }).joined(separator: ", ")))"
  }
}
