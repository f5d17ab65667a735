import PaperAccounts
import Testing
import Values

@testable import PaperRoutes

@Suite struct `Queries about orders` {
  static let day = 86_400_000

  static let combination = ExchangeError(code: -1128, message: "Combination of optional parameters invalid.")
  static let tooLong = ExchangeError(
    code: -1127, message: "More than 24 hours between startTime and endTime.")

  @Test func `combinations of parameters are those that are documented`() throws {
    let desk = SpotDesk()
    let bad = [
      ("myTrades", "symbol=BTCUSDT&fromId=1&startTime=1"), ("myTrades", "symbol=BTCUSDT&fromId=1&endTime=1"),
      ("myTrades", "symbol=BTCUSDT&orderId=1&startTime=1"),
      ("myPreventedMatches", "symbol=BTCUSDT"),
      ("myPreventedMatches", "symbol=BTCUSDT&orderId=1&preventedMatchId=1"),
      ("myPreventedMatches", "symbol=BTCUSDT&fromPreventedMatchId=1"),
      ("myPreventedMatches", "symbol=BTCUSDT&orderId=1&limit=5"),
      ("myAllocations", "symbol=BTCUSDT&orderId=1&startTime=1"),
      ("myAllocations", "symbol=BTCUSDT&fromAllocationId=1&startTime=1"),
      ("allOrderList", "fromId=1&startTime=1"), ("allOrderList", "fromId=1&endTime=1"),
      ("allOrders", "symbol=BTCUSDT&startTime=2&endTime=1"),
    ]
    for (path, parameters) in bad {
      #expect(try desk.refusal("GET", path, parameters) == Self.combination, "\(path) \(parameters)")
    }
    let good = [
      ("myTrades", "symbol=BTCUSDT&orderId=1&fromId=1"), ("myTrades", "symbol=BTCUSDT&startTime=1&endTime=1"),
      ("myPreventedMatches", "symbol=BTCUSDT&preventedMatchId=1"),
      ("myPreventedMatches", "symbol=BTCUSDT&orderId=1&fromPreventedMatchId=1&limit=5"),
      ("myAllocations", "symbol=BTCUSDT&orderId=1&fromAllocationId=1&limit=5"),
      ("allOrders", "symbol=BTCUSDT&orderId=1&startTime=1&endTime=1"),
    ]
    for (path, parameters) in good {
      #expect(try desk.json("GET", path, parameters).list.isEmpty, "\(path) \(parameters)")
    }
  }

  @Test func `a window is a day at most, in milliseconds or microseconds`() throws {
    let desk = SpotDesk()
    let start = SpotDesk.noon - 2 * Self.day
    for (path, prefix) in [
      ("allOrders", "symbol=BTCUSDT&"), ("myTrades", "symbol=BTCUSDT&"), ("myAllocations", "symbol=BTCUSDT&"),
      ("allOrderList", ""),
    ] {
      let fits = "\(prefix)startTime=\(start)&endTime=\(start + Self.day)"
      let long = "\(prefix)startTime=\(start)&endTime=\(start + Self.day + 1)"
      let longMicroseconds = "\(prefix)startTime=\(start)000&endTime=\(start + Self.day + 1)000"
      #expect(try desk.refusal("GET", path, fits) == nil)
      #expect(try desk.refusal("GET", path, long) == Self.tooLong)
      #expect(try desk.refusal("GET", path, longMicroseconds) == Self.tooLong)
    }
  }

  @Test func `what is mandatory is missed`() throws {
    let desk = SpotDesk()
    for path in [
      "order", "allOrders", "myTrades", "myPreventedMatches", "myAllocations", "account/commission",
      "order/amendments", "myFilters",
    ] {
      let missing = try desk.refusal("GET", path)
      #expect(
        missing
          == ExchangeError(
            code: -1102, message: "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed."))
      #expect(try desk.refusal("GET", path, "symbol=NOSUCH&orderId=1")?.code != nil)
    }
  }

  @Test func `orders are listed by number, from a number, and in a window of time`() throws {
    let desk = SpotDesk()
    for percent in 110..<115 {
      _ = try desk.bytes(
        "POST", "order",
        "symbol=BTCUSDT&side=SELL&type=LIMIT_MAKER&quantity=1&price={\(percent)}&newClientOrderId=c\(percent)"
      )
      desk.now += 1_000
    }
    func numbers(_ parameters: String) throws -> [Int] {
      try desk.json("GET", "allOrders", "symbol=BTCUSDT" + parameters).list.map {
        try $0.number("orderId")
      }
    }
    #expect(try numbers("") == [1, 2, 3, 4, 5])
    #expect(try numbers("&limit=2") == [4, 5])
    #expect(try numbers("&orderId=2&limit=2") == [2, 3])
    #expect(try numbers("&startTime=\(SpotDesk.noon + 1_000)&limit=2") == [2, 3])
    #expect(try numbers("&endTime=\(SpotDesk.noon + 2_000)&limit=2") == [2, 3])
    #expect(try numbers("&limit=5000").count == 5)
    #expect(try desk.refusal("GET", "allOrders", "symbol=BTCUSDT&limit=0")?.code == -1130)
    #expect(try desk.json("GET", "openOrders", "symbol=ETHUSDT").list.isEmpty)
    desk.timeFactor = 1_000
    let order = try desk.json("GET", "order", "symbol=BTCUSDT&orderId=1")
    #expect(try order.number("time") == SpotDesk.noon * 1_000)
  }

  @Test func `weights are those that are documented`() throws {
    let table = [
      ("account", "", 20), ("order", "symbol=BTCUSDT&orderId=1", 4), ("openOrders", "", 80),
      ("openOrders", "symbol=BTCUSDT", 6), ("allOrders", "symbol=BTCUSDT", 20), ("orderList", "", 4),
      ("allOrderList", "", 20), ("openOrderList", "", 6), ("myTrades", "symbol=BTCUSDT", 20),
      ("myTrades", "symbol=BTCUSDT&orderId=1", 5), ("rateLimit/order", "", 40),
      ("myPreventedMatches", "symbol=BTCUSDT&orderId=1", 20),
      ("myPreventedMatches", "symbol=BTCUSDT&preventedMatchId=1", 2), ("myPreventedMatches", "", 2),
      ("myAllocations", "symbol=BTCUSDT", 20), ("account/commission", "symbol=BTCUSDT", 20),
      ("order/amendments", "symbol=BTCUSDT&orderId=1", 4), ("myFilters", "symbol=BTCUSDT", 40),
    ]
    for (path, parameters, weight) in table {
      let route = try #require(Route.all.first { $0.method == "GET" && $0.path == "/api/v3/" + path })
      #expect(route.weight(try #require(CheckedQuery(parameters))) == weight, "\(path)")
      #expect(route.security == .userData)
      #expect(!route.isCommand)
    }
    let test = try #require(Route.all.first { $0.path == "/api/v3/order/test" })
    #expect(test.weight(try #require(CheckedQuery("computeCommissionRates=true"))) == 20)
    #expect(test.weight(CheckedQuery()) == 1)
    #expect(!test.isCommand)
    let amend = try #require(Route.all.first { $0.path == "/api/v3/order/amend/keepPriority" })
    #expect(amend.weight(CheckedQuery()) == 4)
  }

  @Test func `the account lists every asset, or those that it has`() throws {
    let desk = SpotDesk(balances: ["USDT": 5])
    let all = try #require(try desk.json("GET", "account")["balances"]).list
    #expect(all.count == desk.venue.assets.count)
    #expect(Set(all.map { $0["asset"]?.string }).count == all.count)
    let own = try desk.json("GET", "account", "omitZeroBalances=true")
    let balances = try #require(own["balances"]).list
    #expect(balances.count == 1)
    #expect(try balances[0].text("free") == "5.00000000")
    #expect(try own.number("makerCommission") == 10)
    #expect(try #require(own["commissionRates"]).text("maker") == "0.00100000")
    #expect(try own.number("uid") == desk.account?.number)
    #expect(try desk.refusal("GET", "account", "omitZeroBalances=yes")?.code == -1130)
  }
}
