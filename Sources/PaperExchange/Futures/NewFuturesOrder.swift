/// An order as a client asks for it, with its texts read.
public struct NewFuturesOrder: Sendable, Hashable {
  /// Whether it buys.
  public var side: FuturesSide
  /// Which position it changes.
  public var positionSide: PositionSide
  /// LIMIT or MARKET.
  public var type: FuturesOrderType
  /// How long it works.
  public var timeInForce: FuturesTimeInForce
  /// Price in ticks; 0 for a market order and for one whose price is taken from the book.
  public var priceTicks: Int
  /// Quantity in steps.
  public var steps: Int
  /// It may only make a position smaller.
  public var reduceOnly: Bool
  /// It closes a whole position.
  public var closePosition: Bool
  /// Where the price comes from.
  public var priceMatch: PriceMatch
  /// What happens when it meets an order of its own account.
  public var selfTradePrevention: FuturesSelfTradePrevention
  /// When it expires, in milliseconds; 0 when it does not.
  public var goodTillDate: Int
  /// The client's name for it; `nil` when the exchange makes one.
  public var clientOrderID: String?

  /// An order from its parts.
  public init(
    side: FuturesSide, positionSide: PositionSide = .both, type: FuturesOrderType,
    timeInForce: FuturesTimeInForce = .goodTillCanceled, priceTicks: Int = 0, steps: Int,
    reduceOnly: Bool = false, closePosition: Bool = false, priceMatch: PriceMatch = .none,
    selfTradePrevention: FuturesSelfTradePrevention = .none, goodTillDate: Int = 0,
    clientOrderID: String? = nil
  ) {
    self.side = side
    self.positionSide = positionSide
    self.type = type
    self.timeInForce = timeInForce
    self.priceTicks = priceTicks
    self.steps = steps
    self.reduceOnly = reduceOnly
    self.closePosition = closePosition
    self.priceMatch = priceMatch
    self.selfTradePrevention = selfTradePrevention
    self.goodTillDate = goodTillDate
    self.clientOrderID = clientOrderID
  }

  /// Whether it can only make a position smaller.
  var isReducing: Bool {
    reduceOnly || closePosition || (positionSide == .long && side == .sell)
      || (positionSide == .short && side == .buy)
  }
}
