/// Placing, changing and canceling (rest-api.md, "Trading endpoints").
extension Route {
  static let spotOrders: [Route] = [
    Route("POST", "/api/v3/order", .trade, parameters: orderParameters, weight: 1) {
      answer throws(ExchangeError) in try answer.placeOrder()
    },
    Route(
      "POST", "/api/v3/order/test", .trade,
      parameters: orderParameters + [Parameter("computeCommissionRates", .boolean)], isCommand: false,
      weight: testWeight
    ) { answer throws(ExchangeError) in try answer.testOrder() },
    Route("DELETE", "/api/v3/order", .trade, parameters: cancelParameters, weight: 1) {
      answer throws(ExchangeError) in try answer.cancelOrder()
    },
    Route(
      "DELETE", "/api/v3/openOrders", .trade, parameters: [Parameter("symbol", .symbol, isMandatory: true)],
      weight: 1
    ) { answer throws(ExchangeError) in try answer.cancelAllOrders() },
    Route("POST", "/api/v3/order/cancelReplace", .trade, parameters: replaceParameters, weight: 1) {
      answer throws(ExchangeError) in try answer.cancelReplace()
    },
    Route("PUT", "/api/v3/order/amend/keepPriority", .trade, parameters: amendParameters, weight: 4) {
      answer throws(ExchangeError) in try answer.amendOrder()
    },
    Route("POST", "/api/v3/sor/order", .trade, parameters: routedParameters, weight: 1) {
      answer throws(ExchangeError) in try answer.routedOrder()
    },
    Route(
      "POST", "/api/v3/sor/order/test", .trade,
      parameters: routedParameters + [Parameter("computeCommissionRates", .boolean)], isCommand: false,
      weight: testWeight
    ) { answer throws(ExchangeError) in try answer.routedOrder() },
  ]

  @Sendable private static func testWeight(_ query: CheckedQuery) -> Int {
    query.isTrue("computeCommissionRates") ? 20 : 1
  }

  private static let orderParameters = [
    Parameter("symbol", .symbol, isMandatory: true), Parameter("side", .word(.side), isMandatory: true),
    Parameter("type", .word(.type), isMandatory: true), Parameter("timeInForce", .word(.timeInForce)),
    Parameter("quantity", .decimal), Parameter("quoteOrderQty", .decimal), Parameter("price", .decimal),
    Parameter("newClientOrderId", .clientOrderID), Parameter("strategyId", .integer),
    Parameter("strategyType", .integer), Parameter("stopPrice", .decimal),
    Parameter("trailingDelta", .integer), Parameter("icebergQty", .decimal),
    Parameter("newOrderRespType", .word(.responseType)),
    Parameter("selfTradePreventionMode", .word(.selfTradePrevention)),
    Parameter("pegPriceType", .word(.pegPriceType)), Parameter("pegOffsetValue", .integer),
    Parameter("pegOffsetType", .word(.pegOffsetType)),
  ]

  private static let cancelParameters = [
    Parameter("symbol", .symbol, isMandatory: true), Parameter("orderId", .integer),
    Parameter("origClientOrderId", .clientOrderID), Parameter("newClientOrderId", .clientOrderID),
    Parameter("cancelRestrictions", .word(.cancelRestriction)),
  ]

  private static let replaceParameters =
    orderParameters + [
      Parameter("cancelReplaceMode", .word(.cancelReplaceMode), isMandatory: true),
      Parameter("cancelNewClientOrderId", .clientOrderID),
      Parameter("cancelOrigClientOrderId", .clientOrderID), Parameter("cancelOrderId", .integer),
      Parameter("cancelRestrictions", .word(.cancelRestriction)),
      Parameter("orderRateLimitExceededMode", .word(.rateLimitMode)),
    ]

  private static let amendParameters = [
    Parameter("symbol", .symbol, isMandatory: true), Parameter("orderId", .integer),
    Parameter("origClientOrderId", .clientOrderID), Parameter("newClientOrderId", .clientOrderID),
    Parameter("newQty", .decimal, isMandatory: true),
  ]

  private static let routedParameters = [
    Parameter("symbol", .symbol, isMandatory: true), Parameter("side", .word(.side), isMandatory: true),
    Parameter("type", .word(.type), isMandatory: true), Parameter("timeInForce", .word(.timeInForce)),
    Parameter("quantity", .decimal, isMandatory: true), Parameter("price", .decimal),
    Parameter("newClientOrderId", .clientOrderID), Parameter("strategyId", .integer),
    Parameter("strategyType", .integer), Parameter("icebergQty", .decimal),
    Parameter("newOrderRespType", .word(.responseType)),
    Parameter("selfTradePreventionMode", .word(.selfTradePrevention)),
  ]
}
