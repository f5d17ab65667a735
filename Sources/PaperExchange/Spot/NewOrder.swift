/// What a client asks for; prices and quantities in units of 10⁻⁸.
///
/// Rules about which parameters a type must or must not have need no market and are the routes' to check
/// before this is built. A combination that they let through here by mistake is refused by `SpotExchange`
/// with "Unsupported order combination".
public struct NewOrder: Sendable, Hashable {
  /// Whether it buys or sells.
  public var side: OrderSide
  /// What kind of order.
  public var type: OrderType
  /// `nil` only where the type has none; shown as GTC then.
  public var timeInForce: TimeInForce?
  /// Base units; `nil` with `quoteQuantity`, and for the pending orders of an OPO list.
  public var quantity: Int?
  /// `quoteOrderQty` of a market order.
  public var quoteQuantity: Int?
  /// Limit price; `nil` where the type has none, and optional with a peg.
  public var price: Int?
  /// The price that a contingent order waits for.
  public var stopPrice: Int?
  /// Basis points that the price must turn back by.
  public var trailingDelta: Int?
  /// How much of it is shown.
  public var icebergQuantity: Int?
  /// Unique among the open orders of the account on the symbol; `nil`: the exchange makes one.
  public var clientOrderID: String?
  /// The client's label.
  public var strategyID: Int?
  /// The client's label.
  public var strategyType: Int?
  /// `nil`: the symbol's default, EXPIRE_MAKER.
  public var selfTradePrevention: SelfTradePrevention?
  /// Where the limit price is taken from.
  public var peg: Peg?

  /// An order from its parts.
  public init(
    side: OrderSide, type: OrderType, timeInForce: TimeInForce? = nil, quantity: Int? = nil,
    quoteQuantity: Int? = nil, price: Int? = nil, stopPrice: Int? = nil, trailingDelta: Int? = nil,
    icebergQuantity: Int? = nil, clientOrderID: String? = nil, strategyID: Int? = nil,
    strategyType: Int? = nil, selfTradePrevention: SelfTradePrevention? = nil, peg: Peg? = nil
  ) {
    self.side = side
    self.type = type
    self.timeInForce = timeInForce
    self.quantity = quantity
    self.quoteQuantity = quoteQuantity
    self.price = price
    self.stopPrice = stopPrice
    self.trailingDelta = trailingDelta
    self.icebergQuantity = icebergQuantity
    self.clientOrderID = clientOrderID
    self.strategyID = strategyID
    self.strategyType = strategyType
    self.selfTradePrevention = selfTradePrevention
    self.peg = peg
  }
}
