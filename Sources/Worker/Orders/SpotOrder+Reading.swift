internal import Catalog
internal import Values

/// Reading an order from a call's arguments, and which of them go together.
extension SpotOrder {
  /// The order of these names.
  ///
  /// - Throws: `validationError` for what is missing or does not go with the type.
  init(_ arguments: CheckedArguments, names: LegNames) throws(ToolFailure) {
    let side = try Self.word(names.argument(.side), arguments, OrderSide.init)
    let type = try Self.word(names.argument(.type), arguments, SpotOrderType.init)
    self.init(side, type, names: names)
    timeInForce = arguments.string(names.argument(.timeInForce))
    quantity = arguments.decimal(names.argument(.quantity))
    quoteQuantity = arguments.decimal(names.argument(.quoteQuantity))
    price = arguments.decimal(names.argument(.price))
    stopPrice = arguments.decimal(names.argument(.stopPrice))
    trailingDelta = arguments.integer(names.argument(.trailingDelta))
    icebergQuantity = arguments.decimal(names.argument(.icebergQuantity))
    if let priceType = arguments.string(names.argument(.pegPriceType)) {
      peg = Peg(priceType: priceType, levels: arguments.integer(names.argument(.pegOffset)))
    } else if arguments.contains(names.argument(.pegOffset)) {
      throw .argument(
        names.argument(.pegOffset), value: nil, problem: "needs peg_price_type",
        bound: "peg_offset_levels together with peg_price_type")
    }
    try checkPresence(arguments)
    // The exchange demands it; to stand until cancelled is what an order does by which nothing else was said.
    if type.needsTimeInForce, timeInForce == nil { timeInForce = "GTC" }
    try checkCombination()
  }

  static func word<Word>(
    _ name: String, _ arguments: CheckedArguments, _ word: (String) -> Word?
  ) throws(ToolFailure) -> Word {
    guard let text = arguments.string(name) else {
      throw .argument(name, value: nil, problem: "is missing", bound: "\(name), as the tool describes it")
    }
    guard let word = word(text) else {
      throw .argument(
        name, value: ShownValue.quoted(text), problem: "is not a choice here",
        bound: "another \(name), as the tool describes it")
    }
    return word
  }

  private func checkPresence(_ arguments: CheckedArguments) throws(ToolFailure) {
    for field in OrderField.allCases where !type.allows(field) {
      // Of a pair side and quantity are another argument.
      let name = names.argument(field)
      guard arguments.contains(name) else { continue }
      throw .argument(
        name, value: nil, problem: "does not go with type \(type.rawValue)",
        bound: "\(type.rawValue) with \(type.needs)", suggestion: "Leave \(name) out, or use another type.")
    }
    for field in type.mandatory where amount(field) == nil {
      if field == .price, peg != nil { continue }
      throw missing(names.argument(field))
    }
    if type == .market {
      guard quantity != nil || quoteQuantity != nil else { throw missing(names.argument(.quantity)) }
      guard quantity == nil || quoteQuantity == nil else {
        throw .argument(
          names.argument(.quoteQuantity), value: nil, problem: "does not go together with quantity",
          bound: "one of the two")
      }
    }
    if type.isConditional, stopPrice == nil, trailingDelta == nil {
      throw missing(names.argument(.stopPrice))
    }
  }

  private func missing(_ name: String) -> ToolFailure {
    .argument(
      name, value: nil, problem: "is missing; \(type.rawValue) needs \(type.needs)",
      bound: "\(type.rawValue) with \(type.needs)")
  }

  /// "Any order with an icebergQty MUST have timeInForce set to GTC", and the rules of pegged orders.
  private func checkCombination() throws(ToolFailure) {
    if icebergQuantity != nil, let timeInForce, timeInForce != "GTC" {
      throw .argument(
        names.argument(.icebergQuantity), value: nil, problem: "does not go with \(timeInForce)",
        bound: "GTC for an order that shows a part of itself")
    }
    guard let peg else { return }
    // The exchange would take both, check the price and go by the peg: a low price would hide what is paid.
    if price != nil {
      throw .argument(
        names.argument(.price), value: nil,
        problem: "does not go together with \(names.argument(.pegPriceType))",
        bound: "one of the two: a price, or a peg to the book")
    }
    if type == .limitMaker, peg.priceType == "MARKET_PEG" {
      throw .argument(
        names.argument(.pegPriceType), value: peg.priceType, problem: "would take; LIMIT_MAKER may not",
        bound: "PRIMARY_PEG for LIMIT_MAKER")
    }
    if type == .limit, peg.priceType == "PRIMARY_PEG", timeInForce != "GTC" {
      throw .argument(
        names.argument(.timeInForce), value: timeInForce, problem: "does not go with PRIMARY_PEG",
        bound: "GTC for a LIMIT order pegged to its own side")
    }
  }
}
