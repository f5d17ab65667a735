import Values

extension Catalog {
  /// Filled by its owner.
  static let futuresMarket: [Tool] = []
}
