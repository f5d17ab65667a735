/// One price of an order book and what rests there.
public struct BookLevel: Sendable, Hashable {
  /// Price in ticks.
  public var priceTicks: Int
  /// Quantity in steps; more than zero.
  public var quantitySteps: Int

  /// A level from its parts.
  public init(priceTicks: Int, quantitySteps: Int) {
    self.priceTicks = priceTicks
    self.quantitySteps = quantitySteps
  }
}
