/// The members of the exchange's answers about orders that are passed on ("Trading endpoints", "Conditional
/// fields in Order Responses", and the USD-M "New Order" and "New Algo Order").
///
/// What is not listed is left out: nothing of the exchange reaches a client unchecked.
enum ReportFields {
  /// A spot order, in the answers to placing, cancelling and asking.
  static let spotOrder: [ReportField] =
    [
      .needed("symbol", .word), .needed("orderId", .integer), .needed("clientOrderId", .clientID),
    ]
    + ReportField.list(.clientID, "origClientOrderId")
    + ReportField.list(.integer, "orderListId", "transactTime", "time", "updateTime")
    + ReportField.list(
      .amount, "price", "origQty", "executedQty", "origQuoteOrderQty", "cummulativeQuoteQty")
    + ReportField.list(.word, "status", "timeInForce", "type", "side")
    + ReportField.list(.amount, "stopPrice", "icebergQty", "preventedQuantity", "peggedPrice")
    + ReportField.list(
      .integer, "trailingDelta", "trailingTime", "workingTime", "strategyId", "strategyType",
      "preventedMatchId", "pegOffsetValue")
    + ReportField.list(
      .word, "pegPriceType", "pegOffsetType", "workingFloor", "selfTradePreventionMode", "expiryReason")
    + ReportField.list(.boolean, "isWorking", "usedSor")

  /// One order of a list, as a row.
  static let listedOrder: [ReportField] = [
    .needed("orderId", .integer), .needed("clientOrderId", .clientID), ReportField("status", .word),
    ReportField("type", .word), ReportField("side", .word), ReportField("price", .amount),
    ReportField("stopPrice", .amount), ReportField("origQty", .amount), ReportField("executedQty", .amount),
  ]

  /// An order list.
  static let orderList: [ReportField] = [
    .needed("orderListId", .integer), .needed("contingencyType", .word), .needed("listStatusType", .word),
    .needed("listOrderStatus", .word), .needed("transactionTime", .integer), .needed("symbol", .word),
  ]

  /// One of many cancelled orders, as a row.
  static let cancelledOrder: [ReportField] = [
    .needed("orderId", .integer), .needed("origClientOrderId", .clientID), ReportField("side", .word),
    ReportField("type", .word), ReportField("price", .amount), ReportField("origQty", .amount),
    ReportField("executedQty", .amount), ReportField("status", .word),
  ]

  /// A fill, as a row.
  static let fill: [ReportField] = [
    .needed("price", .amount), .needed("qty", .amount), .needed("commission", .amount),
    .needed("commissionAsset", .word), ReportField("tradeId", .integer),
  ]

  /// A USD-M order.
  static let futuresOrder: [ReportField] =
    [
      .needed("symbol", .word), .needed("orderId", .integer), .needed("clientOrderId", .clientID),
      .needed("status", .word),
    ]
    + ReportField.list(
      .word, "side", "positionSide", "type", "origType", "timeInForce", "workingType", "priceMatch",
      "selfTradePreventionMode")
    + ReportField.list(
      .amount, "price", "avgPrice", "origQty", "executedQty", "cumQty", "cumQuote", "stopPrice",
      "activatePrice", "priceRate")
    + ReportField.list(.boolean, "reduceOnly", "closePosition", "priceProtect")
    + ReportField.list(.integer, "goodTillDate", "time", "updateTime")

  /// A conditional USD-M order.
  static let algoOrder: [ReportField] =
    [
      .needed("algoId", .integer), .needed("clientAlgoId", .clientID), .needed("symbol", .word),
      .needed("algoStatus", .word),
    ]
    + ReportField.list(
      .word, "algoType", "orderType", "side", "positionSide", "timeInForce", "workingType", "priceMatch",
      "selfTradePreventionMode", "actualOrderId")
    + ReportField.list(
      .amount, "quantity", "price", "triggerPrice", "activatePrice", "callbackRate", "actualPrice")
    + ReportField.list(.boolean, "closePosition", "priceProtect", "reduceOnly")
    + ReportField.list(.integer, "createTime", "updateTime", "triggerTime", "goodTillDate")
}
