extension OrderRecord {
  /// Lets a trailing stop see a price.
  ///
  /// - Returns: whether the price triggers it.
  func follows(_ price: Int, at time: Int) -> Bool {
    guard let extras, let delta = extras.trailingDelta else { return false }
    if extras.trailingTime == nil {
      guard waitsForRise ? price >= extras.stopPrice : price <= extras.stopPrice else { return false }
      extras.trailingTime = time
      extras.extremePrice = price
      updateTime = time
      return false
    }
    guard let extreme = extras.extremePrice, isBuy ? price >= extreme : price <= extreme else {
      extras.extremePrice = price
      return false
    }
    return Amount.hasTurned(price, from: extreme, delta: delta, isBuy: isBuy)
  }
}
