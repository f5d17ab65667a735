/// How a market's whole numbers become the exchange's decimal texts.
///
/// Prices are counted in ticks and quantities in steps, so that no arithmetic of the market can leave the
/// grid that PRICE_FILTER and LOT_SIZE prescribe and none needs a fraction. A *unit* is 10⁻⁸ of an asset, the
/// finest amount the spot API writes.
public struct AmountScale: Sendable, Hashable {
  /// Units of the quote asset in one tick of the price.
  public let tickUnits: Int
  /// Units of the base asset in one step of the quantity.
  public let stepUnits: Int
  /// Decimals in which quantities of the base asset are written: `baseAssetPrecision`, 8 or less.
  public let quantityDecimals: Int

  /// - Precondition: both sizes are positive and `quantityDecimals` is 0 to 8.
  public init(tickUnits: Int, stepUnits: Int, quantityDecimals: Int) {
    precondition(tickUnits > 0 && stepUnits > 0 && (0...8).contains(quantityDecimals))
    self.tickUnits = tickUnits
    self.stepUnits = stepUnits
    self.quantityDecimals = quantityDecimals
  }

  /// One tick and one step are one unit: what a recording is kept in.
  public static let units = AmountScale(tickUnits: 1, stepUnits: 1, quantityDecimals: 8)

  /// Units in one whole of any asset.
  public static let unitsPerWhole = 100_000_000

  /// A product of ticks and steps as units of the quote asset, cut after the eighth decimal as the exchange
  /// does.
  ///
  /// The recorded trades of 2021-08-26 show the cut: 18.8971 × 0.066369 = 1.2541816299 is written 1.25418162.
  public func quoteUnits(notional: Int128) -> Int128 {
    notional * Int128(tickUnits) * Int128(stepUnits) / Int128(Self.unitsPerWhole)
  }
}
