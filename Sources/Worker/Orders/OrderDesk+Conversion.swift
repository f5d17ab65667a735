internal import Answers
internal import Catalog
internal import Exchange
internal import Values

/// Conversion between quote assets by the exchange's own prices.
extension OrderDesk {
  /// Most rows of the list of all prices that are read.
  private static let pairCountMax = 50_000

  /// How an amount of one asset becomes one of another: by the pair of the two, either way round, else over
  /// USDT or BTC, which nearly everything is traded against.
  ///
  /// - Throws: `policyRefused` when no price leads there: a limit that cannot be checked is no limit.
  func rate(
    from asset: String, to wanted: String, for call: CallContext
  ) async throws(ToolFailure) -> ConversionRate {
    if asset == wanted { return ConversionRate(steps: []) }
    if let step = try await pair(of: asset, wanted, for: call) { return ConversionRate(steps: [step]) }
    let prices = try await allQuotes(for: call)
    func step(_ from: String, _ to: String) -> ConversionRate.Step? {
      if let ask = prices[from + to]?.ask { return .times(ask) }
      return prices[to + from]?.bid.map { .over($0) }
    }
    for middle in ["USDT", "BTC"] where middle != asset && middle != wanted {
      if let first = step(asset, middle), let second = step(middle, wanted) {
        return ConversionRate(steps: [first, second])
      }
    }
    throw ToolFailure(
      kind: .policyRefused,
      message: "there is no price of \(asset) in \(wanted), in which the operator's limits are counted; the "
        + "order was not sent",
      suggestion: "Trade a pair that is priced in \(wanted), or have the operator change trading.quote.",
      details: [("from", .string(asset)), ("to", .string(wanted))])
  }

  /// By one pair, if there is one with a price.
  private func pair(
    of asset: String, _ wanted: String, for call: CallContext
  ) async throws(ToolFailure) -> ConversionRate.Step? {
    if let ask = try await quoteIfListed(asset + wanted, for: call)?.ask { return .times(ask) }
    if let bid = try await quoteIfListed(wanted + asset, for: call)?.bid { return .over(bid) }
    return nil
  }

  private func quoteIfListed(
    _ symbol: String, for call: CallContext
  ) async throws(ToolFailure) -> MarketQuote? {
    do throws(ToolFailure) {
      return try await quote(of: symbol, on: .spot, for: call)
    } catch {
      // "Invalid symbol": there is no such pair, which is an answer here.
      guard error.code == -1121 else { throw error }
      return nil
    }
  }

  /// The best prices of all pairs, for the few assets that no pair leads from.
  private func allQuotes(for call: CallContext) async throws(ToolFailure) -> [String: MarketQuote] {
    let asked = try await ask(.bookTicker, [], for: call, symbols: .all)
    let list = try asked.reader.array(asked.root)
    guard list.count <= Self.pairCountMax else {
      throw asked.reader.unexpected("the list of prices", "one of at most \(Self.pairCountMax)")
    }
    var quotes: [String: MarketQuote] = [:]
    quotes.reserveCapacity(list.count)
    for (index, row) in list.elements.enumerated() {
      let symbol = try asked.reader.word(row["symbol"], "symbol of row \(index)")
      quotes[symbol] = MarketQuote(
        bid: Self.price(try asked.reader.decimal(row["bidPrice"], "bidPrice of row \(index)")),
        ask: Self.price(try asked.reader.decimal(row["askPrice"], "askPrice of row \(index)")))
    }
    return quotes
  }
}
