import HTTP
import PaperCore
import PaperSpot
import Testing
import Values

@testable import PaperRoutes

/// Orders from placing to their end, through the routes.
@Suite struct `Trading on spot` {
  static let sell = `Documented shapes of spot trading`.sell

  @Test func `a market order is filled, paid for and charged`() throws {
    let desk = SpotDesk(balances: ["USDT": 1_000_000])
    let order = try desk.json("POST", "order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=1")
    #expect(try order.text("status") == "FILLED")
    let fills = try #require(order["fills"]).list
    let bought = try fills.map { try #require($0["qty"]?.decimal) }
    let commission = try fills.map { try #require($0["commission"]?.decimal) }
    #expect(try ExactDecimal("1") == bought.reduce(.zero) { try $0.adding($1) })
    #expect(fills.allSatisfy { $0["commissionAsset"]?.string == "BTC" })
    #expect(try ExactDecimal("0.001") == commission.reduce(.zero) { try $0.adding($1) })
    let account = try desk.json("GET", "account", "omitZeroBalances=true")
    let balances = try #require(account["balances"]).list
    #expect(balances.map { $0["asset"]?.string } == ["BTC", "USDT"])
    #expect(balances[0]["free"]?.string == "0.99900000")
    let spent = try #require(order["cummulativeQuoteQty"]?.decimal)
    let left = try #require(balances[1]["free"]?.decimal)
    #expect(try ExactDecimal("1000000") == spent.adding(left))
    let trades = try desk.json("GET", "myTrades", "symbol=BTCUSDT&orderId=1").list
    #expect(trades.count == fills.count)
    #expect(trades.map { $0["id"]?.integer } == fills.map { $0["tradeId"]?.integer })
  }

  @Test func `every type of order is taken and shown as it was sent`() throws {
    let table = [
      ("LIMIT", "timeInForce=GTC&quantity=1&price={110}", "NEW"),
      ("LIMIT", "timeInForce=IOC&quantity=1&price={110}", "EXPIRED"),
      ("LIMIT", "timeInForce=FOK&quantity=1&price={110}", "EXPIRED"),
      ("LIMIT", "timeInForce=GTC&quantity=1&price={110}&icebergQty=0.5", "NEW"),
      ("LIMIT", "timeInForce=GTC&quantity=1&pegPriceType=PRIMARY_PEG", "NEW"),
      ("LIMIT_MAKER", "quantity=1&price={110}", "NEW"),
      ("MARKET", "quantity=1", "FILLED"),
      ("MARKET", "quoteOrderQty=1000", "FILLED"),
      ("STOP_LOSS", "quantity=1&stopPrice={90}", "NEW"),
      ("STOP_LOSS", "quantity=1&trailingDelta=500", "NEW"),
      ("STOP_LOSS_LIMIT", "timeInForce=GTC&quantity=1&price={90}&stopPrice={90}", "NEW"),
      ("TAKE_PROFIT", "quantity=1&stopPrice={110}", "NEW"),
      ("TAKE_PROFIT", "quantity=1&stopPrice={110}&trailingDelta=500", "NEW"),
      ("TAKE_PROFIT_LIMIT", "timeInForce=GTC&quantity=1&price={110}&stopPrice={110}", "NEW"),
    ]
    for (type, fields, status) in table {
      let desk = SpotDesk()
      let parameters = "symbol=BTCUSDT&side=SELL&type=\(type)&\(fields)&newOrderRespType=FULL"
      #expect(try desk.bytes("POST", "order/test", parameters) == Array("{}".utf8))
      #expect(try desk.json("GET", "allOrders", "symbol=BTCUSDT").list.isEmpty)
      let placed = try desk.json("POST", "order", parameters)
      #expect(try placed.text("status") == status, "\(type) \(fields)")
      let order = try desk.json("GET", "order", "symbol=BTCUSDT&orderId=1")
      for name in [
        "type", "side", "status", "timeInForce", "price", "origQty", "executedQty", "origQuoteOrderQty",
        "cummulativeQuoteQty", "clientOrderId", "selfTradePreventionMode",
      ] {
        #expect(try order.text(name) == placed.text(name), "\(type) \(name)")
      }
      #expect(try placed.text("type") == type)
      let isOpen = status == "NEW"
      #expect(try desk.json("GET", "openOrders", "symbol=BTCUSDT").list.count == (isOpen ? 1 : 0))
      let cancel = try desk.refusal("DELETE", "order", "symbol=BTCUSDT&orderId=1")
      #expect(cancel == (isOpen ? nil : ExchangeError(code: -2011, message: "Unknown order sent.")))
      #expect(try desk.json("GET", "openOrders").list.isEmpty)
    }
  }

  @Test func `a filter is named and nothing is booked`() throws {
    let table = [
      ("quantity=1&price=70000.001", "Filter failure: PRICE_FILTER"),
      ("quantity=0.000001&price={110}", "Filter failure: LOT_SIZE"),
      ("quantity=0.00001&price={110}", "Filter failure: NOTIONAL"),
    ]
    for (fields, message) in table {
      let desk = SpotDesk()
      let before = try desk.state()
      for path in ["order", "order/test"] {
        let refusal = try desk.refusal(
          "POST", path, "symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=GTC&\(fields)")
        #expect(refusal == ExchangeError(code: -1013, message: message))
      }
      #expect(try desk.state() == before)
    }
  }

  @Test func `an order that cannot be paid or would trade is refused in the exchange's words`() throws {
    let desk = SpotDesk()
    let table = [
      (
        "side=SELL&type=LIMIT&timeInForce=GTC&quantity=101&price={110}",
        "Account has insufficient balance for requested action."
      ),
      ("side=SELL&type=LIMIT_MAKER&quantity=1&price={90}", "Order would immediately match and take."),
      ("side=SELL&type=STOP_LOSS&quantity=1&stopPrice={110}", "Order would trigger immediately."),
    ]
    let before = try desk.state()
    for (fields, message) in table {
      let refusal = try #require(try desk.refusal("POST", "order", "symbol=BTCUSDT&" + fields))
      #expect(refusal.code == -2010, "\(message)")
      #expect(refusal.message == message)
      // A test order never gets to where this is found out.
      #expect(try desk.refusal("POST", "order/test", "symbol=BTCUSDT&" + fields) == nil)
    }
    _ = try desk.bytes("POST", "order", Self.sell)
    #expect(
      try desk.refusal("POST", "order", Self.sell)
        == ExchangeError(code: -2010, message: "Duplicate order sent."))
    _ = try desk.bytes("DELETE", "order", "symbol=BTCUSDT&origClientOrderId=mine")
    #expect(
      try desk.state().replacing(/"updateTime":\d+/, with: "")
        == before.replacing(/"updateTime":\d+/, with: ""))
  }

  @Test func `a cancel names the order or both of its names`() throws {
    let desk = SpotDesk()
    _ = try desk.bytes("POST", "order", Self.sell)
    let unknown = ExchangeError(code: -2011, message: "Unknown order sent.")
    let neither = ExchangeError(
      code: -1102,
      message: "Param 'origClientOrderId' or 'orderId' must be sent, but both were empty/null!")
    #expect(try desk.refusal("DELETE", "order", "symbol=BTCUSDT") == neither)
    #expect(try desk.refusal("GET", "order", "symbol=BTCUSDT") == neither)
    #expect(try desk.refusal("DELETE", "order", "symbol=BTCUSDT&orderId=2") == unknown)
    #expect(try desk.refusal("DELETE", "order", "symbol=ETHUSDT&orderId=1") == unknown)
    let both = try desk.refusal("DELETE", "order", "symbol=BTCUSDT&orderId=1&origClientOrderId=other")
    #expect(both == unknown)
    #expect(
      try desk.refusal("GET", "order", "symbol=BTCUSDT&orderId=1&origClientOrderId=other")
        == ExchangeError(code: -2039, message: "Client order ID is not correct for this order ID."))
    #expect(
      try desk.refusal("GET", "order", "symbol=BTCUSDT&orderId=2")
        == ExchangeError(code: -2013, message: "Order does not exist."))
    #expect(
      try desk.refusal("DELETE", "order", "symbol=BTCUSDT&orderId=1&cancelRestrictions=ONLY_OLD")
        == ExchangeError(code: -1145, message: "Invalid cancelRestrictions"))
    #expect(
      try desk.refusal("DELETE", "order", "symbol=BTCUSDT&orderId=1&cancelRestrictions=ONLY_PARTIALLY_FILLED")
        == ExchangeError(code: -2011, message: "Order was not canceled due to cancel restrictions."))
    let other = desk.account
    desk.account = desk.open(["BTC": 1])
    #expect(try desk.refusal("DELETE", "order", "symbol=BTCUSDT&orderId=1") == unknown)
    desk.account = other
    let canceled = try desk.json(
      "DELETE", "order",
      "symbol=BTCUSDT&orderId=1&origClientOrderId=mine&newClientOrderId=gone&cancelRestrictions=ONLY_NEW")
    #expect(try canceled.text("clientOrderId") == "gone")
    #expect(try canceled.text("origClientOrderId") == "mine")
    #expect(try canceled.text("status") == "CANCELED")
    #expect(try desk.refusal("DELETE", "openOrders", "symbol=BTCUSDT") == unknown)
  }

  @Test func `an order list is placed, asked for and canceled as a whole`() throws {
    let desk = SpotDesk()
    let pair = `Documented shapes of spot trading`.pair
    let placed = try desk.json("POST", "orderList/oco", pair)
    #expect(try placed.text("listStatusType") == "EXEC_STARTED")
    #expect(try desk.json("GET", "openOrders", "symbol=BTCUSDT").list.count == 2)
    #expect(
      try desk.json("GET", "orderList", "orderListId=\(placed.number("orderListId"))").text(
        "listClientOrderId") == "pair")
    #expect(
      try desk.refusal("GET", "orderList")
        == ExchangeError(
          code: -1102,
          message: "Param 'origClientOrderId' or 'orderListId' must be sent, but both were empty/null!"))
    #expect(try desk.refusal("GET", "orderList", "orderListId=99")?.code == -2013)
    #expect(try desk.refusal("DELETE", "orderList", "symbol=BTCUSDT&orderListId=99")?.code == -2011)
    #expect(try desk.refusal("DELETE", "orderList", "symbol=BTCUSDT")?.code == -1102)
    let orders = try desk.json("GET", "openOrders", "symbol=BTCUSDT").list
    let leg = try orders[0].number("orderId")
    let canceled = try desk.json("DELETE", "order", "symbol=BTCUSDT&orderId=\(leg)")
    #expect(try canceled.text("listOrderStatus") == "ALL_DONE")
    #expect(try #require(canceled["orderReports"]).list.count == 2)
    #expect(try desk.json("GET", "openOrderList").list.isEmpty)
    #expect(try desk.json("GET", "allOrderList").list.count == 1)
  }

  @Test func `answers in an order list are as long as the client asked for`() throws {
    for (type, count) in [("ACK", 5), ("RESULT", 16), ("FULL", 17)] {
      let answer = try SpotDesk().json(
        "POST", "orderList/oco", `Documented shapes of spot trading`.pair + "&newOrderRespType=\(type)")
      let reports = try #require(answer["orderReports"]).list
      #expect(reports.map { $0["symbol"]?.string } == ["BTCUSDT", "BTCUSDT"])
      // The LIMIT_MAKER order; the other one has a stop price as well.
      #expect(reports[1].names.count == count)
    }
  }

  @Test func `an amendment is shown and remembered`() throws {
    let desk = SpotDesk()
    _ = try desk.bytes("POST", "order", Self.sell)
    let path = "order/amend/keepPriority"
    #expect(try desk.refusal("PUT", path, "symbol=BTCUSDT&orderId=1")?.code == -1102)
    #expect(try desk.refusal("PUT", path, "symbol=BTCUSDT&newQty=0.5")?.code == -1102)
    #expect(
      try desk.refusal("PUT", path, "symbol=BTCUSDT&orderId=1&newQty=2")
        == ExchangeError(code: -2038, message: "Order amend (quantity increase) is not supported."))
    #expect(
      try desk.refusal("PUT", path, "symbol=BTCUSDT&orderId=1&newQty=0")
        == ExchangeError(code: -1013, message: "Invalid quantity."))
    let amended = try desk.json(
      "PUT", path, "symbol=BTCUSDT&orderId=1&newQty=0.25&newClientOrderId=smaller")
    let order = try #require(amended["amendedOrder"])
    #expect(try order.text("qty") == "0.25000000")
    #expect(try order.text("origClientOrderId") == "mine")
    #expect(try order.text("clientOrderId") == "smaller")
    let amendments = try desk.json("GET", "order/amendments", "symbol=BTCUSDT&orderId=1").list
    #expect(amendments.count == 1)
    #expect(try amendments[0].text("newQty") == "0.25000000")
    #expect(try desk.refusal("GET", "order/amendments", "symbol=BTCUSDT")?.code == -1102)
    let from = try amendments[0].number("executionId") + 1
    let later = try desk.json(
      "GET", "order/amendments", "symbol=BTCUSDT&orderId=1&fromExecutionId=\(from)")
    #expect(later.list.isEmpty)
  }

  @Test func `a symbol that does not trade takes no orders`() throws {
    let desk = SpotDesk()
    let symbol = try #require(desk.venue.exchange.symbols.first { $0.listing.status != .trading })
    for path in ["order", "order/test"] {
      let refusal = try desk.refusal(
        "POST", path, "symbol=\(symbol.listing.symbol)&side=BUY&type=MARKET&quantity=1")
      #expect(refusal?.message == "Market is closed.")
    }
  }

  @Test func `a body that is not a form, or no text, is refused`() throws {
    let route = try #require(Route.all.first { $0.path == "/api/v3/order" && $0.method == "POST" })
    for body in ["{\"symbol\":\"BTCUSDT\"}", "symbol", "=", "&&&", "symbol=BTCUSDT;side=BUY"] {
      let request = HTTPRequest(method: "POST", target: "/api/v3/order", body: Array(body.utf8))
      guard let query = CheckedQuery(request) else { continue }
      #expect(throws: ExchangeError.self) { try query.check(route.parameters) }
    }
    let binary = HTTPRequest(method: "POST", target: "/api/v3/order", body: [0xFF, 0xFE, 0x3D, 0x31])
    if let query = CheckedQuery(binary) {
      #expect(throws: ExchangeError.self) { try query.check(route.parameters) }
    }
  }

  @Test func `no symbol routes orders`() throws {
    let desk = SpotDesk()
    let none = ExchangeError(code: -1013, message: "This symbol has no SOR.")
    for path in ["sor/order", "sor/order/test"] {
      #expect(
        try desk.refusal(
          "POST", path, "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=1") == none)
      #expect(try desk.refusal("POST", path, "symbol=LTCBTC&side=BUY&type=MARKET")?.code == -1102)
      #expect(
        try desk.refusal("POST", path, "symbol=LTCBTC&side=BUY&type=LIMIT_MAKER&quantity=1&price=1")?.code
          == -1116)
    }
  }
}
