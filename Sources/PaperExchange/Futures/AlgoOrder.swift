/// A conditional order of an account; it becomes an order when its price comes.
public final class AlgoOrder {
  /// The exchange's number.
  public let number: Int
  /// Whose it is.
  public let accountNumber: Int
  /// The place of its contract in the list.
  public let contract: Int
  /// The client's name for it.
  public let clientAlgoID: String
  /// What was asked for.
  public let new: NewAlgoOrder
  /// When it came, in milliseconds.
  public let time: Int
  /// Where it stands.
  public internal(set) var status: AlgoOrderStatus = .new
  /// When it last changed, in milliseconds.
  public internal(set) var updateTime: Int
  /// When it triggered, in milliseconds; 0 before.
  public internal(set) var triggerTime = 0
  /// The order that it made.
  public internal(set) var order: FuturesOrder?
  /// Whether a trailing one follows the price.
  public internal(set) var isActive: Bool
  /// The best price that a trailing one has seen since, in units of 10⁻⁸.
  var extremeUnits = 0

  init(number: Int, accountNumber: Int, contract: Int, new: NewAlgoOrder, clientAlgoID: String, now: Int) {
    self.number = number
    self.accountNumber = accountNumber
    self.contract = contract
    self.new = new
    self.clientAlgoID = clientAlgoID
    time = now
    updateTime = now
    isActive = false
  }

  /// Whether a higher price, rather than a lower one, triggers it. A trailing one sells after a fall.
  var triggersAbove: Bool {
    let isStop = new.type == .stop || new.type == .stopMarket || new.type == .trailingStopMarket
    return isStop == (new.order.side == .buy)
  }

  /// Whether a price that it sees now, in units of 10⁻⁸, triggers it; a trailing one follows it.
  func sees(_ units: Int, tickUnits: Int) -> Bool {
    guard new.type == .trailingStopMarket else {
      let trigger = new.triggerTicks * tickUnits
      return triggersAbove ? units >= trigger : units <= trigger
    }
    let buys = new.order.side == .buy
    if !isActive {
      let activation = new.activateTicks * tickUnits
      guard buys ? units <= activation : units >= activation else { return false }
      isActive = true
      extremeUnits = units
    }
    extremeUnits = buys ? min(extremeUnits, units) : max(extremeUnits, units)
    return hasReturned(units, from: extremeUnits)
  }

  /// Whether `units` is far enough back from the best price.
  private func hasReturned(_ units: Int, from extreme: Int) -> Bool {
    let part = Int(Int128(extreme) * Int128(new.callbackRate) / 100_000_000)
    return new.order.side == .buy ? units >= extreme + part : units <= extreme - part
  }

  /// Whether prices between two bounds might trigger it or begin a trail.
  func mightAct(within bounds: ClosedRange<Int>, tickUnits: Int) -> Bool {
    guard new.type == .trailingStopMarket else {
      let trigger = new.triggerTicks * tickUnits
      return triggersAbove ? bounds.upperBound >= trigger : bounds.lowerBound <= trigger
    }
    let buys = new.order.side == .buy
    if !isActive {
      let activation = new.activateTicks * tickUnits
      return buys ? bounds.lowerBound <= activation : bounds.upperBound >= activation
    }
    return buys
      ? hasReturned(bounds.upperBound, from: min(extremeUnits, bounds.lowerBound))
      : hasReturned(bounds.lowerBound, from: max(extremeUnits, bounds.upperBound))
  }

  /// Whether prices between two bounds might be better than the best one that a trailing order has seen.
  func mightFollow(within bounds: ClosedRange<Int>) -> Bool {
    guard isActive else { return false }
    return new.order.side == .buy ? bounds.lowerBound < extremeUnits : bounds.upperBound > extremeUnits
  }

  /// Follows prices that lay between two bounds, both of which were reached, and triggered nothing.
  func follow(_ bounds: ClosedRange<Int>) {
    guard new.type == .trailingStopMarket, isActive else { return }
    extremeUnits =
      new.order.side == .buy ? min(extremeUnits, bounds.lowerBound) : max(extremeUnits, bounds.upperBound)
  }
}
