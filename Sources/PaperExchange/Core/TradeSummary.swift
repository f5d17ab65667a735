/// What a run of trades comes to: the body of a candle and of every price-change statistic.
///
/// Two neighbouring runs join into exactly the summary of all their trades, which is what makes candles of
/// all intervals agree: an hour is its sixty minutes by construction and not by luck.
public struct TradeSummary: Sendable, Hashable {
  /// Price of the first trade, in ticks.
  public var openTicks: Int
  /// Highest price in ticks.
  public var highTicks: Int
  /// Lowest price in ticks.
  public var lowTicks: Int
  /// Price of the last trade, in ticks.
  public var closeTicks: Int
  /// Sum of quantities in steps.
  public var volumeSteps: Int128
  /// Sum of price × quantity in ticks × steps; exact.
  public var notional: Int128
  /// The part of `volumeSteps` in which the taker bought.
  public var takerBuyVolumeSteps: Int128
  /// The part of `notional` in which the taker bought.
  public var takerBuyNotional: Int128
  /// How many trades.
  public var tradeCount: Int

  /// A summary from its parts.
  public init(
    openTicks: Int, highTicks: Int, lowTicks: Int, closeTicks: Int, volumeSteps: Int128, notional: Int128,
    takerBuyVolumeSteps: Int128, takerBuyNotional: Int128, tradeCount: Int
  ) {
    self.openTicks = openTicks
    self.highTicks = highTicks
    self.lowTicks = lowTicks
    self.closeTicks = closeTicks
    self.volumeSteps = volumeSteps
    self.notional = notional
    self.takerBuyVolumeSteps = takerBuyVolumeSteps
    self.takerBuyNotional = takerBuyNotional
    self.tradeCount = tradeCount
  }

  /// The summary of one trade.
  public init(_ trade: Trade) {
    let quantity = Int128(trade.quantitySteps)
    let notional = Int128(trade.priceTicks) * quantity
    self.init(
      openTicks: trade.priceTicks, highTicks: trade.priceTicks, lowTicks: trade.priceTicks,
      closeTicks: trade.priceTicks, volumeSteps: quantity, notional: notional,
      takerBuyVolumeSteps: trade.isBuyerMaker ? 0 : quantity,
      takerBuyNotional: trade.isBuyerMaker ? 0 : notional, tradeCount: 1)
  }

  /// Joins the trades that come right after these.
  public mutating func append(_ next: TradeSummary) {
    highTicks = max(highTicks, next.highTicks)
    lowTicks = min(lowTicks, next.lowTicks)
    closeTicks = next.closeTicks
    volumeSteps += next.volumeSteps
    notional += next.notional
    takerBuyVolumeSteps += next.takerBuyVolumeSteps
    takerBuyNotional += next.takerBuyNotional
    tradeCount += next.tradeCount
  }

  /// Joins two neighbouring runs, either of which may be empty.
  public static func joined(_ first: TradeSummary?, _ second: TradeSummary?) -> TradeSummary? {
    guard var sum = first else { return second }
    if let second { sum.append(second) }
    return sum
  }
}
