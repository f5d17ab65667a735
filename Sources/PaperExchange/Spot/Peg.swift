/// A price that is taken from the book when the order goes on it (faqs/pegged_orders.md).
public struct Peg: Sendable, Hashable {
  /// Which side of the book the price is of.
  public enum PriceType: String, Sendable, Hashable, CaseIterable {
    /// The best price of the order's own side.
    case primary = "PRIMARY_PEG"
    /// The best price of the other side.
    case market = "MARKET_PEG"
  }

  /// Levels that an offset may reach over.
  public static let offsetLevelsMax = 100

  /// Which side.
  public var priceType: PriceType
  /// How many price levels deeper than the best one; `nil` when it was not sent.
  /// `pegOffsetType` is always `PRICE_LEVEL`.
  public var offsetLevels: Int?

  /// A peg from its parts.
  public init(priceType: PriceType, offsetLevels: Int? = nil) {
    self.priceType = priceType
    self.offsetLevels = offsetLevels
  }
}
