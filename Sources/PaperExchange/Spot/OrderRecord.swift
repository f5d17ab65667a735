import PaperAccounts

/// An order as the exchange keeps it, open or closed; about 180 bytes and its client order id.
final class OrderRecord {
  let number: Int
  let account: Account
  var clientOrderID: String
  /// The limit price that was sent; 0 when none was.
  let price: Int
  /// Base units; 0 while an OPO order waits for its quantity, and of a market order by quote quantity.
  var quantity: Int
  var executed = 0
  var executedQuote = 0
  let time: Int
  var updateTime: Int
  /// -1 until it works.
  var workingTime = -1
  var extras: OrderExtras?
  var listNumber: Int32 = -1
  let side: OrderSide
  let type: OrderType
  let timeInForce: TimeInForce
  let selfTradePrevention: SelfTradePrevention
  var status: OrderStatus = .new
  var expiryReason: ExpiryReason?
  /// Dropped from memory; its place in an account's orders is swept later.
  var isForgotten = false

  /// What is set aside for it; `nil` once it is closed.
  var lock: OrderLock?
  /// Where it rests: on the book, or among the stops that wait for a price.
  unowned var level: PriceLevel?
  /// Its place in the level's queue.
  var queuePosition = 0
  /// The part of it that the book shows; 0 while it does not rest there.
  var visible = 0

  init(_ new: NewOrder, number: Int, account: Account, clientOrderID: String, now: Int) {
    self.number = number
    self.account = account
    self.clientOrderID = clientOrderID
    price = new.price ?? 0
    quantity = new.quantity ?? 0
    time = now
    updateTime = now
    extras = OrderExtras(new)
    side = new.side
    type = new.type
    timeInForce = new.timeInForce ?? .goodTillCanceled
    selfTradePrevention = new.selfTradePrevention ?? .expireMaker
  }

  var preventedQuantity: Int { extras?.preventedQuantity ?? 0 }
  /// Base units that may still trade.
  var remaining: Int { quantity - executed - preventedQuantity }
  /// The limit price in force; 0 when there is none (yet).
  var limitPrice: Int { extras?.peggedPrice ?? price }
  var isBuy: Bool { side == .buy }
  var icebergQuantity: Int? { extras?.icebergQuantity }
  var isTrailing: Bool { extras?.trailingDelta != nil }
  var isByQuote: Bool { (extras?.quoteQuantity ?? 0) > 0 }
  var awaitsQuantity: Bool { extras?.awaitsQuantity ?? false }

  /// A contingent order whose price must rise to its stop price.
  var waitsForRise: Bool { type.waitsForRise(side) }

  /// The extras, made when there were none.
  var ownExtras: OrderExtras {
    if let extras { return extras }
    let made = OrderExtras()
    extras = made
    return made
  }

  /// The price that its lock is counted with: its limit, or what it is expected to pay.
  var lockPrice: Int {
    let limit = limitPrice
    return limit > 0 && !type.isMarketWhenWorking ? limit : extras?.estimatedPrice ?? 0
  }

  /// What must be set aside for what is left of it.
  var requiredUnits: Int128 {
    isBuy ? Int128(Amount.quoteUnits(price: lockPrice, quantity: remaining)) : Int128(remaining)
  }
}
