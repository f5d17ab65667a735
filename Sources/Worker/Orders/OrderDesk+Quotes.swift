package import Catalog
package import Exchange
package import Values
internal import Answers

/// Prices of the market.
extension OrderDesk {
  /// What an order of a side would meet now: a buyer the best ask, a seller the best bid; on an empty side
  /// the other one, then the last price (of futures the mark price).
  ///
  /// The price collar compares with it.
  ///
  /// - Parameter side: `BUY` or `SELL`.
  /// - Throws: `policyRefused` when there is no price at all; what the reads throw.
  package func marketPrice(
    of symbol: String, on api: API, side: String, for call: CallContext
  ) async throws(ToolFailure) -> ExactDecimal {
    let quote = try await quote(of: symbol, on: api, for: call)
    let side = OrderSide(rawValue: side) ?? .buy
    if let price = quote.price(for: side) ?? quote.ask ?? quote.bid { return price }
    if let price = try await lastPrice(of: symbol, on: api, for: call) { return price }
    throw ToolFailure(
      kind: .policyRefused, message: "there is no price of \(symbol) to judge the order by; it was not sent",
      isRetryable: true,
      suggestion: "Try again when \(symbol) trades; without a price the operator's limits cannot be checked.",
      details: [("symbol", .string(symbol))])
  }

  /// The best prices of a book, at most a second old.
  func quote(
    of symbol: String, on api: API, for call: CallContext
  ) async throws(ToolFailure) -> MarketQuote {
    if let kept = quotes.quote(of: symbol, on: api) { return kept }
    let asked = try await ask(
      api == .futures ? .contractQuote : .bookTicker, [("symbol", symbol)], for: call)
    guard asked.root["symbol"]?.string == symbol else {
      throw asked.reader.unexpected("symbol", "the one asked for")
    }
    let quote = MarketQuote(
      bid: Self.price(try asked.reader.decimal(asked.root["bidPrice"], "bidPrice")),
      ask: Self.price(try asked.reader.decimal(asked.root["askPrice"], "askPrice")),
      askQuantity: try asked.reader.decimal(asked.root["askQty"], "askQty"))
    quotes.keep(quote, of: symbol, on: api)
    return quote
  }

  private func lastPrice(
    of symbol: String, on api: API, for call: CallContext
  ) async throws(ToolFailure) -> ExactDecimal? {
    if api == .futures { return try await markPrice(of: symbol, for: call) }
    let asked = try await ask(.tickerPrice, [("symbol", symbol)], for: call)
    return Self.price(try asked.reader.decimal(asked.root["price"], "price"))
  }

  /// An empty side is written as zero.
  static func price(_ value: ExactDecimal) -> ExactDecimal? {
    value.isZero || value.isNegative ? nil : value
  }
}
