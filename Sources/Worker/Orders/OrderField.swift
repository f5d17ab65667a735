/// What an order is made of, by the name of its argument in a tool for one order.
enum OrderField: String, Sendable, CaseIterable {
  case side
  case type
  case timeInForce = "time_in_force"
  case quantity
  case quoteQuantity = "quote_quantity"
  case price
  case stopPrice = "stop_price"
  case trailingDelta = "trailing_delta"
  case icebergQuantity = "iceberg_quantity"
  case pegPriceType = "peg_price_type"
  case pegOffset = "peg_offset_levels"

  /// The name of its parameter behind a prefix, such as `pendingAboveStopPrice`.
  var suffix: String {
    switch self {
    case .side: "Side"
    case .type: "Type"
    case .timeInForce: "TimeInForce"
    case .quantity: "Quantity"
    case .quoteQuantity: "QuoteOrderQty"
    case .price: "Price"
    case .stopPrice: "StopPrice"
    case .trailingDelta: "TrailingDelta"
    case .icebergQuantity: "IcebergQty"
    case .pegPriceType: "PegPriceType"
    case .pegOffset: "PegOffsetValue"
    }
  }

  /// The name of its parameter without a prefix, such as `stopPrice`.
  var parameter: String {
    switch self {
    case .side: "side"
    case .type: "type"
    case .timeInForce: "timeInForce"
    case .quantity: "quantity"
    case .quoteQuantity: "quoteOrderQty"
    case .price: "price"
    case .stopPrice: "stopPrice"
    case .trailingDelta: "trailingDelta"
    case .icebergQuantity: "icebergQty"
    case .pegPriceType: "pegPriceType"
    case .pegOffset: "pegOffsetValue"
    }
  }
}
