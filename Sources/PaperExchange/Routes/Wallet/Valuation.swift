import PaperCore

/// What amounts are worth in another asset at one moment, by the last trades.
///
/// Directly where a symbol has both assets, else over one of `hubs`. What cannot be reached is worth nothing,
/// as in the exchange's answers.
struct Valuation {
  let exchange: PaperExchange
  /// Exchange time in milliseconds.
  let time: Int

  private static let hubs = ["USDT", "BTC", "USDC"]
  private static let whole = Int128(AmountScale.unitsPerWhole)

  /// `units` of `asset` in units of `target`, cut off.
  func units(_ units: Int128, of asset: String, in target: String) -> Int128 {
    guard units != 0, asset != target else { return units }
    if let direct = direct(units, asset, target) { return direct }
    for hub in Self.hubs where hub != asset && hub != target {
      guard let first = direct(units, asset, hub), let second = direct(first, hub, target) else { continue }
      return second
    }
    return 0
  }

  private func direct(_ units: Int128, _ asset: String, _ target: String) -> Int128? {
    if let price = price(of: asset + target) { return Self.product(units, price, dividedBy: Self.whole) }
    if let price = price(of: target + asset) { return Self.product(units, Self.whole, dividedBy: price) }
    return nil
  }

  private func price(of symbol: String) -> Int128? {
    guard let market = exchange.symbol(named: symbol)?.market, let trade = market.lastTrade(at: time),
      trade.priceTicks > 0
    else { return nil }
    return Int128(trade.priceTicks) * Int128(market.scale.tickUnits)
  }

  /// Exact unless the product does not fit 128 bits; then to the divisor's precision.
  private static func product(_ first: Int128, _ second: Int128, dividedBy divisor: Int128) -> Int128 {
    let (product, overflow) = first.multipliedReportingOverflow(by: second)
    guard overflow else { return product / divisor }
    let (coarse, stillTooMuch) = (first / divisor).multipliedReportingOverflow(by: second)
    return stillTooMuch ? .max : coarse
  }
}
