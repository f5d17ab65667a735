import Foundation
import TestSupport
import Testing
import Values

@testable import PaperRoutes

/// The shape of each answer against the documents (rest-api.md): names, their order and JSON types.
@Suite struct `Documented shapes of spot trading` {
  /// One documented example: what is sent before, what is sent, and what the answer looks like.
  struct Row {
    let example: String
    var before: [(method: String, path: String, parameters: String)] = []
    let request: (method: String, path: String, parameters: String)
    let outline: String
  }

  static let acknowledged = "symbol:s,orderId:#,orderListId:#,clientOrderId:s,transactTime:#"
  static let amounts = "price:s,origQty:s,executedQty:s,origQuoteOrderQty:s,cummulativeQuoteQty:s"
  static let kind = "status:s,timeInForce:s,type:s,side:s"
  static let working = "workingTime:#,selfTradePreventionMode:s"
  static let result = "{\(acknowledged),\(amounts),\(kind),\(working)}"
  static let stopResult =
    "{\(acknowledged),\(amounts),\(kind),stopPrice:s,\(working)}"
  static let icebergResult =
    "{\(acknowledged),\(amounts),\(kind),stopPrice:s,workingTime:#,icebergQty:s,selfTradePreventionMode:s}"
  static let fill = "{price:s,qty:s,commission:s,commissionAsset:s,tradeId:#}"
  static let canceled =
    "{symbol:s,origClientOrderId:s,orderId:#,orderListId:#,clientOrderId:s,transactTime:#,"
    + "\(amounts),\(kind),selfTradePreventionMode:s}"
  static let stopCanceled =
    "{symbol:s,origClientOrderId:s,orderId:#,orderListId:#,clientOrderId:s,transactTime:#,"
    + "\(amounts),\(kind),stopPrice:s,selfTradePreventionMode:s}"
  static let replaced =
    "{\(acknowledged),\(amounts),\(kind),workingTime:#,fills:[],selfTradePreventionMode:s}"
  static let members = "orders:[{symbol:s,orderId:#,clientOrderId:s}]"
  static let list =
    "orderListId:#,contingencyType:s,listStatusType:s,listOrderStatus:s,listClientOrderId:s,"
    + "transactionTime:#,symbol:s,\(members)"
  static let queried =
    "symbol:s,orderId:#,orderListId:#,clientOrderId:s,price:s,origQty:s,executedQty:s,"
    + "cummulativeQuoteQty:s,\(kind),stopPrice:s,icebergQty:s,time:#,updateTime:#,isWorking:!"
  static let listed = "{\(queried),origQuoteOrderQty:s,workingTime:#,selfTradePreventionMode:s}"
  static let amended =
    "symbol:s,orderId:#,orderListId:#,origClientOrderId:s,clientOrderId:s,price:s,qty:s,executedQty:s,"
    + "preventedQty:s,quoteOrderQty:s,cumulativeQuoteQty:s,\(kind)"
  static let rates = "{maker:s,taker:s,buyer:s,seller:s}"
  static let discount = "{enabledForAccount:!,enabledForSymbol:!,discountAsset:s,discount:s}"

  static let sell =
    "symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=GTC&quantity=1&price={110}&newClientOrderId=mine"
  static let pair =
    "symbol=BTCUSDT&side=SELL&quantity=2&aboveType=LIMIT_MAKER&abovePrice={110}&belowType=STOP_LOSS_LIMIT"
    + "&belowPrice={90}&belowStopPrice={95}&belowTimeInForce=GTC&listClientOrderId=pair"
  static let workingOrder =
    "symbol=BTCUSDT&workingType=LIMIT&workingSide=BUY&workingPrice={90}&workingQuantity=1"
    + "&workingTimeInForce=GTC"
  static let pendingPair =
    "&pendingSide=SELL&pendingAboveType=LIMIT_MAKER&pendingAbovePrice={110}"
    + "&pendingBelowType=STOP_LOSS_LIMIT&pendingBelowPrice={80}&pendingBelowStopPrice={85}"
    + "&pendingBelowTimeInForce=GTC"

  static let orders: [Row] = [
    Row(
      example: "POST_api_v3_order__1-Response-ACK",
      request: ("POST", "order", sell + "&newOrderRespType=ACK"), outline: "{\(acknowledged)}"),
    Row(
      example: "POST_api_v3_order__2-Response-RESULT",
      request: ("POST", "order", "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=1&newOrderRespType=RESULT"),
      outline: result),
    Row(
      example: "POST_api_v3_order__3-Response-FULL",
      request: ("POST", "order", "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=1"),
      outline: "{\(acknowledged),\(amounts),\(kind),\(working),fills:[\(fill)]}"),
    Row(
      example: "POST_api_v3_order_test__1-Without-computeCommissionRates",
      request: ("POST", "order/test", sell), outline: "{}"),
    Row(
      example: "POST_api_v3_order_test__2-With-computeCommissionRates",
      request: ("POST", "order/test", sell + "&computeCommissionRates=true"),
      outline: "{standardCommissionForOrder:{maker:s,taker:s},specialCommissionForOrder:{maker:s,taker:s},"
        + "taxCommissionForOrder:{maker:s,taker:s},discount:\(discount)}"),
    Row(
      example: "DELETE_api_v3_order__1-Response", before: [("POST", "order", sell)],
      request: ("DELETE", "order", "symbol=BTCUSDT&origClientOrderId=mine"), outline: canceled),
    Row(
      example: "POST_api_v3_order_cancelReplace__1-Response-SUCCESS-and-account-has-not-exceeded-th",
      before: [("POST", "order", sell)],
      request: (
        "POST", "order/cancelReplace",
        "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price={90}"
          + "&cancelReplaceMode=STOP_ON_FAILURE&cancelOrigClientOrderId=mine"
      ),
      outline: "{cancelResult:s,newOrderResult:s,cancelResponse:\(canceled),newOrderResponse:\(replaced)}"),
    Row(
      example: "PUT_api_v3_order_amend_keepPriority__1-Response-for-a-single-order",
      before: [("POST", "order", sell)],
      request: (
        "PUT", "order/amend/keepPriority", "symbol=BTCUSDT&origClientOrderId=mine&newQty=0.5"
      ), outline: "{transactTime:#,executionId:#,amendedOrder:{\(amended),\(working)}}"),
    Row(
      example: "PUT_api_v3_order_amend_keepPriority__2-Response-for-an-order-that-is-part-of-an-Order-l",
      before: [
        (
          "POST", "orderList/oto",
          workingOrder
            + "&pendingType=MARKET&pendingSide=SELL&pendingQuantity=1&pendingClientOrderId=later"
        )
      ],
      request: (
        "PUT", "order/amend/keepPriority", "symbol=BTCUSDT&origClientOrderId=later&newQty=0.5"
      ),
      outline: "{transactTime:#,executionId:#,amendedOrder:{\(amended),selfTradePreventionMode:s},"
        + "listStatus:{orderListId:#,contingencyType:s,listOrderStatus:s,listClientOrderId:s,symbol:s,"
        + "\(members)}}"),
  ]

  static let lists: [Row] = [
    Row(
      example: "POST_api_v3_order_oco",
      request: (
        "POST", "order/oco", "symbol=BTCUSDT&side=BUY&quantity=1&price={90}&stopPrice={110}"
      ), outline: "{\(list),orderReports:[\(stopResult),\(result)]}"),
    Row(
      example: "POST_api_v3_orderList_oco",
      request: ("POST", "orderList/oco", pair + "&belowIcebergQty=1"),
      outline: "{\(list),orderReports:[\(icebergResult),\(result)]}"),
    Row(
      example: "POST_api_v3_orderList_oto",
      request: (
        "POST", "orderList/oto", workingOrder + "&pendingType=MARKET&pendingSide=SELL&pendingQuantity=1"
      ), outline: "{\(list),orderReports:[\(result)]}"),
    Row(
      example: "POST_api_v3_orderList_otoco",
      request: ("POST", "orderList/otoco", workingOrder + pendingPair + "&pendingQuantity=1"),
      outline: "{\(list),orderReports:[\(result),\(stopResult),\(result)]}"),
    Row(
      example: "POST_api_v3_orderList_opo",
      request: ("POST", "orderList/opo", workingOrder + "&pendingType=MARKET&pendingSide=SELL"),
      outline: "{\(list),orderReports:[\(result),\(result.replacing("origQty:s,", with: ""))]}"),
    Row(
      example: "POST_api_v3_orderList_opoco",
      request: ("POST", "orderList/opoco", workingOrder + pendingPair),
      outline: "{\(list),orderReports:[\(result),\(stopResult.replacing("origQty:s,", with: "")),"
        + "\(result.replacing("origQty:s,", with: ""))]}"),
    Row(
      example: "DELETE_api_v3_orderList", before: [("POST", "orderList/oco", pair)],
      request: ("DELETE", "orderList", "symbol=BTCUSDT&listClientOrderId=pair"),
      outline: "{\(list),orderReports:[\(stopCanceled),\(canceled)]}"),
    Row(
      example: "GET_api_v3_orderList", before: [("POST", "orderList/oco", pair)],
      request: ("GET", "orderList", "origClientOrderId=pair"), outline: "{\(list)}"),
    Row(
      example: "GET_api_v3_allOrderList", before: [("POST", "orderList/oco", pair)],
      request: ("GET", "allOrderList", ""), outline: "[{\(list)}]"),
    Row(
      example: "GET_api_v3_openOrderList", before: [("POST", "orderList/oco", pair)],
      request: ("GET", "openOrderList", ""), outline: "[{\(list)}]"),
  ]

  static let queries: [Row] = [
    Row(
      example: "GET_api_v3_account", request: ("GET", "account", ""),
      outline: "{makerCommission:#,takerCommission:#,buyerCommission:#,sellerCommission:#,"
        + "commissionRates:\(rates),canTrade:!,canWithdraw:!,canDeposit:!,brokered:!,"
        + "requireSelfTradePrevention:!,preventSor:!,updateTime:#,accountType:s,"
        + "balances:[{asset:s,free:s,locked:s}],permissions:[s],uid:#}"),
    Row(
      example: "GET_api_v3_order", before: [("POST", "order", sell)],
      request: ("GET", "order", "symbol=BTCUSDT&origClientOrderId=mine"),
      outline: "{\(queried),workingTime:#,origQuoteOrderQty:s,selfTradePreventionMode:s}"),
    Row(
      example: "GET_api_v3_openOrders", before: [("POST", "order", sell)],
      request: ("GET", "openOrders", ""), outline: "[\(listed)]"),
    Row(
      example: "GET_api_v3_allOrders", before: [("POST", "order", sell)],
      request: ("GET", "allOrders", "symbol=BTCUSDT"), outline: "[\(listed)]"),
    Row(
      example: "GET_api_v3_myTrades",
      before: [("POST", "order", "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=1")],
      request: ("GET", "myTrades", "symbol=BTCUSDT"),
      outline: "[{symbol:s,id:#,orderId:#,orderListId:#,price:s,qty:s,quoteQty:s,commission:s,"
        + "commissionAsset:s,time:#,isBuyer:!,isMaker:!,isBestMatch:!}]"),
    Row(
      example: "GET_api_v3_rateLimit_order", request: ("GET", "rateLimit/order", ""),
      outline: "[{rateLimitType:s,interval:s,intervalNum:#,limit:#,count:#}]"),
    Row(
      example: "GET_api_v3_account_commission",
      request: ("GET", "account/commission", "symbol=BTCUSDT"),
      outline: "{symbol:s,standardCommission:\(rates),specialCommission:\(rates),taxCommission:\(rates),"
        + "discount:\(discount)}"),
    Row(
      example: "GET_api_v3_order_amendments",
      before: [
        ("POST", "order", sell),
        ("PUT", "order/amend/keepPriority", "symbol=BTCUSDT&orderId=1&newQty=0.5"),
      ],
      request: ("GET", "order/amendments", "symbol=BTCUSDT&orderId=1"),
      outline: "[{symbol:s,orderId:#,executionId:#,origClientOrderId:s,newClientOrderId:s,origQty:s,newQty:s,"
        + "time:#}]"),
    Row(
      example: "GET_api_v3_myPreventedMatches",
      before: [
        // The seller's own bid stands above the market's, so it is met first.
        (
          "POST", "order",
          "symbol=BTCUSDT&side=BUY&type=LIMIT_MAKER&quantity=0.01&pegPriceType=PRIMARY_PEG"
        ),
        (
          "POST", "order",
          "symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=IOC&quantity=50&price={99}"
        ),
      ],
      request: ("GET", "myPreventedMatches", "symbol=BTCUSDT&orderId=1"),
      outline: "[{symbol:s,preventedMatchId:#,takerOrderId:#,makerSymbol:s,makerOrderId:#,tradeGroupId:#,"
        + "selfTradePreventionMode:s,price:s,makerPreventedQuantity:s,transactTime:#}]"),
  ]

  static let rows = orders + lists + queries

  @Test(arguments: rows.indices)
  func `an answer has the documented members and types`(_ index: Int) throws {
    let row = Self.rows[index]
    let desk = SpotDesk()
    for request in row.before {
      let refusal = try desk.refusal(request.method, request.path, request.parameters)
      #expect(refusal == nil, "\(row.example)")
    }
    let answer = try desk.json(row.request.method, row.request.path, row.request.parameters)
    #expect(Outline.of(answer) == row.outline, "\(row.example)")
    guard let file = Repository.reference("binance/examples/\(row.example).json") else { return }
    let example = try JSONDocument([UInt8](Data(contentsOf: file))).root
    #expect(Outline.of(example) == row.outline, "\(row.example)")
  }

  @Test func `cancel all shows orders and lists`() throws {
    let desk = SpotDesk()
    _ = try desk.bytes("POST", "order", Self.sell)
    _ = try desk.bytes("POST", "orderList/oco", Self.pair)
    let answer = try desk.json("DELETE", "openOrders", "symbol=BTCUSDT")
    let list = "{\(Self.list),orderReports:[\(Self.stopCanceled),\(Self.canceled)]}"
    #expect(Outline.of(answer) == "[\(Self.canceled),\(list)]")
    #expect(try desk.json("GET", "openOrders").list.isEmpty)
  }

  @Test func `an empty account has the documented answers`() throws {
    let desk = SpotDesk(balances: [:])
    for target in ["openOrders", "openOrderList", "allOrderList"] {
      #expect(try desk.bytes("GET", target) == Array("[]".utf8))
    }
    for target in ["allOrders", "myTrades", "myAllocations"] {
      #expect(try desk.bytes("GET", target, "symbol=BTCUSDT") == Array("[]".utf8))
    }
    let filters = try desk.json("GET", "myFilters", "symbol=BTCUSDT")
    #expect(filters.names == ["exchangeFilters", "symbolFilters", "assetFilters"])
  }
}
