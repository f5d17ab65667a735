internal import Answers
internal import Catalog
internal import Exchange
internal import Journal
internal import Values

/// USD-M orders.
extension OrderDesk {
  /// `create_futures_order`.
  func futuresOrder(
    _ arguments: CheckedArguments, for call: CallContext
  ) async throws(ToolFailure) -> OrderProposal {
    var order = try FuturesOrder(arguments)
    let rules = try await contractRules(try requiredSymbol(arguments), for: call)
    let changes = arguments.string("adjust") == "round_down" ? order.adjust(to: rules) : []
    try await check(order, rules, for: call)
    var proposal = Self.proposal(order, rules)
    proposal.adjustments = changes
    return proposal
  }

  /// `close_position`: a market order of exactly the position's size that can only reduce.
  func closing(
    _ arguments: CheckedArguments, for call: CallContext
  ) async throws(ToolFailure) -> OrderProposal {
    let symbol = try requiredSymbol(arguments)
    let rules = try await contractRules(symbol, for: call)
    let wanted = arguments.string("position_side")
    let open = try await positions(of: symbol, for: call).filter { !$0.amount.isZero }
    let matching = open.filter { wanted == nil || $0.side == wanted }
    guard let position = matching.first else {
      throw ToolFailure(
        kind: .validationError,
        message: "there is no open position on \(symbol)\(wanted.map { " with position_side \($0)" } ?? "")",
        suggestion: open.isEmpty
          ? "Nothing has to be closed." : "Use position_side \(open.map(\.side).joined(separator: " or ")).",
        details: [("symbol", .string(symbol))])
    }
    guard matching.count == 1 else {
      throw .argument(
        "position_side", value: nil, problem: "is missing; \(symbol) has positions of both sides",
        bound: "LONG or SHORT")
    }
    var order = FuturesOrder(position.amount.isNegative ? .buy : .sell, .market)
    order.quantity = position.amount.magnitude
    // In hedge mode `reduceOnly` cannot be sent; there the opposite side cannot do anything else.
    if position.side == "BOTH" { order.isReduceOnly = true } else { order.positionSide = position.side }
    try await check(order, rules, for: call)
    return Self.proposal(order, rules)
  }

  private func check(
    _ order: FuturesOrder, _ rules: SymbolRules, for call: CallContext
  ) async throws(ToolFailure) {
    var check = FuturesFilterCheck(rules)
    try check.check(order)
    guard check.needsMark(order) else { return }
    check.mark = try await markPrice(of: rules.symbol, for: call)
    try check.check(order)
  }

  /// The account's positions on one contract: one, or one for each side in hedge mode.
  func positions(
    of symbol: String, for call: CallContext
  ) async throws(ToolFailure) -> [(side: String, amount: ExactDecimal)] {
    let asked = try await ask(.positionRisk, [("symbol", symbol)], for: call)
    let list = try asked.reader.array(asked.root)
    var positions: [(side: String, amount: ExactDecimal)] = []
    for (index, row) in list.elements.enumerated() where index < 8 {
      guard row["symbol"]?.string == symbol else {
        throw asked.reader.unexpected("symbol of row \(index)", "the one asked for")
      }
      let side = try asked.reader.word(row["positionSide"], "positionSide of row \(index)")
      guard ["BOTH", "LONG", "SHORT"].contains(side), !positions.contains(where: { $0.side == side }) else {
        throw asked.reader.unexpected("positionSide of row \(index)", "a side that comes once")
      }
      positions.append((side, try asked.reader.decimal(row["positionAmt"], "positionAmt of row \(index)")))
    }
    return positions
  }

  private static func proposal(_ order: FuturesOrder, _ rules: SymbolRules) -> OrderProposal {
    let isConditional = order.type.isConditional
    let before = isConditional ? [(name: "algoType", value: "CONDITIONAL")] : []
    return OrderProposal(
      kind: isConditional ? .futuresAlgoOrder : .futuresOrder,
      endpoint: isConditional ? .newAlgoOrder : .newFuturesOrder, symbol: rules.symbol, base: rules.base,
      quote: rules.quote, query: before + [(name: "symbol", value: rules.symbol)] + order.query,
      idName: order.idName, legs: [order.leg], summary: order.words(rules))
  }
}
