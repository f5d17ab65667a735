/// One price of a book and what can be had there, in units of 10⁻⁸.
public struct SpotLevel: Sendable, Hashable {
  /// Price in quote units for a whole of the base asset.
  public var priceUnits: Int
  /// Base units; more than zero.
  public var quantityUnits: Int

  /// A level from its parts.
  public init(priceUnits: Int, quantityUnits: Int) {
    self.priceUnits = priceUnits
    self.quantityUnits = quantityUnits
  }
}
