/// What an account asks about itself and its orders (rest-api.md, "Account Endpoints").
extension Route {
  static let spotAccount: [Route] = [
    Route(
      "GET", "/api/v3/account", .userData, parameters: [Parameter("omitZeroBalances", .boolean)], weight: 20
    ) { answer throws(ExchangeError) in try answer.accountInformation() },
    Route(
      "GET", "/api/v3/order", .userData,
      parameters: [symbol, Parameter("orderId", .integer), Parameter("origClientOrderId", .clientOrderID)],
      weight: 4
    ) { answer throws(ExchangeError) in try answer.order() },
    Route(
      "GET", "/api/v3/openOrders", .userData, parameters: [Parameter("symbol", .symbol)],
      weight: { $0["symbol"] == nil ? 80 : 6 }
    ) { answer throws(ExchangeError) in try answer.openOrders() },
    Route(
      "GET", "/api/v3/allOrders", .userData,
      parameters: [symbol, Parameter("orderId", .integer)] + window + [Parameter("limit", .integer)],
      weight: 20
    ) { answer throws(ExchangeError) in try answer.allOrders() },
    Route(
      "GET", "/api/v3/orderList", .userData,
      parameters: [Parameter("orderListId", .integer), Parameter("origClientOrderId", .clientOrderID)],
      weight: 4
    ) { answer throws(ExchangeError) in try answer.orderList() },
    Route(
      "GET", "/api/v3/allOrderList", .userData,
      parameters: [Parameter("fromId", .integer)] + window + [Parameter("limit", .integer)], weight: 20
    ) { answer throws(ExchangeError) in try answer.allOrderLists() },
    Route("GET", "/api/v3/openOrderList", .userData, weight: 6) {
      answer throws(ExchangeError) in try answer.openOrderLists()
    },
    Route(
      "GET", "/api/v3/myTrades", .userData,
      parameters: [symbol, Parameter("orderId", .integer)] + window + [
        Parameter("fromId", .integer), Parameter("limit", .integer),
      ], weight: { $0["orderId"] == nil ? 20 : 5 }
    ) { answer throws(ExchangeError) in try answer.ownTrades() },
    Route("GET", "/api/v3/rateLimit/order", .userData, weight: 40) { $0.unfilledOrderCounts() },
    Route(
      "GET", "/api/v3/myPreventedMatches", .userData,
      parameters: [
        symbol, Parameter("preventedMatchId", .integer), Parameter("orderId", .integer),
        Parameter("fromPreventedMatchId", .integer), Parameter("limit", .integer),
      ], weight: { $0["orderId"] == nil ? 2 : 20 }
    ) { answer throws(ExchangeError) in try answer.preventedMatches() },
    Route(
      "GET", "/api/v3/myAllocations", .userData,
      parameters: [symbol] + window + [
        Parameter("fromAllocationId", .integer), Parameter("limit", .integer),
        Parameter("orderId", .integer),
      ], weight: 20
    ) { answer throws(ExchangeError) in try answer.allocations() },
    Route("GET", "/api/v3/account/commission", .userData, parameters: [symbol], weight: 20) {
      answer throws(ExchangeError) in try answer.commission()
    },
    Route(
      "GET", "/api/v3/order/amendments", .userData,
      parameters: [
        symbol, Parameter("orderId", .integer, isMandatory: true), Parameter("fromExecutionId", .integer),
        Parameter("limit", .integer),
      ], weight: 4
    ) { answer throws(ExchangeError) in try answer.amendments() },
    Route("GET", "/api/v3/myFilters", .userData, parameters: [symbol], weight: 40) {
      answer throws(ExchangeError) in try answer.relevantFilters()
    },
  ]

  private static let symbol = Parameter("symbol", .symbol, isMandatory: true)
  private static let window = [Parameter("startTime", .integer), Parameter("endTime", .integer)]
}
