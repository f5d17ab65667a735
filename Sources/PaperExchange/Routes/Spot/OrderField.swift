/// What can be said about one order, whatever the endpoint calls it.
///
/// The raw value is the name behind a leg's prefix: `workingPrice`, `pendingAboveStopPrice`.
enum OrderField: String, CaseIterable {
  case side = "Side"
  case type = "Type"
  case timeInForce = "TimeInForce"
  case quantity = "Quantity"
  case quoteQuantity = "QuoteOrderQty"
  case price = "Price"
  case stopPrice = "StopPrice"
  case trailingDelta = "TrailingDelta"
  case icebergQuantity = "IcebergQty"
  case clientOrderID = "ClientOrderId"
  case strategyID = "StrategyId"
  case strategyType = "StrategyType"
  case pegPriceType = "PegPriceType"
  case pegOffsetType = "PegOffsetType"
  case pegOffsetValue = "PegOffsetValue"
}
