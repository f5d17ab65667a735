import Answers

/// The members of the exchange's orders, for lists and for one order.
enum OrderColumns {
  /// Lists of spot orders.
  static let spot = [
    Column("symbol", .word), Column("orderId", .integer), Column("clientOrderId", .identifier),
    Column("side", .word), Column("type", .word), Column("timeInForce", .word), Column("price", .amount),
    Column("stopPrice", .amount, isOptional: true), Column("origQty", .amount),
    Column("executedQty", .amount), Column("cummulativeQuoteQty", .amount), Column("status", .word),
    Column("orderListId", .integer), Column("time", .integer), Column("updateTime", .integer),
  ]

  /// What one spot order says beside that.
  static let spotMore = [
    Column("icebergQty", .amount, isOptional: true), Column("origQuoteOrderQty", .amount, isOptional: true),
    Column("isWorking", .boolean, isOptional: true), Column("workingTime", .integer, isOptional: true),
    Column("selfTradePreventionMode", .word, isOptional: true),
    Column("trailingDelta", .integer, isOptional: true), Column("trailingTime", .integer, isOptional: true),
    Column("strategyId", .integer, isOptional: true), Column("strategyType", .integer, isOptional: true),
    Column("preventedMatchId", .integer, isOptional: true),
    Column("preventedQuantity", .amount, isOptional: true),
    Column("pegPriceType", .word, isOptional: true), Column("pegOffsetType", .word, isOptional: true),
    Column("pegOffsetValue", .integer, isOptional: true), Column("peggedPrice", .amount, isOptional: true),
  ]

  /// Lists of futures orders.
  static let futures = [
    Column("symbol", .word), Column("orderId", .integer), Column("clientOrderId", .identifier),
    Column("side", .word), Column("positionSide", .word), Column("type", .word), Column("timeInForce", .word),
    Column("price", .amount), Column("stopPrice", .amount), Column("origQty", .amount),
    Column("executedQty", .amount), Column("avgPrice", .amount, isOptional: true),
    Column("cumQuote", .amount, isOptional: true), Column("reduceOnly", .boolean),
    Column("closePosition", .boolean), Column("status", .word), Column("time", .integer),
    Column("updateTime", .integer),
  ]

  /// What one futures order says beside that.
  static let futuresMore = [
    Column("origType", .word), Column("workingType", .word), Column("priceProtect", .boolean),
    Column("activatePrice", .amount, isOptional: true), Column("priceRate", .amount, isOptional: true),
    Column("priceMatch", .word, isOptional: true),
    Column("selfTradePreventionMode", .word, isOptional: true),
    Column("goodTillDate", .integer, isOptional: true),
  ]

  /// Conditional futures orders under the names of the others, so that both go into one table. What they do
  /// not have is optional and stays empty.
  static let conditional = [
    Column("symbol", .word), Column("orderId", .integer, from: "algoId"),
    Column("clientOrderId", .identifier, from: "clientAlgoId"), Column("side", .word),
    Column("positionSide", .word), Column("type", .word, from: "orderType"), Column("timeInForce", .word),
    Column("price", .amountOrNothing, isOptional: true),
    Column("stopPrice", .amountOrNothing, from: "triggerPrice", isOptional: true),
    Column("origQty", .amountOrNothing, from: "quantity", isOptional: true),
    Column("executedQty", .amount, from: "-", isOptional: true),
    Column("avgPrice", .amount, from: "-", isOptional: true),
    Column("cumQuote", .amount, from: "-", isOptional: true), Column("reduceOnly", .boolean),
    Column("closePosition", .boolean), Column("status", .word, from: "algoStatus"),
    Column("time", .integer, from: "createTime"), Column("updateTime", .integer),
  ]

  /// One conditional order, under the exchange's own names.
  static let conditionalOne = [
    Column("symbol", .word), Column("algoId", .integer), Column("clientAlgoId", .identifier),
    Column("algoType", .word), Column("orderType", .word), Column("side", .word),
    Column("positionSide", .word), Column("timeInForce", .word),
    Column("quantity", .amountOrNothing, isOptional: true), Column("algoStatus", .word),
    Column("actualOrderId", .identifier, isOptional: true),
    Column("actualPrice", .amountOrNothing, isOptional: true),
    Column("triggerPrice", .amountOrNothing, isOptional: true),
    Column("price", .amountOrNothing, isOptional: true),
    Column("activatePrice", .amountOrNothing, isOptional: true),
    Column("callbackRate", .amountOrNothing, isOptional: true), Column("workingType", .word),
    Column("closePosition", .boolean), Column("priceProtect", .boolean), Column("reduceOnly", .boolean),
    Column("createTime", .integer), Column("updateTime", .integer),
    Column("triggerTime", .integer, isOptional: true), Column("goodTillDate", .integer, isOptional: true),
  ]

  /// Orders by which the exchange closed positions.
  static let forced = [
    Column("symbol", .word), Column("orderId", .integer), Column("clientOrderId", .identifier),
    Column("side", .word), Column("positionSide", .word), Column("type", .word), Column("status", .word),
    Column("price", .amount), Column("avgPrice", .amount), Column("origQty", .amount),
    Column("executedQty", .amount), Column("cumQuote", .amount), Column("time", .integer),
    Column("updateTime", .integer),
  ]
}
