/// What has been used of one limit in the running interval; begins anew with the next.
struct WindowCount: Sendable {
  private var window = Int.min
  private var count = 0

  /// What has been used in the interval of that number.
  func used(in window: Int) -> Int { window == self.window ? count : 0 }

  /// Adds, and returns the sum.
  @discardableResult
  mutating func add(_ amount: Int, in window: Int) -> Int {
    count = used(in: window) + amount
    self.window = window
    return count
  }

  /// Takes back, down to zero: nobody gets credit (faqs/order_count_decrement.md).
  mutating func giveBack(_ amount: Int, in window: Int) {
    count = max(0, used(in: window) - amount)
    self.window = window
  }
}
