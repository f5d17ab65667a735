/// What is set aside for an order, or for the two orders of a pair together: only one of them can trade.
final class OrderLock {
  /// Of which asset.
  let asset: String
  /// How much is set aside now.
  var units: Int128 = 0

  init(asset: String) {
    self.asset = asset
  }
}
