internal import Answers
internal import Catalog
internal import Exchange
internal import Values

/// What an order pays that goes deeper into the book than its best price.
extension OrderDesk {
  /// Levels of a book that are read at most. What a buyer wants beyond them is not valued, and so not bought.
  static let levelCountMax = 500
  /// Decimals of an average price; what is beyond is rounded up.
  private static let averageDecimals = 12

  /// The ask so many levels behind the best, which is the highest price that a peg may lead to on either
  /// side; the last one of a thinner book.
  func deepest(
    of symbol: String, levels: Int, for call: CallContext
  ) async throws(ToolFailure) -> ExactDecimal? {
    try await asks(of: symbol, on: .spot, levelCount: levels + 1, for: call).map(\.price).max()
  }

  /// What a buyer pays for a unit on average that takes this quantity out of the book now, rounded up; the
  /// best ask when that is there for all of it, which takes no further read.
  ///
  /// - Throws: `policyRefused` when the book that was read does not hold it; what the read throws.
  func averagePrice(
    eating quantity: ExactDecimal, of proposal: OrderProposal, for call: CallContext
  ) async throws(ToolFailure) -> ExactDecimal {
    let api = proposal.endpoint.api
    let best = try await quote(of: proposal.symbol, on: api, for: call)
    // Nothing for sale: there is no book to go by, only the last price.
    guard let ask = best.ask, !quantity.isZero else { return .zero }
    if let there = best.askQuantity, there >= quantity { return ask }
    let asks = try await asks(of: proposal.symbol, on: api, levelCount: Self.levelCountMax, for: call)
    let average = try Self.exactly(proposal) { () throws(ExactDecimal.Failure) -> ExactDecimal? in
      var left = quantity
      var cost = ExactDecimal.zero
      for level in asks where !left.isZero {
        let taken = min(left, level.quantity)
        cost = try cost.adding(level.price.multiplied(by: taken))
        left = try left.subtracting(taken)
      }
      return left.isZero ? try cost.divided(by: quantity, decimals: Self.averageDecimals, rounding: .up) : nil
    }
    guard let average else {
      throw ToolFailure(
        kind: .policyRefused,
        message: "the order book of \(proposal.symbol) does not hold \(quantity.withoutTrailingZeros) "
          + "\(proposal.base) within \(Self.levelCountMax) prices, so what the order would cost is not "
          + "known; it was not sent",
        isRetryable: true, suggestion: "Use a smaller quantity, or a limit price.",
        details: [("symbol", .string(proposal.symbol))])
    }
    return average
  }

  /// What is for sale, best first, as far as it was asked for.
  private func asks(
    of symbol: String, on api: API, levelCount: Int, for call: CallContext
  ) async throws(ToolFailure) -> [(price: ExactDecimal, quantity: ExactDecimal)] {
    let asked = try await ask(
      api == .futures ? .contractDepth : .depth, [("symbol", symbol), ("limit", String(levelCount))],
      for: call, limit: levelCount)
    let list = try asked.reader.array(asked.root["asks"], "asks")
    var asks: [(price: ExactDecimal, quantity: ExactDecimal)] = []
    for level in list.elements.prefix(levelCount) {
      let price = try asked.reader.decimal(level[0], "a price of asks")
      let quantity = try asked.reader.decimal(level[1], "a quantity of asks")
      guard price > .zero, !quantity.isNegative else {
        throw asked.reader.unexpected("a level of asks", "a price and a quantity")
      }
      asks.append((price.withoutTrailingZeros, quantity.withoutTrailingZeros))
    }
    return asks
  }
}
