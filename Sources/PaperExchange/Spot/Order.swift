/// An order as it stands at one moment; `SpotExchange` keeps the live one.
public struct Order: Sendable, Hashable {
  /// `orderId`: consecutive per symbol, from 1.
  public var number: Int
  /// Whose it is.
  public var accountNumber: Int
  /// On which symbol.
  public var symbol: String
  /// The order list that it is part of; -1 when it is by itself.
  public var listNumber: Int
  /// The id that it can be asked for with. An amendment changes it. A cancel does not: the cancel's own id is
  /// in `CanceledOrder`.
  public var clientOrderID: String
  /// Whether it buys or sells.
  public var side: OrderSide
  /// What kind of order; a triggered stop keeps its type.
  public var type: OrderType
  /// GTC where the type has none.
  public var timeInForce: TimeInForce
  /// Where it stands.
  public var status: OrderStatus
  /// The limit price that was sent; 0 when none was.
  public var price: Int
  /// The peg that was sent.
  public var peg: Peg?
  /// The price that the peg took from the book; `nil` before it did.
  public var peggedPrice: Int?
  /// The price that it waits for; 0 when there is none.
  public var stopPrice: Int
  /// Basis points of a trailing stop.
  public var trailingDelta: Int?
  /// Since when a trailing stop follows the price; `nil` before that.
  public var trailingTime: Int?
  /// How much of it is shown; `nil` when it was not sent.
  public var icebergQuantity: Int?
  /// The client's label.
  public var strategyID: Int?
  /// The client's label.
  public var strategyType: Int?
  /// The mode in force: the one that was sent or the symbol's default.
  public var selfTradePrevention: SelfTradePrevention
  /// Base units asked for; for a market order by quote quantity what was executed; 0 while `awaitsQuantity`.
  public var originalQuantity: Int
  /// A pending order of an OPO list, whose quantity is what its working order will have bought. Its responses
  /// have no `origQty`.
  public var awaitsQuantity: Bool
  /// Base units traded.
  public var executedQuantity: Int
  /// Quote units traded.
  public var executedQuoteUnits: Int
  /// `quoteOrderQty` that was sent; 0 when none was.
  public var originalQuoteQuantity: Int
  /// Base units that self-trade prevention took away.
  public var preventedQuantity: Int
  /// The last prevented match that it was in.
  public var preventedMatchID: Int?
  /// When it was placed, in milliseconds.
  public var time: Int
  /// When it last changed.
  public var updateTime: Int
  /// Since when it works on the book; `nil` before that, written as -1.
  public var workingTime: Int?
  /// Whether it works, or worked, on the book.
  public var isWorking: Bool
  /// Why it expired, if it did.
  public var expiryReason: ExpiryReason?
  /// What is still set aside for it. The two orders of an OCO pair share one lock; both show it.
  public var lockedUnits: Int128
  /// The asset of `lockedUnits`.
  public var lockedAsset: String

  /// Base units that may still trade.
  public var remainingQuantity: Int { originalQuantity - executedQuantity - preventedQuantity }
}
