/// A conditional order as a client asks for it, with its texts read.
public struct NewAlgoOrder: Sendable, Hashable {
  /// The order that it makes; `priceTicks` 0 and `steps` 0 where its type has none.
  public var order: NewFuturesOrder
  /// Its own type: STOP, STOP_MARKET, TAKE_PROFIT, TAKE_PROFIT_MARKET or TRAILING_STOP_MARKET.
  public var type: FuturesOrderType
  /// What triggers it, in ticks; 0 for a trailing one.
  public var triggerTicks: Int
  /// Where a trailing one begins to follow, in ticks; 0 for at once.
  public var activateTicks: Int
  /// How far the price must come back, in units of 10⁻⁸ of it; 0 when it does not trail.
  public var callbackRate: Int
  /// The price that is looked at.
  public var workingType: WorkingType
  /// Whether it does not trigger while last and mark price are far apart.
  public var isPriceProtected: Bool
  /// The client's name for it; `nil` when the exchange makes one.
  public var clientAlgoID: String?

  /// An order from its parts.
  public init(
    order: NewFuturesOrder, type: FuturesOrderType, triggerTicks: Int = 0, activateTicks: Int = 0,
    callbackRate: Int = 0, workingType: WorkingType = .contractPrice, isPriceProtected: Bool = false,
    clientAlgoID: String? = nil
  ) {
    self.order = order
    self.type = type
    self.triggerTicks = triggerTicks
    self.activateTicks = activateTicks
    self.callbackRate = callbackRate
    self.workingType = workingType
    self.isPriceProtected = isPriceProtected
    self.clientAlgoID = clientAlgoID
  }
}
