internal import Answers
package import Catalog
package import Exchange
package import Values

/// What orders are worth, for the operator's limits. Every estimate errs toward more.
extension OrderDesk {
  /// How much more than its price an order without a limit price is taken to be worth, in percent: the book
  /// moves, and a large order eats into it.
  package nonisolated static let marketMarginPercent = 1

  /// Decimals of a worth; what is beyond is rounded up.
  private static let worthDecimals = 8

  /// What each leg is worth at the most, in the asset of the policy: as many values as legs, in their order.
  ///
  /// - A buyer's limit order is worth its limit times its quantity: it cannot cost more, wherever the market
  ///   is. A seller's is worth the higher of limit and market, since it gives away what the market pays for.
  /// - An order without a limit price is worth the market's price, or its trigger if that is higher, and a
  ///   margin on top (`marketMarginPercent`; of a trailing order also what it trails by). A buyer's is worth
  ///   more when the best price is not there for all of its quantity: as much of the book as it eats.
  /// - An order that is pegged to the book is worth the highest price that the peg may lead to.
  /// - An order by quote quantity is worth that quantity.
  /// - Of a pair of which a fill cancels the other, the cheaper counts nothing: the two together never trade
  ///   more than one's quantity. The orders of an OTO count both, since both can fill.
  /// - A stop that closes a whole position is worth that position.
  ///
  /// - Parameters:
  ///   - proposal: of this desk.
  ///   - quote: the asset of the policy, such as USDT.
  /// - Throws: `policyRefused` when there is no price to convert by; what the reads throw.
  package func notional(
    of proposal: OrderProposal, in quote: String, for call: CallContext
  ) async throws(ToolFailure) -> [ExactDecimal] {
    let rate =
      proposal.quote == quote
      ? ConversionRate(steps: []) : try await rate(from: proposal.quote, to: quote, for: call)
    var worths: [ExactDecimal] = []
    for leg in proposal.legs {
      let amount: ExactDecimal
      if let plain = try plainWorth(of: leg, proposal) {
        amount = plain
      } else {
        amount = try await worth(of: leg, proposal, for: call)
      }
      worths.append(
        try Self.exactly(proposal) { () throws(ExactDecimal.Failure) in try rate.apply(to: amount) })
    }
    let pair = proposal.legs.indices.filter { proposal.legs[$0].isAlternative }
    if let dearest = pair.max(by: { worths[$0] < worths[$1] }) {
      for index in pair where index != dearest { worths[index] = .zero }
    }
    return worths
  }

  /// The worth that an order says itself: its quote quantity, or a buyer's limit times the quantity.
  private func plainWorth(
    of leg: OrderProposal.Leg, _ proposal: OrderProposal
  ) throws(ToolFailure) -> ExactDecimal? {
    if let quantity = leg.quoteQuantity { return quantity }
    guard let quantity = leg.quantity, let limit = leg.price, leg.pegLevels == nil,
      leg.side == OrderSide.buy.rawValue
    else { return nil }
    return try Self.worth(of: quantity, at: limit, proposal)
  }

  private static func worth(
    of quantity: ExactDecimal, at price: ExactDecimal, _ proposal: OrderProposal
  ) throws(ToolFailure) -> ExactDecimal {
    try exactly(proposal) { () throws(ExactDecimal.Failure) in
      try quantity.multiplied(by: price).rounded(decimals: worthDecimals, rounding: .up)
    }
  }

  /// In the quote asset of the symbol.
  private func worth(
    of leg: OrderProposal.Leg, _ proposal: OrderProposal, for call: CallContext
  ) async throws(ToolFailure) -> ExactDecimal {
    let quantity: ExactDecimal
    if let given = leg.quantity {
      quantity = given
    } else {
      quantity = try await positions(of: proposal.symbol, for: call).map(\.amount.magnitude).max() ?? .zero
    }
    let price = try await price(of: leg, quantity, proposal, for: call)
    return try Self.worth(of: quantity, at: price, proposal)
  }

  /// The highest price that counts for a leg.
  private func price(
    of leg: OrderProposal.Leg, _ quantity: ExactDecimal, _ proposal: OrderProposal, for call: CallContext
  ) async throws(ToolFailure) -> ExactDecimal {
    let isBuyer = leg.side == OrderSide.buy.rawValue
    // Beside a peg a limit says nothing: the exchange goes by the peg.
    let limit = leg.pegLevels == nil ? leg.price : nil
    if let limit, isBuyer { return limit }
    var price = try await marketPrice(
      of: proposal.symbol, on: proposal.endpoint.api, side: leg.side, for: call)
    let best = price
    if let levels = leg.pegLevels {
      price = max(price, try await deepest(of: proposal.symbol, levels: levels, for: call) ?? price)
    }
    if let stop = leg.stopPrice { price = max(price, stop) }
    if let limit { return max(price, limit) }
    if isBuyer, leg.pegLevels == nil {
      let average = try await averagePrice(eating: quantity, of: proposal, for: call)
      price = try Self.exactly(proposal) { () throws(ExactDecimal.Failure) in
        try price.adding(max(average, best).subtracting(best))
      }
    }
    let basisPoints = Self.marketMarginPercent * 100 + (leg.trailingDelta ?? 0)
    return try Self.exactly(proposal) { () throws(ExactDecimal.Failure) in
      try price.multiplied(by: ExactDecimal(unchecked: Int128(10_000 + basisPoints), scale: 4))
    }
  }

  /// What has more digits than can be computed exactly is worth more than any limit.
  static func exactly<Value>(
    _ proposal: OrderProposal, _ compute: () throws(ExactDecimal.Failure) -> Value
  ) throws(ToolFailure) -> Value {
    do throws(ExactDecimal.Failure) {
      return try compute()
    } catch {
      throw ToolFailure(
        kind: .policyRefused,
        message: "the order on \(proposal.symbol) is too large to be valued; it was not sent",
        suggestion: "Use a smaller quantity or fewer decimals.",
        details: [("symbol", .string(proposal.symbol))])
    }
  }
}
