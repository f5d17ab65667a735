import PaperSpot

/// Which fields an order of a type must have and which it may have (rest-api.md, "Additional mandatory
/// parameters based on order type").
struct OrderTypeRules {
  /// -1102 without them; `price` may be left out with a peg.
  let mandatory: [OrderField]
  /// Allowed besides. Of the fields in `regulated` any other is -1106.
  let optional: [OrderField]
  /// Whether one of `stopPrice` and `trailingDelta` must be there; both may.
  let needsTrigger: Bool

  /// The fields that some types have and others do not, in the order in which they are complained about.
  static let regulated: [OrderField] = [
    .timeInForce, .quantity, .quoteQuantity, .price, .stopPrice, .trailingDelta, .icebergQuantity,
  ]

  /// The rules of a type.
  static func of(_ type: OrderType) -> Self {
    switch type {
    case .limit: limit
    case .market: market
    case .stopLoss, .takeProfit: trigger
    case .stopLossLimit, .takeProfitLimit: triggerLimit
    case .limitMaker: limitMaker
    }
  }

  /// Whether an order of this type may have a field.
  func allows(_ field: OrderField) -> Bool {
    mandatory.contains(field) || optional.contains(field)
  }

  private static let limit = Self(
    mandatory: [.timeInForce, .quantity, .price], optional: [.icebergQuantity], needsTrigger: false)
  // `quantity` or `quoteOrderQty` is checked on its own: one of them, not both.
  private static let market = Self(
    mandatory: [], optional: [.quantity, .quoteQuantity], needsTrigger: false)
  private static let trigger = Self(
    mandatory: [.quantity], optional: [.stopPrice, .trailingDelta], needsTrigger: true)
  private static let triggerLimit = Self(
    mandatory: [.timeInForce, .quantity, .price], optional: [.stopPrice, .trailingDelta, .icebergQuantity],
    needsTrigger: true)
  private static let limitMaker = Self(
    mandatory: [.quantity, .price], optional: [.icebergQuantity], needsTrigger: false)
}
