extension Route {
  private static let symbol = Parameter("symbol", .symbol, isMandatory: true)
  private static let optionalSymbol = Parameter("symbol", .symbol)
  private static let limit = Parameter("limit", .integer)
  private static let start = Parameter("startTime", .integer)
  private static let end = Parameter("endTime", .integer)

  /// Accounts of the USD-M interface (USD-M documents, "Account Endpoints").
  static let futuresAccount: [Route] = futuresBalances + futuresSettings + futuresHistory

  private static let futuresBalances: [Route] = [
    Route("GET", "/fapi/v2/account", .userData, weight: 5) { answer throws(ExchangeError) in
      try answer.futuresAccount(version: 2)
    },
    Route("GET", "/fapi/v3/account", .userData, weight: 5) { answer throws(ExchangeError) in
      try answer.futuresAccount(version: 3)
    },
    Route("GET", "/fapi/v2/balance", .userData, weight: 5) { answer throws(ExchangeError) in
      try answer.futuresBalance()
    },
    Route("GET", "/fapi/v3/balance", .userData, weight: 5) { answer throws(ExchangeError) in
      try answer.futuresBalance()
    },
    Route("GET", "/fapi/v2/positionRisk", .userData, parameters: [optionalSymbol], weight: 5) {
      answer throws(ExchangeError) in try answer.positionRisk(version: 2)
    },
    Route("GET", "/fapi/v3/positionRisk", .userData, parameters: [optionalSymbol], weight: 5) {
      answer throws(ExchangeError) in try answer.positionRisk(version: 3)
    },
    Route("GET", "/fapi/v1/adlQuantile", .userData, parameters: [optionalSymbol], weight: 5) {
      answer throws(ExchangeError) in try answer.deleveragingQuantiles()
    },
  ]

  private static let futuresSettings: [Route] = [
    Route("GET", "/fapi/v1/accountConfig", .userData, weight: 5) { answer throws(ExchangeError) in
      try answer.futuresAccountConfig()
    },
    Route("GET", "/fapi/v1/symbolConfig", .userData, parameters: [optionalSymbol], weight: 5) {
      answer throws(ExchangeError) in try answer.futuresSymbolConfig()
    },
    Route("GET", "/fapi/v1/positionSide/dual", .userData, weight: 30) { answer throws(ExchangeError) in
      try answer.positionMode()
    },
    Route(
      "POST", "/fapi/v1/positionSide/dual", .trade,
      parameters: [Parameter("dualSidePosition", .text, isMandatory: true)], weight: 1
    ) { answer throws(ExchangeError) in try answer.setPositionMode() },
    Route("GET", "/fapi/v1/multiAssetsMargin", .userData, weight: 30) { answer throws(ExchangeError) in
      try answer.multiAssetsMode()
    },
    Route(
      "POST", "/fapi/v1/multiAssetsMargin", .trade,
      parameters: [Parameter("multiAssetsMargin", .text, isMandatory: true)], weight: 1
    ) { answer throws(ExchangeError) in try answer.setMultiAssetsMode() },
    Route("GET", "/fapi/v1/feeBurn", .userData, weight: 30) { answer throws(ExchangeError) in
      try answer.feeBurn()
    },
    Route(
      "POST", "/fapi/v1/feeBurn", .trade, parameters: [Parameter("feeBurn", .text, isMandatory: true)],
      weight: 1
    ) { answer throws(ExchangeError) in try answer.setFeeBurn() },
    Route(
      "POST", "/fapi/v1/leverage", .trade,
      parameters: [symbol, Parameter("leverage", .integer, isMandatory: true)], weight: 1
    ) { answer throws(ExchangeError) in try answer.setLeverage() },
    Route(
      "POST", "/fapi/v1/marginType", .trade,
      parameters: [symbol, Parameter("marginType", .text, isMandatory: true)], weight: 1
    ) { answer throws(ExchangeError) in try answer.setMarginType() },
    Route(
      "POST", "/fapi/v1/positionMargin", .trade,
      parameters: [
        symbol, Parameter("amount", .text, isMandatory: true), Parameter("type", .integer, isMandatory: true),
        Parameter("positionSide", .text),
      ], weight: 1
    ) { answer throws(ExchangeError) in try answer.changePositionMargin() },
  ]

  private static let futuresHistory: [Route] = [
    Route(
      "GET", "/fapi/v1/positionMargin/history", .trade,
      parameters: [symbol, Parameter("type", .integer), start, end, limit], weight: 1
    ) { answer throws(ExchangeError) in try answer.positionMarginHistory() },
    Route(
      "GET", "/fapi/v1/income", .userData,
      parameters: [
        optionalSymbol, Parameter("incomeType", .text), start, end, Parameter("page", .integer), limit,
      ], weight: 30
    ) { answer throws(ExchangeError) in try answer.incomeHistory() },
    Route("GET", "/fapi/v1/leverageBracket", .userData, parameters: [optionalSymbol], weight: 1) {
      answer throws(ExchangeError) in try answer.leverageBrackets()
    },
    Route("GET", "/fapi/v1/commissionRate", .userData, parameters: [symbol], weight: 20) {
      answer throws(ExchangeError) in try answer.futuresCommissionRate()
    },
    Route("GET", "/fapi/v1/rateLimit/order", .userData, weight: 1) { answer throws(ExchangeError) in
      try answer.futuresOrderLimits()
    },
    Route(
      "GET", "/fapi/v1/apiTradingStatus", .userData, parameters: [optionalSymbol], weight: one(1, all: 10)
    ) {
      answer throws(ExchangeError) in try answer.futuresTradingStatus()
    },
  ]
}
