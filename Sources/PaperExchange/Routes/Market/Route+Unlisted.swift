import PaperCore

/// What clients ask for when they begin, and of which this exchange has none.
///
/// An exchange without them would answer with an empty list and not with 404, and a client that reads them at
/// its start would end there.
extension Route {
  static let unlisted: [Route] = otherMarkets + spotRules

  /// Margin pairs (margin documents, "Get All Cross Margin Pairs" and "Get All Isolated Margin Symbol") and
  /// the contracts of the COIN-M interface (COIN-M documents, "Exchange Information").
  private static let otherMarkets: [Route] = [
    Route("GET", "/sapi/v1/margin/allPairs", .apiKey, parameters: [Parameter("symbol", .symbol)], weight: 1) {
      _ in Array("[]".utf8)
    },
    Route(
      "GET", "/sapi/v1/margin/isolated/allPairs", .apiKey, parameters: [Parameter("symbol", .symbol)],
      weight: 10
    ) { _ in Array("[]".utf8) },
    Route("GET", "/dapi/v1/exchangeInfo", weight: 1) { $0.coinFuturesInformation() },
  ]

  /// Execution rules, reference prices and block trades (rest-api.md, "Query Execution Rules", "Query
  /// Reference Price", "Query Reference Price Calculation", "Historical Block Trades"): no symbol has any.
  private static let spotRules: [Route] = [
    Route(
      "GET", "/api/v3/executionRules",
      parameters: [
        Parameter("symbol", .symbol), Parameter("symbols", .symbols),
        Parameter("symbolStatus", .symbolStatus),
      ], weight: executionRulesWeight
    ) { answer throws(ExchangeError) in try answer.executionRules() },
    Route(
      "GET", "/api/v3/referencePrice", parameters: [Parameter("symbol", .symbol, isMandatory: true)],
      weight: 2
    ) { answer throws(ExchangeError) in try answer.referencePrice() },
    Route(
      "GET", "/api/v3/referencePrice/calculation",
      parameters: [
        Parameter("symbol", .symbol, isMandatory: true), Parameter("symbolStatus", .symbolStatus),
      ],
      weight: 2
    ) { answer throws(ExchangeError) in try answer.referencePrice() },
    Route(
      "GET", "/api/v3/historicalBlockTrades",
      parameters: [
        Parameter("symbol", .symbol, isMandatory: true), Parameter("fromId", .integer, isMandatory: true),
        Parameter("limit", .integer),
      ], weight: 25
    ) { answer throws(ExchangeError) in try answer.blockTrades() },
  ]

  @Sendable private static func executionRulesWeight(_ query: CheckedQuery) -> Int {
    query["symbol"] != nil ? 2 : min(40, 2 * (query.symbolCount ?? 20))
  }
}
