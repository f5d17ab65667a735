extension Weight {
  /// One row of a table of weights.
  public struct Step: Sendable, Hashable {
    /// The largest count or limit this row is for.
    public let upTo: Int
    /// What the request weighs then.
    public let weight: Int

    /// Describes a row.
    public init(upTo: Int, weight: Int) {
      self.upTo = upTo
      self.weight = weight
    }
  }
}
