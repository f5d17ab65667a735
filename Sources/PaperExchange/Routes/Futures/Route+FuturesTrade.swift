extension Route {
  private static let symbol = Parameter("symbol", .symbol, isMandatory: true)
  private static let optionalSymbol = Parameter("symbol", .symbol)
  private static let limit = Parameter("limit", .integer)
  private static let start = Parameter("startTime", .integer)
  private static let end = Parameter("endTime", .integer)
  private static let orderNumber = Parameter("orderId", .integer)
  private static let orderName = Parameter("origClientOrderId", .text)
  private static let algoNumber = Parameter("algoId", .integer)
  private static let batch = Parameter("batchOrders", .text, isMandatory: true)

  /// Orders of the USD-M interface (USD-M documents, "Trade Endpoints").
  static let futuresTrade: [Route] = futuresOrders + futuresBatches + futuresOrderLists + futuresAlgo

  /// What a new order may have; the form reads it, with the exchange's own order of complaints.
  private static let orderParameters = texts([
    "symbol", "side", "type", "positionSide", "timeInForce", "reduceOnly", "quantity", "price",
    "newClientOrderId", "newOrderRespType", "priceMatch", "selfTradePreventionMode", "goodTillDate",
  ])
  private static let algoParameters = texts([
    "algoType", "symbol", "side", "type", "positionSide", "timeInForce", "quantity", "price", "triggerPrice",
    "workingType", "priceMatch", "closePosition", "priceProtect", "reduceOnly", "activatePrice",
    "callbackRate", "clientAlgoId", "newOrderRespType", "selfTradePreventionMode", "goodTillDate",
  ])
  private static let changeParameters = texts([
    "symbol", "side", "quantity", "price", "orderId", "origClientOrderId", "priceMatch", "modifyId",
  ])

  private static func texts(_ names: [String]) -> [Parameter] { names.map { Parameter($0, .text) } }

  private static let futuresOrders: [Route] = [
    Route("POST", "/fapi/v1/order", .trade, parameters: orderParameters, weight: 0) {
      answer throws(ExchangeError) in try answer.placeFuturesOrder(isTest: false)
    },
    Route("PUT", "/fapi/v1/order", .trade, parameters: changeParameters, weight: 0) {
      answer throws(ExchangeError) in try answer.changeFuturesOrder()
    },
    Route("DELETE", "/fapi/v1/order", .trade, parameters: [symbol, orderNumber, orderName], weight: 1) {
      answer throws(ExchangeError) in try answer.cancelFuturesOrder()
    },
    Route("GET", "/fapi/v1/order", .userData, parameters: [symbol, orderNumber, orderName], weight: 1) {
      answer throws(ExchangeError) in try answer.futuresOrder(isOpen: false)
    },
    Route(
      "POST", "/fapi/v1/order/test", .trade, parameters: orderParameters, isCommand: false, weight: 0
    ) { answer throws(ExchangeError) in try answer.placeFuturesOrder(isTest: true) },
    Route("GET", "/fapi/v1/openOrder", .userData, parameters: [symbol, orderNumber, orderName], weight: 1) {
      answer throws(ExchangeError) in try answer.futuresOrder(isOpen: true)
    },
    Route("DELETE", "/fapi/v1/allOpenOrders", .trade, parameters: [symbol], weight: 1) {
      answer throws(ExchangeError) in try answer.cancelAllFuturesOrders()
    },
    Route(
      "POST", "/fapi/v1/countdownCancelAll", .trade,
      parameters: [symbol, Parameter("countdownTime", .integer, isMandatory: true)], weight: 10
    ) { answer throws(ExchangeError) in try answer.setCountdown() },
  ]

  private static let futuresBatches: [Route] = [
    Route("POST", "/fapi/v1/batchOrders", .trade, parameters: [batch], weight: 5) {
      answer throws(ExchangeError) in try answer.placeFuturesBatch()
    },
    Route("PUT", "/fapi/v1/batchOrders", .trade, parameters: [batch], weight: 5) {
      answer throws(ExchangeError) in try answer.changeFuturesBatch()
    },
    Route(
      "DELETE", "/fapi/v1/batchOrders", .trade,
      parameters: [
        symbol, Parameter("orderIdList", .text), Parameter("origClientOrderIdList", .text),
        // As ccxt spells them.
        Parameter("orderidlist", .text), Parameter("origclientorderidlist", .text),
      ], weight: 1
    ) { answer throws(ExchangeError) in try answer.cancelFuturesBatch() },
  ]

  private static let futuresOrderLists: [Route] = [
    Route("GET", "/fapi/v1/openOrders", .userData, parameters: [optionalSymbol], weight: one(1, all: 40)) {
      answer throws(ExchangeError) in try answer.openFuturesOrders()
    },
    Route(
      "GET", "/fapi/v1/allOrders", .userData, parameters: [symbol, orderNumber, start, end, limit], weight: 5
    ) { answer throws(ExchangeError) in try answer.allFuturesOrders() },
    Route(
      "GET", "/fapi/v1/userTrades", .userData,
      parameters: [symbol, orderNumber, start, end, Parameter("fromId", .integer), limit], weight: 5
    ) { answer throws(ExchangeError) in try answer.futuresUserTrades() },
    Route(
      "GET", "/fapi/v1/forceOrders", .userData,
      parameters: [optionalSymbol, Parameter("autoCloseType", .text), start, end, limit],
      weight: one(20, all: 50)
    ) { answer throws(ExchangeError) in try answer.forcedFuturesOrders() },
    Route(
      "GET", "/fapi/v1/orderAmendment", .userData,
      parameters: [symbol, orderNumber, orderName, start, end, limit], weight: 1
    ) { answer throws(ExchangeError) in try answer.futuresAmendments() },
  ]

  private static let futuresAlgo: [Route] = [
    Route("POST", "/fapi/v1/algoOrder", .trade, parameters: algoParameters, weight: 0) {
      answer throws(ExchangeError) in try answer.placeAlgo()
    },
    Route(
      "DELETE", "/fapi/v1/algoOrder", .trade, parameters: [algoNumber, Parameter("clientAlgoId", .text)],
      weight: 1
    ) { answer throws(ExchangeError) in try answer.cancelAlgo() },
    Route(
      "GET", "/fapi/v1/algoOrder", .userData, parameters: [algoNumber, Parameter("clientAlgoId", .text)],
      weight: 1
    ) { answer throws(ExchangeError) in try answer.algoOrder() },
    Route("DELETE", "/fapi/v1/algoOpenOrders", .trade, parameters: [symbol], weight: 1) {
      answer throws(ExchangeError) in try answer.cancelAllAlgo()
    },
    Route(
      "GET", "/fapi/v1/openAlgoOrders", .userData,
      parameters: [Parameter("algoType", .text), optionalSymbol, algoNumber], weight: one(1, all: 40)
    ) { answer throws(ExchangeError) in try answer.openAlgoOrders() },
    Route(
      "GET", "/fapi/v1/allAlgoOrders", .userData, parameters: [symbol, algoNumber, start, end, limit],
      weight: 5
    ) { answer throws(ExchangeError) in try answer.allAlgoOrders() },
  ]
}
