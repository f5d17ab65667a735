/// A trade of an account's order.
public struct FuturesTrade: Sendable, Hashable {
  /// Its number on its contract.
  public var number: Int
  /// The place of its contract in the list.
  public var contract: Int
  /// The order.
  public var orderNumber: Int
  /// Whether the account bought.
  public var side: FuturesSide
  /// Which position it changed.
  public var positionSide: PositionSide
  /// Price in ticks.
  public var priceTicks: Int
  /// Quantity in steps.
  public var steps: Int
  /// Profit that it realised, in units.
  public var realisedUnits: Int128
  /// Commission, in units.
  public var feeUnits: Int128
  /// Whether the order rested.
  public var isMaker: Bool
  /// When, in milliseconds.
  public var time: Int
}
