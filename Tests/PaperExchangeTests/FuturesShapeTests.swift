import Foundation
import HTTP
import TestSupport
import Testing
import Values

/// The answers of the USD-M interface against the documents: names, their order, JSON types.
@Suite struct `Documented futures shapes` {
  /// Request and example; the examples lie beside the repository where there are any.
  static let table: [(method: String, path: String, parameters: String, example: String)] = [
    ("GET", "/fapi/v1/ping", "", "fapi_v1_ping"), ("GET", "/fapi/v1/time", "", "fapi_v1_time"),
    ("GET", "/fapi/v1/depth", "symbol=BTCUSDT&limit=5", "fapi_v1_depth"),
    ("GET", "/fapi/v1/trades", "symbol=BTCUSDT", "fapi_v1_trades"),
    ("GET", "/fapi/v1/historicalTrades", "symbol=BTCUSDT", "fapi_v1_historicalTrades"),
    ("GET", "/fapi/v1/aggTrades", "symbol=BTCUSDT", "fapi_v1_aggTrades"),
    ("GET", "/fapi/v1/klines", "symbol=BTCUSDT&interval=1h", "fapi_v1_klines"),
    (
      "GET", "/fapi/v1/continuousKlines", "pair=BTCUSDT&contractType=PERPETUAL&interval=1h",
      "fapi_v1_continuousKlines"
    ),
    (
      "GET", "/fapi/v1/premiumIndexKlines", "symbol=BTCUSDT&interval=1m&limit=3", "fapi_v1_premiumIndexKlines"
    ),
    ("GET", "/fapi/v1/markPriceKlines", "symbol=BTCUSDT&interval=1m&limit=3", "fapi_v1_premiumIndexKlines"),
    ("GET", "/fapi/v1/indexPriceKlines", "pair=BTCUSDT&interval=1m&limit=3", "fapi_v1_premiumIndexKlines"),
    ("GET", "/fapi/v1/premiumIndex", "symbol=BTCUSDT", "fapi_v1_premiumIndex__1-Response"),
    ("GET", "/fapi/v1/premiumIndex", "", "fapi_v1_premiumIndex__2-OR-when-symbol-not-sent"),
    ("GET", "/fapi/v1/fundingRate", "symbol=BTCUSDT", "fapi_v1_fundingRate"),
    ("GET", "/fapi/v1/fundingInfo", "", "fapi_v1_fundingInfo"),
    ("GET", "/fapi/v1/ticker/24hr", "symbol=BTCUSDT", "fapi_v1_ticker_24hr__1-Response"),
    ("GET", "/fapi/v1/ticker/24hr", "", "fapi_v1_ticker_24hr__2-OR"),
    ("GET", "/fapi/v1/ticker/price", "symbol=BTCUSDT", "fapi_v1_ticker_price__1"),
    ("GET", "/fapi/v2/ticker/price", "", "fapi_v2_ticker_price__2-OR"),
    ("GET", "/fapi/v1/ticker/bookTicker", "symbol=BTCUSDT", "fapi_v1_ticker_bookTicker__1"),
    ("GET", "/fapi/v1/openInterest", "symbol=BTCUSDT", "fapi_v1_openInterest"),
    ("GET", "/futures/data/openInterestHist", "symbol=BTCUSDT&period=1h", "futures_data_openInterestHist"),
    (
      "GET", "/futures/data/takerlongshortRatio", "symbol=BTCUSDT&period=1h",
      "futures_data_takerlongshortRatio"
    ),
    (
      "GET", "/futures/data/basis", "pair=BTCUSDT&contractType=PERPETUAL&period=1h", "futures_data_basis"
    ),
    ("GET", "/fapi/v2/account", "", "fapi_v2_account"), ("GET", "/fapi/v3/account", "", "fapi_v3_account"),
    ("GET", "/fapi/v2/balance", "", "fapi_v2_balance"), ("GET", "/fapi/v3/balance", "", "fapi_v3_balance"),
    ("GET", "/fapi/v2/positionRisk", "", "fapi_v2_positionRisk__2-For-Hedge-position-mode"),
    ("GET", "/fapi/v3/positionRisk", "", "fapi_v3_positionRisk__1-For-One-way-position-mode"),
    ("GET", "/fapi/v1/accountConfig", "", "fapi_v1_accountConfig"),
    ("GET", "/fapi/v1/symbolConfig", "symbol=BTCUSDT", "fapi_v1_symbolConfig"),
    ("GET", "/fapi/v1/positionSide/dual", "", "fapi_v1_positionSide_dual"),
    ("GET", "/fapi/v1/multiAssetsMargin", "", "fapi_v1_multiAssetsMargin"),
    ("GET", "/fapi/v1/feeBurn", "", "fapi_v1_feeBurn"),
    ("GET", "/fapi/v1/leverageBracket", "", "fapi_v1_leverageBracket__1-Response"),
    ("GET", "/fapi/v1/leverageBracket", "symbol=ETHUSDT", "fapi_v1_leverageBracket__2-OR-if-symbol-sent"),
    ("GET", "/fapi/v1/commissionRate", "symbol=BTCUSDT", "fapi_v1_commissionRate"),
    ("GET", "/fapi/v1/rateLimit/order", "", "fapi_v1_rateLimit_order"),
    ("GET", "/fapi/v1/income", "", "fapi_v1_income"),
    ("GET", "/fapi/v1/userTrades", "symbol=BTCUSDT", "fapi_v1_userTrades"),
    ("GET", "/fapi/v1/openOrders", "", "fapi_v1_openOrders"),
    ("GET", "/fapi/v1/allOrders", "symbol=BTCUSDT", "fapi_v1_allOrders"),
    ("GET", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=first", "fapi_v1_order"),
    ("GET", "/fapi/v1/openOrder", "symbol=BTCUSDT&origClientOrderId=first", "fapi_v1_openOrder"),
    ("GET", "/fapi/v1/openAlgoOrders", "", "fapi_v1_openAlgoOrders"),
    ("GET", "/fapi/v1/algoOrder", "clientAlgoId=stop", "fapi_v1_algoOrder"),
    ("GET", "/fapi/v1/allAlgoOrders", "symbol=BTCUSDT", "fapi_v1_allAlgoOrders"),
    ("GET", "/fapi/v1/positionMargin/history", "symbol=ETHUSDT", "fapi_v1_positionMargin_history"),
    ("GET", "/fapi/v1/orderAmendment", "symbol=BTCUSDT", "fapi_v1_orderAmendment"),
  ]

  /// An account that has a bit of everything.
  static func busyClient() throws -> FuturesClient {
    let client = try FuturesClient()
    _ = try client.json("POST", "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.1")
    _ = try client.json("POST", "/fapi/v1/marginType", "symbol=ETHUSDT&marginType=ISOLATED")
    _ = try client.json("POST", "/fapi/v1/order", "symbol=ETHUSDT&side=SELL&type=MARKET&quantity=1")
    _ = try client.json("POST", "/fapi/v1/positionMargin", "symbol=ETHUSDT&amount=100.5&type=1")
    let price = try client.markTicks("BTCUSDT") * 98 / 10_000
    let order =
      "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.05&price=\(price)&newClientOrderId=first"
    _ = try client.json("POST", "/fapi/v1/order", order)
    _ = try client.json(
      "PUT", "/fapi/v1/order",
      "symbol=BTCUSDT&side=BUY&quantity=0.04&price=\(price - 1)&origClientOrderId=first")
    _ = try client.json(
      "POST", "/fapi/v1/algoOrder",
      "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&triggerPrice=\(price)&quantity=0.01"
        + "&clientAlgoId=stop")
    return client
  }

  @Test func `the documents' examples have the same members and types`() throws {
    guard let folder = Repository.reference("binance/examples") else { return }
    let client = try Self.busyClient()
    for (method, path, parameters, name) in Self.table {
      let bytes = try [UInt8](Data(contentsOf: folder.appending(path: "\(method)_\(name).json")))
      let example = try JSONDocument(bytes).root
      let answer = try client.json(method, path, parameters)
      #expect(Self.names(of: answer) == Self.names(of: example), "\(path)?\(parameters)")
    }
  }

  @Test func `the examples of orders that change something have the same members and types`() throws {
    guard let folder = Repository.reference("binance/examples") else { return }
    let client = try Self.busyClient()
    let price = try client.markTicks("BTCUSDT") * 98 / 10_000
    let order = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.05&price=\(price)"
    let entry =
      #"{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","timeInForce":"GTC","quantity":"0.05","price":"\#(price)"}"#
    let stop =
      "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&triggerPrice=\(price)&quantity=0.01"
    let requests: [(method: String, path: String, parameters: String)] = [
      ("POST", "/fapi/v1/order", order + "&newClientOrderId=a"), ("POST", "/fapi/v1/order/test", order),
      (
        "PUT", "/fapi/v1/order",
        "symbol=BTCUSDT&side=BUY&quantity=0.06&price=\(price)&origClientOrderId=a"
      ),
      ("DELETE", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=a"),
      ("POST", "/fapi/v1/batchOrders", "batchOrders=[\(entry),{\"symbol\":\"BTCUSDT\"}]"),
      ("DELETE", "/fapi/v1/batchOrders", "symbol=BTCUSDT&origClientOrderIdList=[\"first\",\"none\"]"),
      ("POST", "/fapi/v1/algoOrder", stop + "&clientAlgoId=b"),
      ("DELETE", "/fapi/v1/algoOrder", "clientAlgoId=b"),
      ("DELETE", "/fapi/v1/allOpenOrders", "symbol=BTCUSDT"),
      ("DELETE", "/fapi/v1/algoOpenOrders", "symbol=BTCUSDT"),
      ("POST", "/fapi/v1/countdownCancelAll", "symbol=BTCUSDT&countdownTime=100000"),
      ("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=21"),
      ("POST", "/fapi/v1/marginType", "symbol=SOLUSDT&marginType=ISOLATED"),
      ("POST", "/fapi/v1/positionMargin", "symbol=ETHUSDT&amount=100.0&type=1"),
      ("POST", "/fapi/v1/feeBurn", "feeBurn=true"),
    ]
    for (method, path, parameters) in requests {
      let name = method + path.replacing("/", with: "_")
      let bytes = try [UInt8](Data(contentsOf: folder.appending(path: "\(name).json")))
      let example = try JSONDocument(bytes).root
      let answer = try client.json(method, path, parameters)
      #expect(Self.names(of: answer) == Self.names(of: example), "\(name)")
    }
  }

  @Test func `exchangeInfo has the documented members for each contract`() throws {
    let info = try FuturesClient().json("GET", "/fapi/v1/exchangeInfo")
    #expect(
      info.members.map(\.key) == [
        "exchangeFilters", "rateLimits", "serverTime", "assets", "symbols", "timezone",
      ])
    let symbols = try #require(info["symbols"])
    #expect(symbols.count == 8)
    let names = """
      symbol pair contractType deliveryDate onboardDate status maintMarginPercent requiredMarginPercent \
      baseAsset quoteAsset marginAsset pricePrecision quantityPrecision baseAssetPrecision quotePrecision \
      underlyingType underlyingSubType settlePlan triggerProtect filters OrderType orderTypes timeInForce \
      liquidationFee marketTakeBound
      """
    #expect(symbols[0]?.members.map(\.key).joined(separator: " ") == names)
    #expect(
      symbols[0]?["filters"]?.elements.compactMap { $0["filterType"]?.string } == [
        "PRICE_FILTER", "LOT_SIZE", "MARKET_LOT_SIZE", "MAX_NUM_ORDERS", "MAX_NUM_ALGO_ORDERS",
        "MIN_NOTIONAL", "PERCENT_PRICE",
      ])
    #expect(symbols[0]?["filters"]?[0]?["tickSize"]?.string == "0.01")
  }

  @Test func `an order has the exchange's decimals`() throws {
    let client = try FuturesClient()
    let order = try client.json(
      "POST", "/fapi/v1/order",
      "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.1&newOrderRespType=RESULT")
    #expect(order["status"]?.string == "FILLED")
    #expect(order["origQty"]?.string == "0.100" && order["executedQty"]?.string == "0.100")
    #expect(order["price"]?.string == "0.00" && order["stopPrice"]?.string == "0.00")
    for (name, decimals) in [("cumQuote", 5), ("avgPrice", 5), ("cumQty", 3)] {
      #expect(order[name]?.string?.split(separator: ".").last?.count == decimals, "\(name)")
    }
    // Only an answer of type RESULT tells what became of it.
    let acknowledged = try client.json(
      "POST", "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.1")
    #expect(acknowledged["status"]?.string == "NEW" && acknowledged["executedQty"]?.string == "0.000")
  }

  @Test func `forced orders have the documented members, and the hedge that lost was closed`() throws {
    let client = try FuturesClient(funds: 2_000)
    _ = try client.json("POST", "/fapi/v1/positionSide/dual", "dualSidePosition=true")
    _ = try client.json("POST", "/fapi/v1/marginType", "symbol=SOLUSDT&marginType=ISOLATED")
    _ = try client.json("POST", "/fapi/v1/leverage", "symbol=SOLUSDT&leverage=75")
    for (side, position) in [("BUY", "LONG"), ("SELL", "SHORT")] {
      _ = try client.json(
        "POST", "/fapi/v1/order",
        "symbol=SOLUSDT&side=\(side)&positionSide=\(position)&type=MARKET&quantity=20")
    }
    client.now += 4 * 86_400_000
    let forced = try client.json("GET", "/fapi/v1/forceOrders")
    let order = try #require(forced[0])
    #expect(
      order["status"]?.string == "FILLED" && order["clientOrderId"]?.string?.hasPrefix("autoclose-") == true)
    guard let folder = Repository.reference("binance/examples") else { return }
    let bytes = try [UInt8](Data(contentsOf: folder.appending(path: "GET_fapi_v1_forceOrders.json")))
    #expect(try Self.names(of: forced) == Self.names(of: JSONDocument(bytes).root))
  }

  /// Members of trailing orders, which the documents' examples happen to be; others do not have them.
  private static let trailing: Set<String> = ["activatePrice", "priceRate"]

  /// Names and kinds; of a list its first entry. An answer's `activatePrice` is kept where it is empty.
  private static func names(of value: JSONValue) -> String {
    switch value.kind {
    case .object:
      let isTrailing = value["priceRate"] != nil
      return "{"
        + value.members.filter { !isTrailing || !trailing.contains($0.key) }
        .map { "\($0.key):" + names(of: $0.value) }.joined(separator: ",") + "}"
    case .array: return "[" + (value[0].map(names) ?? "") + "]"
    default: return value.kind.rawValue
    }
  }
}
