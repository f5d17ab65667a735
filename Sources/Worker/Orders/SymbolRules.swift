internal import Catalog
internal import Values

/// What the exchange demands of an order on one symbol: its filters and what it allows, as `exchangeInfo` has
/// them.
struct SymbolRules: Sendable, Equatable {
  /// Whose symbol it is.
  let api: API
  let symbol: String
  let base: String
  let quote: String
  /// `TRADING`, or why not.
  let status: String
  let orderTypes: [String]
  /// `PRICE_FILTER`.
  var prices = ValueGrid.everything
  /// `LOT_SIZE`.
  var lots = ValueGrid.everything
  /// `MARKET_LOT_SIZE`: holds for orders without a limit price, beside `LOT_SIZE`.
  var marketLots = ValueGrid.everything
  var bands: [PriceBand] = []
  var notionals: [NotionalBound] = []
  /// `ICEBERG_PARTS`.
  var icebergPartCountMax: Int?
  var trailing: TrailingBound?
  /// `MAX_POSITION`: most of the base asset that one account may hold and be buying.
  var positionMax: ExactDecimal?
  /// Decimals that quantities and quote amounts may have.
  var baseDecimals = 8
  var quoteDecimals = 8
  var allowances = SpotAllowances()
  /// Ways to prevent self-trades that the symbol has; `nil` when the exchange does not say.
  var preventionModes: [String]?
  /// `nil` when the exchange does not say.
  var timesInForce: [String]?

  /// The quantities of an order, which may be without a limit price when it works.
  func quantities(isMarket: Bool) -> ValueGrid {
    isMarket ? lots.intersected(with: marketLots) : lots
  }
}
