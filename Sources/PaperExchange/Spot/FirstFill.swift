/// An order got its first fill, so its account's unfilled order count goes down: by one for a taker, by five
/// for a maker as in the examples of faqs/order_count_decrement.md, never below zero.
public struct FirstFill: Sendable, Hashable {
  /// Whose order.
  public var accountNumber: Int
  /// When, in milliseconds.
  public var time: Int
  /// The order rested.
  public var isMaker: Bool

  /// By how much the count goes down.
  public var decrement: Int { isMaker ? 5 : 1 }
}
