/// A member of an order in an answer; each endpoint has its own list of them, in the documents' order.
enum FuturesOrderField: String {
  case amendmentPair = "pair"
  case averagePrice = "avgPrice"
  case clientOrderID = "clientOrderId"
  case closePosition
  case cumulatedBase = "cumBase"
  case cumulatedQuantity = "cumQty"
  case cumulatedQuote = "cumQuote"
  case executedQuantity = "executedQty"
  case goodTillDate
  case orderNumber = "orderId"
  case originalQuantity = "origQty"
  case originalType = "origType"
  case positionSide
  case price
  case priceMatch
  case priceProtect
  case reduceOnly
  case selfTradePrevention = "selfTradePreventionMode"
  case side
  case status
  case stopPrice
  case symbol
  case time
  case timeInForce
  case type
  case updateTime
  case workingType

  private static let tail: [Self] = [
    .workingType, .priceProtect, .priceMatch, .selfTradePrevention, .goodTillDate,
  ]

  /// `POST /fapi/v1/order`, also as a test.
  static let placed: [Self] =
    [
      .clientOrderID, .cumulatedQuantity, .cumulatedQuote, .executedQuantity, .orderNumber, .averagePrice,
      .originalQuantity, .price, .reduceOnly, .side, .positionSide, .status, .stopPrice, .closePosition,
      .symbol, .timeInForce, .type, .originalType, .updateTime,
    ] + tail

  /// An entry of `POST /fapi/v1/batchOrders`: the documents leave one member out.
  static let placedInBatch = placed.filter { $0 != .closePosition }

  /// `DELETE /fapi/v1/order`, also in a batch.
  static let canceled: [Self] =
    [
      .clientOrderID, .cumulatedQuantity, .cumulatedQuote, .executedQuantity, .orderNumber,
      .originalQuantity, .originalType, .price, .reduceOnly, .side, .positionSide, .status, .stopPrice,
      .closePosition, .symbol, .timeInForce, .type, .updateTime,
    ] + tail

  /// `GET` of one order or of many.
  static let asked: [Self] =
    [
      .averagePrice, .clientOrderID, .cumulatedQuote, .executedQuantity, .orderNumber, .originalQuantity,
      .originalType, .price, .reduceOnly, .side, .positionSide, .status, .stopPrice, .closePosition, .symbol,
      .time, .timeInForce, .type, .updateTime,
    ] + tail

  /// `PUT /fapi/v1/order`, also in a batch.
  static let changed: [Self] = [
    .orderNumber, .symbol, .amendmentPair, .status, .clientOrderID, .price, .averagePrice, .originalQuantity,
    .executedQuantity, .cumulatedQuantity, .cumulatedBase, .timeInForce, .type, .reduceOnly, .closePosition,
    .side, .positionSide, .stopPrice, .workingType, .priceProtect, .originalType, .priceMatch,
    .selfTradePrevention, .goodTillDate, .updateTime,
  ]

  /// `GET /fapi/v1/forceOrders`.
  static let forced: [Self] = [
    .orderNumber, .symbol, .status, .clientOrderID, .price, .averagePrice, .originalQuantity,
    .executedQuantity, .cumulatedQuote, .timeInForce, .type, .reduceOnly, .closePosition, .side,
    .positionSide, .stopPrice, .workingType, .originalType, .time, .updateTime,
  ]
}
