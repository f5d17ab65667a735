internal import Answers
internal import Catalog
internal import Exchange
internal import Values

/// Reading the exchange's symbols and contracts.
extension SymbolRules {
  /// Most contracts that are read; the exchange lists about 700.
  static let contractCountMax = 5_000

  /// The rules in the answer to `GET /api/v3/exchangeInfo?symbol=…`.
  static func spot(_ name: String, in reply: ExchangeReply, _ reader: ReplyReader) throws(ToolFailure)
    -> SymbolRules
  {
    let list = try reader.array(reader.object(reply.document.root)["symbols"], "symbols")
    guard list.count == 1, let object = list[0] else {
      throw reader.unexpected("symbols", "a list of one symbol")
    }
    guard object["symbol"]?.string == name else { throw reader.unexpected("symbol", "the one asked for") }
    var rules = try SymbolRules(.spot, object, types: object["orderTypes"], reader)
    rules.baseDecimals = try decimals(object["baseAssetPrecision"], "baseAssetPrecision", reader)
    rules.quoteDecimals = try decimals(
      object["quoteAssetPrecision"] ?? object["quotePrecision"], "quoteAssetPrecision", reader)
    rules.allowances = SpotAllowances(
      iceberg: try flag(object["icebergAllowed"], "icebergAllowed", reader),
      oco: try flag(object["ocoAllowed"], "ocoAllowed", reader),
      oto: try flag(object["otoAllowed"], "otoAllowed", reader),
      quoteQuantity: try flag(
        object["quoteOrderQtyMarketAllowed"], "quoteOrderQtyMarketAllowed", reader),
      trailingStop: try flag(object["allowTrailingStop"], "allowTrailingStop", reader),
      cancelReplace: try flag(object["cancelReplaceAllowed"], "cancelReplaceAllowed", reader),
      pegs: try flag(object["pegInstructionsAllowed"], "pegInstructionsAllowed", reader),
      spotTrading: try flag(object["isSpotTradingAllowed"], "isSpotTradingAllowed", reader))
    if let modes = object["allowedSelfTradePreventionModes"] {
      rules.preventionModes = try words(modes, "allowedSelfTradePreventionModes", reader)
    }
    try rules.readFilters(of: object, reader)
    return rules
  }

  /// The rules in the answer to `GET /fapi/v1/exchangeInfo`, by contract. One contract's bad entry is that
  /// contract's failure and not the others'.
  static func contracts(
    in reply: ExchangeReply, _ reader: ReplyReader
  ) throws(ToolFailure) -> [String: Result<SymbolRules, ToolFailure>] {
    let list = try reader.array(reader.object(reply.document.root)["symbols"], "symbols")
    guard list.count <= contractCountMax else {
      throw reader.unexpected("symbols", "a list of at most \(contractCountMax)")
    }
    var contracts: [String: Result<SymbolRules, ToolFailure>] = [:]
    for (index, object) in list.elements.enumerated() {
      let name = try reader.word(object["symbol"], "symbol of symbols[\(index)]")
      guard contracts[name] == nil else {
        throw reader.unexpected("symbol \(name)", "a symbol that comes once")
      }
      do throws(ToolFailure) {
        // The documents say OrderType, the exchange says orderTypes.
        let types = object["orderTypes"] ?? object["OrderType"]
        var rules = try SymbolRules(.futures, object, types: types, reader)
        if let times = object["timeInForce"] {
          rules.timesInForce = try words(times, "timeInForce of \(name)", reader)
        }
        rules.baseDecimals = try decimals(object["quantityPrecision"], "quantityPrecision", reader)
        rules.quoteDecimals = try decimals(object["pricePrecision"], "pricePrecision", reader)
        try rules.readFilters(of: object, reader)
        contracts[name] = .success(rules)
      } catch {
        contracts[name] = .failure(error)
      }
    }
    return contracts
  }

  private init(
    _ api: API, _ object: JSONValue, types: JSONValue?, _ reader: ReplyReader
  ) throws(ToolFailure) {
    self.init(
      api: api, symbol: try reader.word(object["symbol"], "symbol"),
      base: try reader.word(object["baseAsset"], "baseAsset"),
      quote: try reader.word(object["quoteAsset"], "quoteAsset"),
      status: try reader.word(object["status"], "status"),
      orderTypes: try Self.words(types, "orderTypes", reader))
  }

  private static func words(
    _ value: JSONValue?, _ place: String, _ reader: ReplyReader
  ) throws(ToolFailure) -> [String] {
    let list = try reader.array(value, place)
    guard list.count <= wordCountMax else {
      throw reader.unexpected(place, "a list of at most \(wordCountMax)")
    }
    var words: [String] = []
    for element in list.elements { words.append(try reader.word(element, place)) }
    return words
  }

  /// A count of decimals that amounts here can have.
  private static func decimals(
    _ value: JSONValue?, _ place: String, _ reader: ReplyReader
  ) throws(ToolFailure) -> Int {
    let decimals = try reader.integer(value, place)
    guard (0...ExactDecimal.scaleMax).contains(decimals) else {
      throw reader.unexpected(place, "a count of decimals")
    }
    return decimals
  }

  /// True or false where the exchange says it; older answers lack some.
  private static func flag(
    _ value: JSONValue?, _ place: String, _ reader: ReplyReader
  ) throws(ToolFailure) -> Bool? {
    guard let value else { return nil }
    return try reader.boolean(value, place)
  }
}
