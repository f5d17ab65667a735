/// One trading rule of a symbol, in units of 10⁻⁸ where it is an amount (filters.md, "Symbol filters").
///
/// Kept as values and not as text, because the same table that `exchangeInfo` shows is what orders are
/// checked against.
public enum SymbolFilter: Sendable, Hashable {
  case price(minimum: Int, maximum: Int, tick: Int)
  case lotSize(minimum: Int, maximum: Int, step: Int)
  case icebergParts(limit: Int)
  case marketLotSize(minimum: Int, maximum: Int, step: Int)
  case trailingDelta(minimumAbove: Int, maximumAbove: Int, minimumBelow: Int, maximumBelow: Int)
  /// Multipliers as the exchange writes them: plain decimals.
  case percentPriceBySide(bidUp: String, bidDown: String, askUp: String, askDown: String, averageMinutes: Int)
  case notional(
    minimum: Int, appliesMinimumToMarket: Bool, maximum: Int, appliesMaximumToMarket: Bool,
    averageMinutes: Int)
  case orderCount(maximum: Int)
  case orderListCount(maximum: Int)
  case algorithmicOrderCount(maximum: Int)
  case amendCount(maximum: Int)
  case position(maximum: Int)
}
