extension Route {
  /// Public market data (rest-api.md, "General endpoints" and "Market Data endpoints").
  static let spotMarket: [Route] = [
    Route("GET", "/api/v3/ping", weight: 1) { _ in Array("{}".utf8) },
    Route("GET", "/api/v3/time", weight: 1) { $0.serverTime() },
    Route(
      "GET", "/api/v3/exchangeInfo",
      parameters: [
        Parameter("symbol", .symbol), Parameter("symbols", .symbols), Parameter("permissions", .text),
        Parameter("showPermissionSets", .boolean), Parameter("symbolStatus", .symbolStatus),
      ], weight: 20
    ) { answer throws(ExchangeError) in try answer.information() },
    Route(
      "GET", "/api/v3/depth",
      parameters: [
        Parameter("symbol", .symbol, isMandatory: true), Parameter("limit", .integer),
        Parameter("symbolStatus", .symbolStatus),
      ], weight: depthWeight
    ) { answer throws(ExchangeError) in try answer.depth() },
    Route(
      "GET", "/api/v3/trades",
      parameters: [Parameter("symbol", .symbol, isMandatory: true), Parameter("limit", .integer)], weight: 25
    ) { answer throws(ExchangeError) in try answer.trades() },
    Route(
      "GET", "/api/v3/historicalTrades",
      parameters: [
        Parameter("symbol", .symbol, isMandatory: true), Parameter("limit", .integer),
        Parameter("fromId", .integer),
      ], weight: 25
    ) { answer throws(ExchangeError) in try answer.trades() },
    Route(
      "GET", "/api/v3/aggTrades",
      parameters: [
        Parameter("symbol", .symbol, isMandatory: true), Parameter("fromId", .integer),
        Parameter("startTime", .integer), Parameter("endTime", .integer), Parameter("limit", .integer),
      ], weight: 4
    ) { answer throws(ExchangeError) in try answer.aggregateTrades() },
    Route("GET", "/api/v3/klines", parameters: candleParameters, weight: 2) {
      answer throws(ExchangeError) in try answer.candles()
    },
    Route("GET", "/api/v3/uiKlines", parameters: candleParameters, weight: 2) {
      answer throws(ExchangeError) in try answer.candles()
    },
    Route(
      "GET", "/api/v3/avgPrice", parameters: [Parameter("symbol", .symbol, isMandatory: true)], weight: 2
    ) { answer throws(ExchangeError) in try answer.averagePrice() },
    Route(
      "GET", "/api/v3/ticker/24hr",
      parameters: [
        Parameter("symbol", .symbol), Parameter("symbols", .symbols), Parameter("type", .tickerType),
        Parameter("symbolStatus", .symbolStatus),
      ], weight: dayTickerWeight
    ) { answer throws(ExchangeError) in try answer.dayTicker() },
    Route(
      "GET", "/api/v3/ticker/tradingDay",
      parameters: [
        Parameter("symbol", .symbol), Parameter("symbols", .symbols), Parameter("timeZone", .text),
        Parameter("type", .tickerType), Parameter("symbolStatus", .symbolStatus),
      ], weight: windowWeight
    ) { answer throws(ExchangeError) in try answer.tradingDay() },
    Route("GET", "/api/v3/ticker/price", parameters: priceParameters, weight: priceWeight) {
      answer throws(ExchangeError) in try answer.price()
    },
    Route("GET", "/api/v3/ticker/bookTicker", parameters: priceParameters, weight: priceWeight) {
      answer throws(ExchangeError) in try answer.bookTicker()
    },
    Route(
      "GET", "/api/v3/ticker",
      parameters: [
        Parameter("symbol", .symbol), Parameter("symbols", .symbols), Parameter("windowSize", .text),
        Parameter("type", .tickerType), Parameter("symbolStatus", .symbolStatus),
      ], weight: windowWeight
    ) { answer throws(ExchangeError) in try answer.rollingWindow() },
  ]

  private static let candleParameters = [
    Parameter("symbol", .symbol, isMandatory: true), Parameter("interval", .text, isMandatory: true),
    Parameter("startTime", .integer), Parameter("endTime", .integer), Parameter("timeZone", .text),
    Parameter("limit", .integer),
  ]

  private static let priceParameters = [
    Parameter("symbol", .symbol), Parameter("symbols", .symbols), Parameter("symbolStatus", .symbolStatus),
  ]

  @Sendable private static func depthWeight(_ query: CheckedQuery) -> Int {
    switch query.integerIfValid("limit") ?? 100 {
    case ...100: 5
    case ...500: 25
    case ...1_000: 50
    default: 250
    }
  }

  @Sendable private static func dayTickerWeight(_ query: CheckedQuery) -> Int {
    guard query["symbol"] == nil else { return 2 }
    return switch query.symbolCount {
    case nil: 80
    case .some(...20): 2
    case .some(...100): 40
    default: 80
    }
  }

  @Sendable private static func priceWeight(_ query: CheckedQuery) -> Int {
    query["symbol"] == nil ? 4 : 2
  }

  @Sendable private static func windowWeight(_ query: CheckedQuery) -> Int {
    min(200, 4 * max(1, query.symbolCount ?? 1))
  }
}
