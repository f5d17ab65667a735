@testable import PaperSpot

/// An order of the reference matcher.
struct ReferenceOrder {
  enum Stage {
    /// For the working order of its list.
    case pending
    /// For its stop price.
    case waiting
    case working
    case resting
  }

  let number: Int
  let account: Int
  let side: OrderSide
  let type: OrderType
  let timeInForce: TimeInForce
  let prevention: SelfTradePrevention
  let quote: Int?
  let stop: Int
  let delta: Int?
  let iceberg: Int?
  let peg: Peg?
  var quantity: Int
  var limit: Int
  var partner: Int?
  var waitsFor: Int?

  var stage = Stage.pending
  var status = OrderStatus.new
  var executed = 0
  var prevented = 0
  /// Quote units traded or prevented.
  var spent = 0
  var visible = 0
  /// Place in time among the orders at its price.
  var rank = 0
  var isFollowing = false
  var extreme: Int?
  /// A quantity by quote units that no further step fits into.
  var isSatisfied = false
  var isPrevented = false

  init(_ order: Order) {
    number = order.number
    account = order.accountNumber
    side = order.side
    type = order.type
    timeInForce = order.timeInForce
    prevention = order.selfTradePrevention
    quote = order.originalQuoteQuantity > 0 ? order.originalQuoteQuantity : nil
    stop = order.stopPrice
    delta = order.trailingDelta
    iceberg = order.icebergQuantity
    peg = order.peg
    quantity = quote == nil ? order.originalQuantity : 0
    limit = order.price
  }

  var left: Int { quantity - executed - prevented }
  var isDone: Bool { quote == nil ? left == 0 : isSatisfied || spent == quote }
  var waitsForRise: Bool { (type == .stopLoss || type == .stopLossLimit) == (side == .buy) }
  /// How much of an amount it wants at a price.
  func wanted(of available: Int, at price: Int, step: Int) -> Int {
    guard let quote else { return min(left, available) }
    let affordable = Int(Int128(quote - spent) * 100_000_000 / Int128(price))
    if affordable >= available { return available }
    return available == Int.max ? affordable : max(0, affordable - (executed + affordable) % step)
  }

  /// A waiting order sees a price; true when it is triggered.
  mutating func sees(_ price: Int) -> Bool {
    guard stage == .waiting else { return false }
    let isReached = waitsForRise ? price >= stop : price <= stop
    guard let delta else { return isReached }
    if !isFollowing {
      if isReached {
        isFollowing = true
        extreme = price
      }
      return false
    }
    guard let known = extreme else {
      extreme = price
      return false
    }
    if side == .buy {
      extreme = min(known, price)
      return Int128(price) * 10_000 >= Int128(extreme ?? price) * Int128(10_000 + delta)
    }
    extreme = max(known, price)
    return Int128(price) * 10_000 <= Int128(extreme ?? price) * Int128(10_000 - delta)
  }
}
