import Answers
import Catalog
import Values

/// The last prices of all symbols that trade, by which holdings are valued.
///
/// A price of the asset in the quote asset if there is one, else the one of the quote asset in the asset
/// turned round, else over one of a few assets that most others trade against. Multiplying is exact; a price
/// that is turned round leaves 8 decimals, cut and not rounded up, so that nothing is valued at more than it
/// is.
struct PriceList {
  /// Assets to go by, the most traded first.
  static let bridges = ["USDT", "BTC", "USDC", "FDUSD", "BNB", "ETH", "EUR", "TRY"]
  private static let quotientDecimals = 8

  private var prices: [String: ExactDecimal] = [:]
  let quote: String

  /// Reads the answer of `GET /api/v3/ticker/price`.
  init(_ asked: Asked, quote: String) throws(ToolFailure) {
    self.quote = quote
    let rows = try asked.reader.array(asked.root)
    prices.reserveCapacity(rows.count)
    for (index, row) in rows.elements.enumerated() {
      let symbol = try asked.reader.word(row["symbol"], "symbol of row \(index)")
      let price = try asked.reader.decimal(row["price"], "price of row \(index)")
      // A symbol without a trade has the price 0.
      if price > .zero { prices[symbol] = price }
    }
  }

  /// What an amount is worth in the quote asset; nil when no price leads there.
  ///
  /// - Throws: when the product needs more digits than an exact amount has.
  func value(
    of amount: ExactDecimal, _ asset: String
  ) throws(ExactDecimal.Failure) -> ExactDecimal? {
    if let value = try converted(amount, asset, to: quote) { return value }
    for bridge in Self.bridges where bridge != asset && bridge != quote {
      guard let between = try converted(amount, asset, to: bridge),
        let value = try converted(between, bridge, to: quote)
      else { continue }
      return value
    }
    return nil
  }

  private func converted(
    _ amount: ExactDecimal, _ asset: String, to target: String
  ) throws(ExactDecimal.Failure) -> ExactDecimal? {
    if asset == target { return amount }
    if let price = prices[asset + target] { return try amount.multiplied(by: price).withoutTrailingZeros }
    guard let price = prices[target + asset] else { return nil }
    return try amount.divided(by: price, decimals: Self.quotientDecimals, rounding: .down)
      .withoutTrailingZeros
  }
}
