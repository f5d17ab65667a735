import HTTP
import PaperAccounts
import PaperCore
import PaperFutures
import Testing
import Values

@testable import PaperRoutes

/// What clients that others wrote ask for, found by trying them.
@Suite struct `Habits of clients` {
  @Test(arguments: ["GET sapi/v1/margin/allPairs", "GET sapi/v1/margin/isolated/allPairs"])
  func `margin pairs are an empty list`(_ target: String) throws {
    let pairs = try WalletClient().ask(target)
    #expect(pairs.kind == .array && pairs.count == 0)
  }

  @Test func `COIN-M futures list no contract, in the documented form`() throws {
    let client = try FuturesClient()
    let information = try client.json("GET", "/dapi/v1/exchangeInfo")
    #expect(
      information.members.map(\.key) == [
        "exchangeFilters", "rateLimits", "serverTime", "symbols", "timezone",
      ])
    #expect(information["symbols"]?.count == 0)
    #expect(information["serverTime"]?.integer == client.now)
    let kinds = information["rateLimits"]?.elements.map { $0["rateLimitType"]?.string }
    #expect(kinds == ["REQUEST_WEIGHT", "ORDERS", "ORDERS"])
  }

  @Test(arguments: ["executionRules", "executionRules?symbol=BTCUSDT", "executionRules?symbolStatus=TRADING"])
  func `no symbol has execution rules`(_ target: String) throws {
    #expect(try PaperClient().json(target)["symbolRules"]?.count == 0)
  }

  @Test func `execution rules are asked for in one way, of symbols that exist`() throws {
    let client = PaperClient()
    #expect(try client.refusal("executionRules?symbol=BTCUSDT&symbolStatus=TRADING").code == -1128)
    #expect(try client.refusal("executionRules?symbol=NOSUCH").code == -1121)
  }

  @Test(
    arguments: zip(
      ["symbol=BTCUSDT", "symbols=%5B%22BTCUSDT%22,%22ETHUSDT%22%5D", "symbolStatus=TRADING", ""],
      [2, 4, 40, 40]))
  func `execution rules weigh what the documents say`(_ query: String, _ weight: Int) throws {
    let route = try #require(Route.all.first { $0.path == "/api/v3/executionRules" })
    #expect(route.weight(try #require(CheckedQuery(query))) == weight)
  }

  @Test(arguments: ["referencePrice", "referencePrice/calculation"])
  func `no symbol has a reference price`(_ path: String) throws {
    let client = PaperClient()
    let refusal = try client.refusal(path + "?symbol=BTCUSDT")
    #expect(refusal.status == 400 && refusal.code == -2043)
    #expect(refusal.message == "This symbol doesn't have a reference price.")
    #expect(try client.refusal(path + "?symbol=NOSUCH").code == -1121)
    #expect(try client.refusal(path).code == -1102)
  }

  @Test func `there are no block trades`() throws {
    #expect(try PaperClient().json("historicalBlockTrades?symbol=BTCUSDT&fromId=1").count == 0)
    #expect(try PaperClient().refusal("historicalBlockTrades?symbol=BTCUSDT").code == -1102)
  }

  /// ccxt writes `orderidlist` and `origclientorderidlist`.
  @Test func `a batch of cancellations may be spelled in small letters`() throws {
    let client = try FuturesClient()
    // In whole USDT, of a hundred ticks each.
    let price = try client.markTicks("BTCUSDT") * 95 / 10_000
    var numbers: [Int] = []
    for name in ["a", "b", "c"] {
      let order = try client.json(
        "POST", "/fapi/v1/order",
        "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=\(price)"
          + "&newClientOrderId=\(name)")
      numbers.append(try #require(order["orderId"]?.integer))
    }
    let first = try client.json(
      "DELETE", "/fapi/v1/batchOrders", "symbol=BTCUSDT&orderidlist=[\(numbers[0]),\(numbers[1])]")
    #expect(first.elements.map { $0["status"]?.string } == ["CANCELED", "CANCELED"])
    let second = try client.json(
      "DELETE", "/fapi/v1/batchOrders", "symbol=BTCUSDT&origclientorderidlist=[\"c\"]")
    #expect(second.elements.map { $0["clientOrderId"]?.string } == ["c"])
    #expect(client.venue.futures.member(client.account).openOrders.isEmpty)
  }
}
