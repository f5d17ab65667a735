extension Route {
  private static let symbol = Parameter("symbol", .symbol, isMandatory: true)
  private static let optionalSymbol = Parameter("symbol", .symbol)
  private static let limit = Parameter("limit", .integer)
  private static let start = Parameter("startTime", .integer)
  private static let end = Parameter("endTime", .integer)
  private static let interval = Parameter("interval", .text, isMandatory: true)
  private static let pair = Parameter("pair", .symbol, isMandatory: true)
  private static let contractType = Parameter("contractType", .text, isMandatory: true)
  private static let period = Parameter("period", .text, isMandatory: true)

  /// Public market data of the USD-M interface (USD-M documents, "Market Data Endpoints").
  static let futuresMarket: [Route] =
    futuresGeneral + futuresTape + futuresCandles + futuresTickers + futuresMarks + futuresPeriods

  private static let futuresGeneral: [Route] = [
    Route("GET", "/fapi/v1/ping", weight: 1) { _ in Array("{}".utf8) },
    Route("GET", "/fapi/v1/time", weight: 1) { $0.futuresTime() },
    Route("GET", "/fapi/v1/exchangeInfo", weight: 1) { $0.futuresInformation() },
  ]

  private static let futuresTape: [Route] = [
    Route("GET", "/fapi/v1/depth", parameters: [symbol, limit], weight: futuresDepthWeight) {
      answer throws(ExchangeError) in try answer.futuresDepth()
    },
    Route("GET", "/fapi/v1/trades", parameters: [symbol, limit], weight: 5) {
      answer throws(ExchangeError) in try answer.futuresTrades()
    },
    Route(
      "GET", "/fapi/v1/historicalTrades", .apiKey,
      parameters: [symbol, limit, Parameter("fromId", .integer)], weight: 200
    ) { answer throws(ExchangeError) in try answer.futuresTrades() },
    Route(
      "GET", "/fapi/v1/aggTrades", parameters: [symbol, Parameter("fromId", .integer), start, end, limit],
      weight: 20
    ) { answer throws(ExchangeError) in try answer.futuresAggregateTrades() },
  ]

  private static let futuresCandles: [Route] = [
    Route(
      "GET", "/fapi/v1/klines", parameters: [symbol, interval, start, end, limit], weight: futuresCandleWeight
    ) { answer throws(ExchangeError) in try answer.futuresCandles() },
    Route(
      "GET", "/fapi/v1/continuousKlines", parameters: [pair, contractType, interval, start, end, limit],
      weight: futuresCandleWeight
    ) { answer throws(ExchangeError) in try answer.continuousCandles() },
    Route(
      "GET", "/fapi/v1/indexPriceKlines", parameters: [pair, interval, start, end, limit],
      weight: futuresCandleWeight
    ) { answer throws(ExchangeError) in try answer.indexCandles() },
    Route(
      "GET", "/fapi/v1/markPriceKlines", parameters: [symbol, interval, start, end, limit],
      weight: futuresCandleWeight
    ) { answer throws(ExchangeError) in try answer.markCandles() },
    Route(
      "GET", "/fapi/v1/premiumIndexKlines", parameters: [symbol, interval, start, end, limit],
      weight: futuresCandleWeight
    ) { answer throws(ExchangeError) in try answer.premiumCandles() },
  ]

  private static let futuresTickers: [Route] = [
    Route("GET", "/fapi/v1/ticker/24hr", parameters: [optionalSymbol], weight: one(1, all: 40)) {
      answer throws(ExchangeError) in try answer.futuresDayTicker()
    },
    Route("GET", "/fapi/v1/ticker/price", parameters: [optionalSymbol], weight: one(1, all: 2)) {
      answer throws(ExchangeError) in try answer.futuresPrice()
    },
    Route("GET", "/fapi/v2/ticker/price", parameters: [optionalSymbol], weight: one(1, all: 2)) {
      answer throws(ExchangeError) in try answer.futuresPrice()
    },
    Route("GET", "/fapi/v1/ticker/bookTicker", parameters: [optionalSymbol], weight: one(2, all: 5)) {
      answer throws(ExchangeError) in try answer.futuresBookTicker()
    },
  ]

  private static let futuresMarks: [Route] = [
    Route("GET", "/fapi/v1/premiumIndex", parameters: [optionalSymbol], weight: one(1, all: 10)) {
      answer throws(ExchangeError) in try answer.premiumIndex()
    },
    Route("GET", "/fapi/v1/fundingRate", parameters: [optionalSymbol, start, end, limit], weight: 0) {
      answer throws(ExchangeError) in try answer.fundingRates()
    },
    Route("GET", "/fapi/v1/fundingInfo", weight: 0) { $0.fundingInformation() },
    Route("GET", "/fapi/v1/openInterest", parameters: [symbol], weight: 1) {
      answer throws(ExchangeError) in try answer.openInterest()
    },
  ]

  private static let futuresPeriods: [Route] = [
    Route(
      "GET", "/futures/data/openInterestHist", parameters: [symbol, period, limit, start, end], weight: 0
    ) { answer throws(ExchangeError) in try answer.openInterestHistory() },
    Route(
      "GET", "/futures/data/takerlongshortRatio", parameters: [symbol, period, limit, start, end], weight: 0
    ) { answer throws(ExchangeError) in try answer.takerRatio() },
    Route(
      "GET", "/futures/data/basis", parameters: [pair, contractType, period, limit, start, end], weight: 0
    ) { answer throws(ExchangeError) in try answer.futuresBasis() },
  ]

  @Sendable private static func futuresDepthWeight(_ query: CheckedQuery) -> Int {
    switch query.integerIfValid("limit") ?? 500 {
    case ...50: 2
    case ...100: 5
    case ...500: 10
    default: 20
    }
  }

  @Sendable private static func futuresCandleWeight(_ query: CheckedQuery) -> Int {
    switch query.integerIfValid("limit") ?? 500 {
    case ..<100: 1
    case ..<500: 2
    case ...1_000: 5
    default: 10
    }
  }

  /// The weight of a question about one contract, or about all.
  static func one(_ one: Int, all: Int) -> @Sendable (CheckedQuery) -> Int {
    { $0["symbol"] == nil ? all : one }
  }
}
