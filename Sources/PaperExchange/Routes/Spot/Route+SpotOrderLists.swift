/// Placing and canceling order lists (rest-api.md, "Order lists").
extension Route {
  static let spotOrderLists: [Route] = [
    Route("POST", "/api/v3/order/oco", .trade, parameters: deprecatedParameters, weight: 1) {
      answer throws(ExchangeError) in
      try answer.placeList(2) { form throws(ExchangeError) in try form.deprecatedOCO() }
    },
    Route("POST", "/api/v3/orderList/oco", .trade, parameters: pairParameters, weight: 1) {
      answer throws(ExchangeError) in
      try answer.placeList(2) { form throws(ExchangeError) in try form.oco() }
    },
    Route(
      "POST", "/api/v3/orderList/oto", .trade,
      parameters: listParameters + workingParameters + pendingParameters
        + [Parameter("pendingQuantity", .decimal, isMandatory: true)], weight: 1
    ) { answer throws(ExchangeError) in
      try answer.placeList(2) { form throws(ExchangeError) in try form.oto() }
    },
    Route(
      "POST", "/api/v3/orderList/otoco", .trade,
      parameters: listParameters + workingParameters + pendingPairParameters
        + [Parameter("pendingQuantity", .decimal, isMandatory: true)], weight: 1
    ) { answer throws(ExchangeError) in
      try answer.placeList(3) { form throws(ExchangeError) in try form.otoco() }
    },
    Route(
      "POST", "/api/v3/orderList/opo", .trade,
      parameters: listParameters + workingParameters + pendingParameters, weight: 1
    ) { answer throws(ExchangeError) in
      try answer.placeList(2) { form throws(ExchangeError) in try form.opo() }
    },
    Route(
      "POST", "/api/v3/orderList/opoco", .trade,
      parameters: listParameters + workingParameters + pendingPairParameters, weight: 1
    ) { answer throws(ExchangeError) in
      try answer.placeList(3) { form throws(ExchangeError) in try form.opoco() }
    },
    Route(
      "DELETE", "/api/v3/orderList", .trade,
      parameters: [
        Parameter("symbol", .symbol, isMandatory: true), Parameter("orderListId", .integer),
        Parameter("listClientOrderId", .clientOrderID), Parameter("newClientOrderId", .clientOrderID),
      ], weight: 1
    ) { answer throws(ExchangeError) in try answer.cancelList() },
  ]

  private static let listParameters = [
    Parameter("symbol", .symbol, isMandatory: true), Parameter("listClientOrderId", .clientOrderID),
    Parameter("newOrderRespType", .word(.responseType)),
    Parameter("selfTradePreventionMode", .word(.selfTradePrevention)),
  ]

  /// What every leg has: its names are its prefix and the field.
  private static func legParameters(_ prefix: String, isTypeMandatory: Bool = true) -> [Parameter] {
    [
      Parameter(prefix + "Type", .word(.type), isMandatory: isTypeMandatory),
      Parameter(prefix + "ClientOrderId", .clientOrderID), Parameter(prefix + "IcebergQty", .decimal),
      Parameter(prefix + "TimeInForce", .word(.timeInForce)), Parameter(prefix + "StrategyId", .integer),
      Parameter(prefix + "StrategyType", .integer),
      Parameter(prefix + "PegPriceType", .word(.pegPriceType)),
      Parameter(prefix + "PegOffsetType", .word(.pegOffsetType)),
      Parameter(prefix + "PegOffsetValue", .integer),
    ]
  }

  /// A leg that may be contingent.
  private static func contingentParameters(_ prefix: String, isTypeMandatory: Bool = true) -> [Parameter] {
    legParameters(prefix, isTypeMandatory: isTypeMandatory) + [
      Parameter(prefix + "Price", .decimal), Parameter(prefix + "StopPrice", .decimal),
      Parameter(prefix + "TrailingDelta", .integer),
    ]
  }

  private static let pairParameters =
    listParameters + [
      Parameter("side", .word(.side), isMandatory: true),
      Parameter("quantity", .decimal, isMandatory: true),
    ] + contingentParameters("above") + contingentParameters("below")

  // `workingPrice` is mandatory in the table; a peg takes its place ("Pegged Orders Info").
  private static let workingParameters =
    [
      Parameter("workingSide", .word(.side), isMandatory: true), Parameter("workingPrice", .decimal),
      Parameter("workingQuantity", .decimal, isMandatory: true),
    ] + legParameters("working")

  private static let pendingParameters =
    [Parameter("pendingSide", .word(.side), isMandatory: true)] + contingentParameters("pending")

  private static let pendingPairParameters =
    [Parameter("pendingSide", .word(.side), isMandatory: true)] + contingentParameters("pendingAbove")
    + contingentParameters("pendingBelow", isTypeMandatory: false)

  private static let deprecatedParameters = [
    Parameter("symbol", .symbol, isMandatory: true), Parameter("listClientOrderId", .clientOrderID),
    Parameter("side", .word(.side), isMandatory: true), Parameter("quantity", .decimal, isMandatory: true),
    Parameter("limitClientOrderId", .clientOrderID), Parameter("price", .decimal, isMandatory: true),
    Parameter("limitStrategyId", .integer), Parameter("limitStrategyType", .integer),
    Parameter("limitIcebergQty", .decimal), Parameter("trailingDelta", .integer),
    Parameter("stopClientOrderId", .clientOrderID), Parameter("stopPrice", .decimal, isMandatory: true),
    Parameter("stopStrategyId", .integer), Parameter("stopStrategyType", .integer),
    Parameter("stopLimitPrice", .decimal), Parameter("stopIcebergQty", .decimal),
    Parameter("stopLimitTimeInForce", .word(.timeInForce)),
    Parameter("newOrderRespType", .word(.responseType)),
    Parameter("selfTradePreventionMode", .word(.selfTradePrevention)),
  ]
}
