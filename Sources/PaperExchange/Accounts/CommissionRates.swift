/// What an account pays for its spot trades, in units of 10⁻⁸ of the amount received: 100,000 is 0.1 %.
public struct CommissionRates: Sendable, Hashable {
  /// Of an order that rested.
  public var maker: Int
  /// Of an order that took what rested.
  public var taker: Int

  /// Rates from their parts.
  public init(maker: Int = 100_000, taker: Int = 100_000) {
    self.maker = maker
    self.taker = taker
  }
}
