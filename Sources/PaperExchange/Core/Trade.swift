/// One trade of the public tape.
public struct Trade: Sendable, Hashable {
  /// Its number on its symbol; consecutive.
  public var id: Int
  /// The aggregate trade it is part of.
  public var aggregateID: Int
  /// Price in ticks of its market's scale.
  public var priceTicks: Int
  /// Quantity in steps of its market's scale.
  public var quantitySteps: Int
  /// When, in milliseconds of exchange time.
  public var timeMilliseconds: Int
  /// The resting order was the buyer's, so the taker sold.
  public var isBuyerMaker: Bool

  /// A trade from its parts.
  public init(
    id: Int, aggregateID: Int, priceTicks: Int, quantitySteps: Int, timeMilliseconds: Int, isBuyerMaker: Bool
  ) {
    self.id = id
    self.aggregateID = aggregateID
    self.priceTicks = priceTicks
    self.quantitySteps = quantitySteps
    self.timeMilliseconds = timeMilliseconds
    self.isBuyerMaker = isBuyerMaker
  }
}
