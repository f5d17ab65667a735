/// A symbol that the exchange lists: what `exchangeInfo` says about it.
public struct Listing: Sendable, Hashable {
  /// Its name, e.g. `BTCUSDT`.
  public var symbol: String
  /// Whether it trades.
  public var status: TradingStatus
  /// What is bought and sold.
  public var baseAsset: String
  /// Decimals of the base asset: 8, or 2 for coins of which people hold billions.
  public var baseAssetPrecision: Int
  /// What is paid with.
  public var quoteAsset: String
  /// Whether margin accounts may trade it.
  public var isMarginTradingAllowed: Bool
  /// Whether market orders may say how much of the quote asset to spend.
  public var allowsQuoteOrderQuantity: Bool
  /// Its filters, in the exchange's order.
  public var filters: [SymbolFilter]
  /// The groups of permissions, of which an account needs one each.
  public var permissionSets: [[String]]

  /// A listing from its parts.
  public init(
    symbol: String, status: TradingStatus, baseAsset: String, baseAssetPrecision: Int, quoteAsset: String,
    isMarginTradingAllowed: Bool, allowsQuoteOrderQuantity: Bool, filters: [SymbolFilter],
    permissionSets: [[String]]
  ) {
    self.symbol = symbol
    self.status = status
    self.baseAsset = baseAsset
    self.baseAssetPrecision = baseAssetPrecision
    self.quoteAsset = quoteAsset
    self.isMarginTradingAllowed = isMarginTradingAllowed
    self.allowsQuoteOrderQuantity = allowsQuoteOrderQuantity
    self.filters = filters
    self.permissionSets = permissionSets
  }

  /// Tick and step as PRICE_FILTER and LOT_SIZE give them; one unit where a filter is missing or off.
  public var scale: AmountScale {
    var tick = 1
    var step = 1
    for filter in filters {
      switch filter {
      case .price(_, _, let size): tick = max(1, size)
      case .lotSize(_, _, let size): step = max(1, size)
      default: break
      }
    }
    return AmountScale(tickUnits: tick, stepUnits: step, quantityDecimals: min(8, max(0, baseAssetPrecision)))
  }
}
