internal import Answers
internal import Catalog
internal import Exchange
internal import Values

/// The rules of symbols, asked for when they are not at hand.
extension OrderDesk {
  /// The rules of a spot symbol that trades.
  func spotRules(_ symbol: String, for call: CallContext) async throws(ToolFailure) -> SymbolRules {
    if let kept = try keptSpotRules(symbol) { return kept }
    let asked = try await ask(.exchangeInfo, [("symbol", symbol)], for: call)
    let rules = try SymbolRules.spot(symbol, in: asked.reply, asked.reader)
    shelf.keep(rules)
    return try Self.trading(rules)
  }

  /// The rules of a spot symbol that trades, if they are at hand.
  func keptSpotRules(_ symbol: String) throws(ToolFailure) -> SymbolRules? {
    guard let kept = shelf.symbol(symbol) else { return nil }
    return try Self.trading(kept)
  }

  /// The rules of a contract that trades.
  func contractRules(_ symbol: String, for call: CallContext) async throws(ToolFailure) -> SymbolRules {
    let contracts = try await shelf.contracts {
      () async throws(ToolFailure) -> [String: Result<SymbolRules, ToolFailure>] in
      let asked = try await ask(.contractRules, [], for: call)
      return try SymbolRules.contracts(in: asked.reply, asked.reader)
    }
    guard let found = contracts[symbol] else {
      let nearest = NearestName.list(symbol, among: contracts.keys.sorted(), countMax: 3)
      throw ToolFailure(
        kind: .validationError,
        message: "the exchange has no USD-M contract \(ShownValue.clipped(symbol))",
        suggestion: nearest.isEmpty
          ? "Use a contract such as BTCUSDT." : "Did you mean \(nearest.joined(separator: ", "))?",
        details: [("argument", "symbol"), ("nearest", .array(nearest.map { .string($0) }))])
    }
    return try Self.trading(try found.get())
  }

  /// The average price of five minutes; `nil` when there is none yet.
  func averagePrice(of symbol: String, for call: CallContext) async throws(ToolFailure) -> ExactDecimal? {
    let asked = try await ask(.averagePrice, [("symbol", symbol)], for: call)
    let minutes = try asked.reader.integer(asked.root["mins"], "mins")
    let price = try asked.reader.decimal(asked.root["price"], "price")
    guard minutes == SpotFilterCheck.averageMinutes, !price.isZero, !price.isNegative else { return nil }
    return price
  }

  /// The mark price of a contract.
  func markPrice(of symbol: String, for call: CallContext) async throws(ToolFailure) -> ExactDecimal? {
    let asked = try await ask(.premiumIndex, [("symbol", symbol)], for: call)
    guard asked.root["symbol"]?.string == symbol else {
      throw asked.reader.unexpected("symbol", "the one asked for")
    }
    let price = try asked.reader.decimal(asked.root["markPrice"], "markPrice")
    return price.isZero || price.isNegative ? nil : price
  }

  /// Asks the exchange once.
  func ask(
    _ endpoint: Endpoint, _ query: [(name: String, value: String)], for call: CallContext,
    symbols: Weight.Symbols = .one, limit: Int? = nil
  ) async throws(ToolFailure) -> Asked {
    let request = ExchangeRequest(
      endpoint: endpoint, query: query, weight: endpoint.weight.value(for: symbols, limit: limit),
      isRead: true)
    return Asked(try await exchange.read(request, for: call), to: request)
  }

  private static func trading(_ rules: SymbolRules) throws(ToolFailure) -> SymbolRules {
    guard rules.status == "TRADING", rules.allowances.spotTrading != false else {
      throw ToolFailure(
        kind: .validationError, message: "\(rules.symbol) does not trade now (status \(rules.status))",
        isRetryable: rules.status != "BREAK",
        suggestion: "Use another symbol; get_available_assets lists those with status TRADING.",
        details: [("argument", "symbol"), ("status", .string(rules.status))])
    }
    return rules
  }
}
