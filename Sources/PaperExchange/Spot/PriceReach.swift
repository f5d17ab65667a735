/// The prices of trades that do something to an order: all at or below one, and all at or above another.
struct PriceReach {
  private var low = Int.min
  private var high = Int.max

  /// Whether a trade at `price` does something.
  func contains(_ price: Int) -> Bool { price <= low || price >= high }

  /// Something happens at `price` and below.
  mutating func falls(to price: Int?) {
    if let price { low = max(low, price) }
  }

  /// Something happens at `price` and above.
  mutating func rises(to price: Int?) {
    if let price { high = min(high, price) }
  }

  /// A trailing stop follows every new extreme and waits for the price to turn back; before it follows, it
  /// waits for its stop price.
  mutating func add(_ record: OrderRecord) {
    guard let extras = record.extras, let delta = extras.trailingDelta else { return }
    guard extras.trailingTime != nil else {
      return record.waitsForRise ? rises(to: extras.stopPrice) : falls(to: extras.stopPrice)
    }
    guard let extreme = extras.extremePrice else { return falls(to: Int.max) }
    // Rounded towards the extreme: a price too many is looked at rather than one too few.
    if record.isBuy {
      falls(to: extreme - 1)
      rises(to: Int(Int128(extreme) * Int128(10_000 + delta) / 10_000))
    } else {
      rises(to: extreme + 1)
      falls(to: Int(Int128(extreme) * Int128(10_000 - delta) / 10_000) + 1)
    }
  }
}
