/// A change of an open order by its owner.
public struct FuturesAmendment: Sendable, Hashable {
  /// Its number.
  public var number: Int
  /// The place of the contract in the list.
  public var contract: Int
  /// The order.
  public var orderNumber: Int
  /// The client's name for the order.
  public var clientOrderID: String
  /// Price before and after, in ticks.
  public var priceTicks: [Int]
  /// Quantity before and after, in steps.
  public var steps: [Int]
  /// Which change of this order it was, from 1.
  public var count: Int
  /// When, in milliseconds.
  public var time: Int
}
