internal import Catalog
internal import Exchange
internal import Journal
internal import Values

/// Order lists, in the form that the exchange has for them since 2024.
extension OrderDesk {
  /// `create_order_list`.
  func orderList(
    _ tool: Tool, _ arguments: CheckedArguments, for call: CallContext
  ) async throws(ToolFailure) -> OrderProposal {
    let kind = try SpotOrder.word("kind", arguments, OrderListKind.init)
    try Self.checkArguments(of: kind, tool, arguments)
    var working: SpotOrder?
    var followers: [SpotOrder]
    switch kind {
    case .oco: followers = try Self.pair(arguments, isPending: false)
    case .oto:
      working = try Self.workingOrder(arguments)
      followers = [try SpotOrder(arguments, names: .pending)]
    case .otoco:
      working = try Self.workingOrder(arguments)
      followers = try Self.pair(arguments, isPending: true)
    }
    let rules = try await spotRules(try requiredSymbol(arguments), for: call)
    if (kind == .oco ? rules.allowances.oco : rules.allowances.oto) == false {
      throw .notOffered("\(kind.rawValue) lists", by: rules.symbol, "Place single orders instead.")
    }
    let prevention = arguments.string("self_trade_prevention")
    try Self.check(prevention, rules)
    var changes: [String] = []
    if arguments.string("adjust") == "round_down" {
      if let changed = working?.adjust(to: rules) { changes += changed }
      for index in followers.indices {
        // Of a pair both have the quantity, and it is told once.
        changes += followers[index].adjust(to: rules).filter { !changes.contains($0) }
      }
    }
    if followers.count == 2 {
      // They have one quantity between them: where their steps differ, the lesser is right for both.
      let least = [followers[0].quantity, followers[1].quantity].compactMap(\.self).min()
      for index in followers.indices { followers[index].quantity = least }
      try Self.checkPair(followers[0], followers[1])
    }
    try await check([working].compactMap(\.self) + followers, rules, for: call)
    return Self.proposal(kind, working, followers, rules, changes, prevention)
  }

  private static func workingOrder(_ arguments: CheckedArguments) throws(ToolFailure) -> SpotOrder {
    try SpotOrder(arguments, names: .working)
  }

  private static func pair(
    _ arguments: CheckedArguments, isPending: Bool
  ) throws(ToolFailure) -> [SpotOrder] {
    let above = try SpotOrder(arguments, names: .pair("above", isPending: isPending))
    let below = try SpotOrder(arguments, names: .pair("below", isPending: isPending))
    return [above, below]
  }

  /// An argument of another kind of list is not left out silently.
  private static func checkArguments(
    of kind: OrderListKind, _ tool: Tool, _ arguments: CheckedArguments
  ) throws(ToolFailure) {
    for parameter in tool.parameters where arguments.contains(parameter.name) {
      guard !kind.takes(parameter.name) else { continue }
      throw .argument(
        parameter.name, value: nil, problem: "does not belong to an \(kind.rawValue) list",
        bound: kind.needs, suggestion: "Leave it out; \(kind.rawValue) takes \(kind.needs).")
    }
  }

  /// Which types make a pair, and which of them is above ("New Order list - OCO" and the errors -1158 to
  /// -1199): a seller takes the profit above the price and stops the loss below it, a buyer the other way.
  private static func checkPair(_ above: SpotOrder, _ below: SpotOrder) throws(ToolFailure) {
    let (profit, loss) = above.side == .sell ? (above, below) : (below, above)
    guard loss.type.stopsLoss else {
      throw .argument(
        loss.names.argument(.type), value: loss.type.rawValue,
        problem: "cannot be on this side of a pair that \(loss.side.verb)s",
        bound: "STOP_LOSS or STOP_LOSS_LIMIT there")
    }
    guard !profit.type.stopsLoss else {
      throw .argument(
        profit.names.argument(.type), value: profit.type.rawValue,
        problem: "cannot be on this side of a pair that \(profit.side.verb)s",
        bound: "LIMIT_MAKER, TAKE_PROFIT or TAKE_PROFIT_LIMIT there")
    }
    // What decides when each comes: the trigger, and of a LIMIT_MAKER its price.
    let field: OrderField = profit.type == .takeProfit ? .stopPrice : .price
    guard let upper = above.amount(above.type.stopsLoss ? .stopPrice : field),
      let lower = below.amount(below.type.stopsLoss ? .stopPrice : field), lower >= upper
    else { return }
    let name = above.names.argument(above.type.stopsLoss ? .stopPrice : field)
    let other = below.names.argument(below.type.stopsLoss ? .stopPrice : field)
    throw .argument(
      name, value: upper.withoutTrailingZeros.description, problem: "is not above \(other) \(lower)",
      bound: "\(name) above the market's price and \(other) below it")
  }

  private static func proposal(
    _ kind: OrderListKind, _ working: SpotOrder?, _ followers: [SpotOrder], _ rules: SymbolRules,
    _ changes: [String], _ prevention: String?
  ) -> OrderProposal {
    var query = [(name: "symbol", value: rules.symbol)]
    if let working { query += working.query() }
    let isPair = followers.count == 2
    if isPair, let first = followers.first {
      query.append((first.names.parameter(.side), first.side.rawValue))
      if let quantity = first.quantity {
        query.append((first.names.parameter(.quantity), quantity.withoutTrailingZeros.description))
      }
    }
    for follower in followers { query += follower.query(withSide: !isPair) }
    if let prevention { query.append(("selfTradePreventionMode", prevention)) }
    query.append(("newOrderRespType", "FULL"))
    let legs = [working].compactMap { $0?.leg() } + followers.map { $0.leg(isAlternative: isPair) }
    func words(_ order: SpotOrder) -> String { order.words(base: rules.base, quote: rules.quote) }
    let pair = followers.map(words).joined(separator: isPair ? "; or " : "")
    var proposal = OrderProposal(
      kind: .orderList, endpoint: kind.endpoint, symbol: rules.symbol, base: rules.base, quote: rules.quote,
      query: query, idName: "listClientOrderId", legs: legs,
      summary: "\(kind.rawValue): \(working.map { "\(words($0)); then " } ?? "")\(pair)")
    proposal.adjustments = changes
    return proposal
  }
}
