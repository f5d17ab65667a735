/// A change of the margin of an isolated position by its owner.
public struct MarginChange: Sendable, Hashable {
  /// The place of the contract in the list.
  public var contract: Int
  /// Which position.
  public var side: PositionSide
  /// Whether margin was added.
  public var isAddition: Bool
  /// How much, in units.
  public var units: Int128
  /// When, in milliseconds.
  public var time: Int
}
