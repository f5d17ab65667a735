/// Trades of one taker order at one time and price, added up: an entry of `aggTrades`.
public struct AggregateTrade: Sendable, Hashable {
  /// Its number on its symbol; consecutive.
  public var id: Int
  /// Price in ticks.
  public var priceTicks: Int
  /// Sum of the quantities in steps.
  public var quantitySteps: Int
  /// Number of the first trade in it.
  public var firstTradeID: Int
  /// Number of the last trade in it.
  public var lastTradeID: Int
  /// When, in milliseconds of exchange time.
  public var timeMilliseconds: Int
  /// The taker sold.
  public var isBuyerMaker: Bool

  /// The aggregate of one trade; the rest are added with `append`.
  public init(_ trade: Trade) {
    id = trade.aggregateID
    priceTicks = trade.priceTicks
    quantitySteps = trade.quantitySteps
    firstTradeID = trade.id
    lastTradeID = trade.id
    timeMilliseconds = trade.timeMilliseconds
    isBuyerMaker = trade.isBuyerMaker
  }

  /// Adds the next trade of the same taker order at the same price.
  public mutating func append(_ trade: Trade) {
    quantitySteps += trade.quantitySteps
    lastTradeID = trade.id
  }
}
