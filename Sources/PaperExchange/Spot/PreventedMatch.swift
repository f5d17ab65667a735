/// A trade that self-trade prevention kept from happening, as `myPreventedMatches` shows it.
public struct PreventedMatch: Sendable, Hashable {
  /// On which symbol; the maker's is the same.
  public var symbol: String
  /// Consecutive per symbol, from 0.
  public var number: Int
  /// Whose orders.
  public var accountNumber: Int
  /// The order that came.
  public var takerOrderNumber: Int
  /// The order that rested.
  public var makerOrderNumber: Int
  /// The mode that decided: the taker's, and DECREMENT for TRANSFER within one account.
  public var mode: SelfTradePrevention
  /// At which price they would have traded.
  public var priceUnits: Int
  /// What the taker lost; `nil` when its mode spares it.
  public var takerPreventedQuantity: Int?
  /// What the maker lost; `nil` when the taker's mode spares it.
  public var makerPreventedQuantity: Int?
  /// In milliseconds.
  public var time: Int
}
