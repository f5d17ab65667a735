internal import Catalog
internal import Exchange
internal import Journal
internal import Values

/// One spot order, placed or in the place of another.
extension OrderDesk {
  /// `create_order`.
  func order(
    _ arguments: CheckedArguments, for call: CallContext
  ) async throws(ToolFailure) -> OrderProposal {
    let (order, rules, changes) = try await checkedOrder(arguments, for: call)
    return Self.proposal(order, rules, changes, kind: .order, endpoint: .newOrder, before: [])
  }

  /// `replace_order`.
  func replacement(
    _ arguments: CheckedArguments, for call: CallContext
  ) async throws(ToolFailure) -> OrderProposal {
    let (order, rules, changes) = try await checkedOrder(arguments, for: call)
    if rules.allowances.cancelReplace == false {
      throw .notOffered("replacements", by: rules.symbol, "Use cancel_order, then create_order.")
    }
    var before = [(name: "cancelReplaceMode", value: arguments.string("mode") ?? "STOP_ON_FAILURE")]
    let number = arguments.integer("cancel_order_id").map(String.init)
    let clientID = arguments.string("cancel_client_order_id")
    if let number { before.append(("cancelOrderId", number)) }
    if let clientID {
      before.append(("cancelOrigClientOrderId", try Self.clientID(clientID, "cancel_client_order_id")))
    }
    if let restriction = arguments.string("restriction") {
      before.append(("cancelRestrictions", restriction))
    }
    var proposal = Self.proposal(
      order, rules, changes, kind: .replacement, endpoint: .cancelReplace, before: before)
    proposal.replaces = number ?? clientID
    let replaced = number ?? clientID ?? ""
    proposal.summary = "cancel order \(replaced) of \(rules.symbol), then \(proposal.summary)"
    return proposal
  }

  /// The order of the arguments, adjusted if wanted, and checked.
  ///
  /// - Parameter leavesPrices: whether the rules that compare with the market's price are left to the
  ///   exchange; it tells them itself when it is only asked to test the order.
  func checkedOrder(
    _ arguments: CheckedArguments, for call: CallContext, leavesPrices: Bool = false
  ) async throws(ToolFailure) -> (SpotOrder, SymbolRules, [String]) {
    var order = try SpotOrder(arguments, names: .single)
    order.selfTradePrevention = arguments.string("self_trade_prevention")
    let rules: SymbolRules
    let symbol = try requiredSymbol(arguments)
    if let kept = try keptSpotRules(symbol) {
      rules = kept
    } else {
      rules = try await spotRules(symbol, for: call)
    }
    try Self.check(order.selfTradePrevention, rules)
    let changes = arguments.string("adjust") == "round_down" ? order.adjust(to: rules) : []
    let isJudged = try check([order], rules, leavesPrices: leavesPrices)
    if !isJudged { try await checkPrices([order], rules, for: call) }
    return (order, rules, changes)
  }

  /// Checks orders against the filters; asks for the average price once, and only if a filter needs it.
  func check(
    _ orders: [SpotOrder], _ rules: SymbolRules, for call: CallContext, leavesPrices: Bool = false
  ) async throws(ToolFailure) {
    let isJudged = try check(orders, rules, leavesPrices: leavesPrices)
    if !isJudged { try await checkPrices(orders, rules, for: call) }
  }

  /// Checks orders as far as that takes no question to the exchange.
  ///
  /// - Returns: false when the average price of now has to judge them too.
  private func check(
    _ orders: [SpotOrder], _ rules: SymbolRules, leavesPrices: Bool
  ) throws(ToolFailure) -> Bool {
    let check = SpotFilterCheck(rules)
    // First what needs no price: a step too fine is told without asking anything.
    for order in orders { try check.checkForm(order) }
    if leavesPrices { return true }
    if orders.contains(where: { check.needsAverage($0) }) {
      guard let kept = quotes.average(of: rules.symbol) else { return false }
      return pass(orders, check, near: kept)
    }
    for order in orders { try check.checkPrices(order) }
    return true
  }

  /// Asks for the average price and checks orders by it.
  private func checkPrices(
    _ orders: [SpotOrder], _ rules: SymbolRules, for call: CallContext
  ) async throws(ToolFailure) {
    var check = SpotFilterCheck(rules)
    check.average = try await averagePrice(of: rules.symbol, for: call)
    if let average = check.average { quotes.keep(average: average, of: rules.symbol) }
    for order in orders { try check.checkPrices(order) }
  }

  /// Whether orders pass wherever within a hundredth of an average of a moment ago it is now: an average of
  /// minutes does not move further in a second. One that is near an edge is judged by the average of now.
  private func pass(_ orders: [SpotOrder], _ check: SpotFilterCheck, near average: ExactDecimal) -> Bool {
    var check = check
    for percent in [99, 101] {
      do throws(ExactDecimal.Failure) {
        check.average = try average.multiplied(by: ExactDecimal(unchecked: Int128(percent), scale: 2))
      } catch {
        return false
      }
      do throws(ToolFailure) {
        for order in orders {
          // What a limit order is worth does not hang on the average.
          if percent == 99 || order.isMarketWhenWorking {
            try check.checkPrices(order)
          } else {
            try check.checkBands(order)
          }
        }
      } catch {
        return false
      }
    }
    return true
  }

  static func check(_ prevention: String?, _ rules: SymbolRules) throws(ToolFailure) {
    guard let prevention, let modes = rules.preventionModes, !modes.contains(prevention) else { return }
    throw .notOffered(
      "self_trade_prevention \(prevention)", by: rules.symbol,
      "Use one of \(modes.joined(separator: ", ")), or leave it out.")
  }

  private static func proposal(
    _ order: SpotOrder, _ rules: SymbolRules, _ changes: [String], kind: Intent.Kind,
    endpoint: Endpoint, before: [(name: String, value: String)]
  ) -> OrderProposal {
    var query: [(name: String, value: String)] = []
    query.reserveCapacity(16)
    query.append(("symbol", rules.symbol))
    query.append(contentsOf: before)
    order.append(to: &query)
    if let prevention = order.selfTradePrevention { query.append(("selfTradePreventionMode", prevention)) }
    // Conditional orders would be answered with their ids only; the full answer has the state of each.
    query.append(("newOrderRespType", "FULL"))
    var proposal = OrderProposal(
      kind: kind, endpoint: endpoint, symbol: rules.symbol, base: rules.base, quote: rules.quote,
      query: query, idName: order.names.idName, legs: [order.leg()], summary: "")
    proposal.words = { [base = rules.base, quote = rules.quote] in order.words(base: base, quote: quote) }
    proposal.adjustments = changes
    return proposal
  }
}
