import HTTP
import PaperAccounts
import PaperCore
import PaperFutures
import TestSupport
import Testing
import Values

@testable import PaperRoutes

@Suite struct `Futures routes` {
  static let weights: [(method: String, path: String, parameters: String, weight: Int)] = [
    ("GET", "/fapi/v1/depth", "limit=50", 2), ("GET", "/fapi/v1/depth", "limit=100", 5),
    ("GET", "/fapi/v1/depth", "", 10), ("GET", "/fapi/v1/depth", "limit=1000", 20),
    ("GET", "/fapi/v1/klines", "limit=99", 1), ("GET", "/fapi/v1/klines", "limit=499", 2),
    ("GET", "/fapi/v1/klines", "limit=1000", 5), ("GET", "/fapi/v1/klines", "limit=1001", 10),
    ("GET", "/fapi/v1/ticker/24hr", "", 40), ("GET", "/fapi/v1/ticker/24hr", "symbol=BTCUSDT", 1),
    ("GET", "/fapi/v1/ticker/bookTicker", "", 5), ("GET", "/fapi/v1/premiumIndex", "", 10),
    ("GET", "/fapi/v1/aggTrades", "", 20), ("GET", "/fapi/v1/income", "", 30),
    ("GET", "/fapi/v1/openOrders", "", 40), ("GET", "/fapi/v1/openOrders", "symbol=BTCUSDT", 1),
    ("GET", "/fapi/v1/forceOrders", "", 50), ("POST", "/fapi/v1/order", "", 0),
    ("POST", "/fapi/v1/batchOrders", "", 5), ("GET", "/fapi/v2/account", "", 5),
  ]

  @Test(arguments: weights.indices)
  func `weigh what the documents say`(_ index: Int) throws {
    let row = Self.weights[index]
    let route = try #require(Route.all.first { $0.method == row.method && $0.path == row.path })
    #expect(route.weight(try #require(CheckedQuery(row.parameters))) == row.weight)
  }

  /// An amount of an answer in units of 10⁻⁸.
  private func units(_ value: JSONValue?, _ name: String) throws -> Int128 {
    let text = try #require(value?[name]?.string, "\(name)")
    let isNegative = text.hasPrefix("-")
    let magnitude = Int128(try #require(PlainDecimal(text.utf8.drop { $0 == 0x2D })?.exactUnits))
    return isNegative ? -magnitude : magnitude
  }

  @Test func `an account trades, sees its position, and its orders and trades afterwards`() throws {
    let client = try FuturesClient(funds: 10_000)
    _ = try client.json("POST", "/fapi/v1/leverage", "symbol=ETHUSDT&leverage=10")
    let order = try client.json(
      "POST", "/fapi/v1/order",
      "symbol=ETHUSDT&side=BUY&type=MARKET&quantity=2&newOrderRespType=RESULT&newClientOrderId=in")
    #expect(order["status"]?.string == "FILLED" && order["executedQty"]?.string == "2.000")
    let risk = try #require(try client.json("GET", "/fapi/v3/positionRisk", "symbol=ETHUSDT")[0])
    #expect(risk["positionAmt"]?.string == "2.000" && risk["marginAsset"]?.string == "USDT")
    #expect(try units(risk, "entryPrice") * 2 == units(order, "cumQuote"))
    #expect(
      try units(risk, "unRealizedProfit") == 2 * (units(risk, "markPrice") - units(risk, "entryPrice")))
    let trades = try client.json("GET", "/fapi/v1/userTrades", "symbol=ETHUSDT")
    let quote = try trades.elements.map { try units($0, "quoteQty") }.reduce(0, +)
    #expect(try quote == units(order, "cumQuote"))
    _ = try client.json(
      "POST", "/fapi/v1/order", "symbol=ETHUSDT&side=SELL&type=MARKET&quantity=5&reduceOnly=true")
    #expect(try client.json("GET", "/fapi/v3/positionRisk").count == 0)
    #expect(try client.json("GET", "/fapi/v1/allOrders", "symbol=ETHUSDT").count == 2)
    // The wallet is what came in and every income since.
    let incomes = try client.json("GET", "/fapi/v1/income", "limit=1000")
    let sum = try incomes.elements.map { try units($0, "income") }.reduce(1_000_000_000_000, +)
    let balance = try client.json("GET", "/fapi/v3/balance")[0]
    #expect(try units(balance, "balance") == sum && units(balance, "availableBalance") == sum)
    #expect(client.venue.futures.withdrawable(of: client.account, at: client.now) == sum)
  }

  @Test func `an account's order is in the book that everybody sees, and leaves it when it is filled`() throws
  {
    let client = try FuturesClient()
    let ask = try #require(
      try client.json("GET", "/fapi/v1/ticker/bookTicker", "symbol=LINKUSDT")["bidPrice"]?.string)
    _ = try client.json(
      "POST", "/fapi/v1/order",
      "symbol=LINKUSDT&side=BUY&type=LIMIT&timeInForce=GTX&quantity=1234.56&price=\(ask)")
    let bids = try #require(try client.json("GET", "/fapi/v1/depth", "symbol=LINKUSDT&limit=5")["bids"])
    let best = try #require(bids[0]?[1]?.string)
    #expect(try #require(PlainDecimal(best.utf8)?.exactUnits) >= 123_456_000_000)
    client.now += 86_400_000
    #expect(try client.json("GET", "/fapi/v1/openOrders").count == 0, "a day's trades came to it")
    let order = try #require(try client.json("GET", "/fapi/v1/allOrders", "symbol=LINKUSDT")[0])
    #expect(order["status"]?.string == "FILLED")
  }

  @Test func `a mark price is within what its candles say`() throws {
    let client = try FuturesClient()
    let candle = try client.json(
      "GET", "/fapi/v1/markPriceKlines", "symbol=BTCUSDT&interval=1m&limit=1")[0]
    let prices = try (1...4).map { try #require(PlainDecimal((candle?[$0]?.string ?? "").utf8)?.exactUnits) }
    let mark = try units(client.json("GET", "/fapi/v1/premiumIndex", "symbol=BTCUSDT"), "markPrice")
    #expect(Int128(prices[3]) == mark && prices[1] >= prices[3] && prices[2] <= prices[3])
  }

  @Test func `funding rates are told for the times at which they were paid`() throws {
    let client = try FuturesClient()
    let rates = try client.json("GET", "/fapi/v1/fundingRate", "symbol=BTCUSDT&limit=5")
    let times = try rates.elements.map { try $0.number("fundingTime") }
    let last = client.now / 28_800_000 * 28_800_000
    #expect(times == (0..<5).map { last - (4 - $0) * 28_800_000 })
    let all = try client.json("GET", "/fapi/v1/fundingRate", "limit=16")
    #expect(all.count == 16, "two times of eight contracts")
  }

  /// Requests made of pieces that are right, wrong, empty, huge or strange.
  @Test func `survive whatever is sent, and no refused order leaves a trace`() throws {
    let names = [
      "symbol", "side", "type", "quantity", "price", "timeInForce", "positionSide", "reduceOnly",
      "goodTillDate", "algoType", "triggerPrice", "callbackRate", "activatePrice", "closePosition",
      "workingType", "startTime", "endTime", "limit", "fromId", "orderId", "origClientOrderId", "interval",
      "pair", "contractType", "period", "leverage", "marginType", "amount", "batchOrders", "orderIdList",
      "countdownTime", "page", "priceMatch", "newClientOrderId", "algoId", "dualSidePosition",
    ]
    let values = [
      "BTCUSDT", "BUY", "SELL", "LIMIT", "MARKET", "STOP_MARKET", "TRAILING_STOP_MARKET", "GTC", "GTD",
      "0.01",
      "1", "0", "-1", "1e9", "60000", "9223372036854775807", "99999999999999999999", "0.00000001", "true",
      "LONG", "CONDITIONAL", "1m", "1M", "PERPETUAL", "5m", "ISOLATED", "[1,2]", "[[]]", "OPPONENT", "0.5",
      "[{\"symbol\":\"BTCUSDT\",\"side\":\"BUY\"}]", "x", "MARK_PRICE", "1795350896789", "01", "3.",
    ]
    let seed = UInt64(11)
    var generator = PaperCore.SeededGenerator(seed: seed)
    let client = try FuturesClient()
    let routes = Route.all.filter { $0.family == .futures }
    for step in 0..<4_000 {
      client.now += generator.next(below: 500)
      let route = routes[generator.next(below: routes.count)]
      var sent: [String: String] = [:]
      for parameter in route.parameters where generator.next(below: 5) > 0 {
        sent[parameter.name] = values[generator.next(below: values.count)]
      }
      if generator.next(below: 8) == 0 { sent[names[generator.next(below: names.count)]] = values[0] }
      if sent["symbol"] != nil, generator.next(below: 3) > 0 { sent["symbol"] = "BTCUSDT" }
      let text = sent.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "&")
      let before = client.venue.futures.member(client.account).openOrders.count
      let error = try client.refusal(route.method, route.path, text)
      if let error, route.isCommand {
        #expect(error.code < 0 && !error.message.isEmpty)
        let after = client.venue.futures.member(client.account).openOrders.count
        #expect(after <= before, "seed \(seed), step \(step): \(route.path)?\(text)")
      }
    }
    #expect(
      client.venue.accounts.total(of: "USDT") == client.venue.accounts.issued["USDT", default: 0])
  }
}
