/// Arithmetic of prices and quantities in units of 10⁻⁸.
enum Amount {
  /// Units in a whole.
  static let whole = 100_000_000
  /// No order may be worth more, and none may be of more base units, so that sums of a few of them fit 64
  /// bits.
  static let unitsMax = 1 << 60

  /// price × quantity, cut after the eighth decimal as the exchange does; `Int.max` when it does not fit.
  static func quoteUnits(price: Int, quantity: Int) -> Int {
    let (product, overflow) = price.multipliedReportingOverflow(by: quantity)
    if !overflow { return product / whole }
    let wide = Int128(price) * Int128(quantity) / Int128(whole)
    return wide > Int128(Int.max) ? Int.max : Int(wide)
  }

  /// The largest quantity that costs at most `quote` at a price, and no more than `unitsMax`; that much when
  /// it costs nothing.
  static func quantity(forQuote quote: Int, price: Int) -> Int {
    guard price > 0 else { return unitsMax }
    let wide = Int128(quote) * Int128(whole) / Int128(price)
    return wide > Int128(unitsMax) ? unitsMax : Int(wide)
  }

  /// A part of `units` in units of 10⁻⁸ of it, cut.
  static func commission(on units: Int, rate: Int) -> Int {
    let (product, overflow) = units.multipliedReportingOverflow(by: rate)
    return overflow ? Int(Int128(units) * Int128(rate) / Int128(whole)) : product / whole
  }

  /// Whether a price has turned back from `extreme` by `delta` basis points: up for a buy order, down for a
  /// sell order.
  static func hasTurned(_ price: Int, from extreme: Int, delta: Int, isBuy: Bool) -> Bool {
    let now = Int128(price) * 10_000
    return isBuy
      ? now >= Int128(extreme) * Int128(10_000 + delta) : now <= Int128(extreme) * Int128(10_000 - delta)
  }
}
