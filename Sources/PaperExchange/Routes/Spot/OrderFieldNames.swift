/// The names that an endpoint has for the fields of one order.
enum OrderFieldNames {
  /// `POST /api/v3/order` and cancelReplace: `price`, `stopPrice`, `newClientOrderId`.
  case single
  /// A leg of an order list, such as `above` or `pendingBelow`. `shared` is the prefix of side and quantity
  /// where two legs have them in common; empty for OCO.
  case leg(String, shared: String? = nil)
  /// The LIMIT_MAKER leg of the deprecated OCO.
  case deprecatedLimitLeg
  /// The STOP_LOSS or STOP_LOSS_LIMIT leg of the deprecated OCO.
  case deprecatedStopLeg

  /// The name of a field.
  func name(of field: OrderField) -> String {
    switch self {
    case .single: Self.singleNames[field] ?? field.rawValue
    case .leg(let prefix, let shared):
      if let shared, field == .side || field == .quantity {
        shared.isEmpty ? (Self.singleNames[field] ?? field.rawValue) : shared + field.rawValue
      } else {
        prefix + field.rawValue
      }
    case .deprecatedLimitLeg: Self.deprecatedLimitNames[field] ?? Self.singleNames[field] ?? field.rawValue
    case .deprecatedStopLeg: Self.deprecatedStopNames[field] ?? Self.singleNames[field] ?? field.rawValue
    }
  }

  private static let singleNames: [OrderField: String] = [
    .side: "side", .type: "type", .timeInForce: "timeInForce", .quantity: "quantity",
    .quoteQuantity: "quoteOrderQty", .price: "price", .stopPrice: "stopPrice",
    .trailingDelta: "trailingDelta", .icebergQuantity: "icebergQty", .clientOrderID: "newClientOrderId",
    .strategyID: "strategyId", .strategyType: "strategyType", .pegPriceType: "pegPriceType",
    .pegOffsetType: "pegOffsetType", .pegOffsetValue: "pegOffsetValue",
  ]

  // A field that a leg of the deprecated OCO does not have gets a name that no parameter has.
  private static let deprecatedLimitNames: [OrderField: String] = [
    .stopPrice: "", .trailingDelta: "", .timeInForce: "", .icebergQuantity: "limitIcebergQty",
    .clientOrderID: "limitClientOrderId", .strategyID: "limitStrategyId", .strategyType: "limitStrategyType",
  ]

  private static let deprecatedStopNames: [OrderField: String] = [
    .price: "stopLimitPrice", .timeInForce: "stopLimitTimeInForce", .icebergQuantity: "stopIcebergQty",
    .clientOrderID: "stopClientOrderId", .strategyID: "stopStrategyId", .strategyType: "stopStrategyType",
  ]
}
