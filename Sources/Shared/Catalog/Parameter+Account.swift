import Values

/// Arguments that the account tools share.
extension Parameter {
  /// The largest whole number that every JSON library reads exactly; ids are far below it.
  static let identifierMax = 9_007_199_254_740_991

  /// Spot or futures.
  static let market = Parameter(
    "market", .choice(["spot", "futures"]), "spot, or futures for USD-M futures.", defaultValue: "spot")

  /// One asset.
  static func asset(_ description: String, isRequired: Bool = false) -> Parameter {
    Parameter("asset", .string(lengthMax: 40), description, isRequired: isRequired, example: "USDT")
  }

  /// A number that the exchange gave to an order, a trade or the like.
  static func identifier(_ name: String, _ description: String, example: JSON? = nil) -> Parameter {
    Parameter(name, .integer(0...identifierMax), description, example: example)
  }

  /// How many rows are skipped.
  static let offset = Parameter(
    "offset", .integer(0...1_000_000), "Rows to skip, for the pages after the first.", defaultValue: 0)

  /// The first page is 1.
  static let page = Parameter("page", .integer(1...100_000), "Which page, from 1.", defaultValue: 1)

  /// Whether a futures order is a conditional one.
  static let conditional = Parameter(
    "conditional", .boolean,
    "With market futures: conditional (stop, take-profit, trailing) orders, which the exchange keeps apart.",
    defaultValue: false)
}
