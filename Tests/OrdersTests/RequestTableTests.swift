import Catalog
import Exchange
import ExchangeTestSupport
import LinuxIO
import Orders
import TestSupport
import Testing
import Values

/// Every order tool's request, byte for byte, as it would leave for the live and for the testnet hosts, but
/// for what the signer adds (`recvWindow`, `timestamp`, `signature`).
@Suite(.onLoop) struct `Requests of the order tools` {
  struct Row: Sendable {
    let tool: String
    let arguments: String
    let method: String
    /// Path and query; ids are `ID`, and of a list `A`, `B` and `C`.
    let target: String
    var isFutures = false
  }

  static let rows = [
    Row(
      tool: "create_order",
      arguments: #"{"symbol":"btc/usdt","side":"BUY","type":"LIMIT","quantity":"0.001","price":"60000"}"#,
      method: "POST",
      target: "/api/v3/order?symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001&price=60000"
        + "&newOrderRespType=FULL&newClientOrderId=ID"),
    Row(
      tool: "create_order",
      arguments: #"""
        {"symbol":"BTCUSDT","side":"SELL","type":"TAKE_PROFIT_LIMIT","quantity":"0.5","price":"70000.10",\#
        "stop_price":"69999.9","trailing_delta":150,"time_in_force":"GTC","iceberg_quantity":"0.1",\#
        "self_trade_prevention":"EXPIRE_BOTH"}
        """#,
      method: "POST",
      target: "/api/v3/order?symbol=BTCUSDT&side=SELL&type=TAKE_PROFIT_LIMIT&timeInForce=GTC&quantity=0.5"
        + "&price=70000.1&stopPrice=69999.9&trailingDelta=150&icebergQty=0.1"
        + "&selfTradePreventionMode=EXPIRE_BOTH&newOrderRespType=FULL&newClientOrderId=ID"),
    Row(
      tool: "create_order",
      arguments: #"{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quote_quantity":50}"#, method: "POST",
      target: "/api/v3/order?symbol=BTCUSDT&side=BUY&type=MARKET&quoteOrderQty=50&newOrderRespType=FULL"
        + "&newClientOrderId=ID"),
    Row(
      tool: "test_order", arguments: #"{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":"0.001"}"#,
      method: "POST", target: "/api/v3/order/test?symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.001"),
    Row(
      tool: "test_order",
      arguments:
        #"{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":"0.001","compute_commission":true}"#,
      method: "POST",
      target:
        "/api/v3/order/test?symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.001&computeCommissionRates=true"
    ),
    Row(
      tool: "cancel_order", arguments: #"{"symbol":"BTCUSDT","order_id":28}"#, method: "DELETE",
      target: "/api/v3/order?symbol=BTCUSDT&orderId=28"),
    Row(
      tool: "cancel_order",
      arguments:
        #"{"symbol":"BTCUSDT","order_id":28,"client_order_id":"a-1","restriction":"ONLY_NEW"}"#,
      method: "DELETE",
      target: "/api/v3/order?symbol=BTCUSDT&orderId=28&origClientOrderId=a-1&cancelRestrictions=ONLY_NEW"),
    Row(
      tool: "cancel_all_orders", arguments: #"{"symbol":"BTCUSDT"}"#, method: "DELETE",
      target: "/api/v3/openOrders?symbol=BTCUSDT"),
    Row(
      tool: "cancel_all_orders", arguments: #"{"symbol":"BTCUSDT","market":"futures"}"#, method: "DELETE",
      target: "/fapi/v1/allOpenOrders?symbol=BTCUSDT", isFutures: true),
    Row(
      tool: "cancel_all_orders", arguments: #"{"symbol":"BTCUSDT","market":"futures_conditional"}"#,
      method: "DELETE", target: "/fapi/v1/algoOpenOrders?symbol=BTCUSDT", isFutures: true),
    Row(
      tool: "replace_order",
      arguments: #"""
        {"symbol":"BTCUSDT","cancel_order_id":28,"side":"BUY","type":"LIMIT","quantity":"0.001",\#
        "price":"59000"}
        """#, method: "POST",
      target: "/api/v3/order/cancelReplace?symbol=BTCUSDT&cancelReplaceMode=STOP_ON_FAILURE&cancelOrderId=28"
        + "&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001&price=59000&newOrderRespType=FULL"
        + "&newClientOrderId=ID"),
    Row(
      tool: "create_order_list",
      arguments: #"""
        {"kind":"OCO","symbol":"BTCUSDT","side":"SELL","quantity":"0.001","above_type":"LIMIT_MAKER",\#
        "above_price":"70000","below_type":"STOP_LOSS_LIMIT","below_stop_price":"58000","below_price":"57900"}
        """#, method: "POST",
      target: "/api/v3/orderList/oco?symbol=BTCUSDT&side=SELL&quantity=0.001&aboveType=LIMIT_MAKER"
        + "&abovePrice=70000&belowType=STOP_LOSS_LIMIT&belowTimeInForce=GTC&belowPrice=57900"
        + "&belowStopPrice=58000&newOrderRespType=FULL&listClientOrderId=ID&aboveClientOrderId=A"
        + "&belowClientOrderId=B"),
    Row(
      tool: "create_order_list",
      arguments: #"""
        {"kind":"OTO","symbol":"BTCUSDT","working_type":"LIMIT","working_side":"BUY",\#
        "working_quantity":"0.001","working_price":"59000","pending_type":"LIMIT_MAKER",\#
        "pending_side":"SELL","pending_quantity":"0.001","pending_price":"61000"}
        """#, method: "POST",
      target: "/api/v3/orderList/oto?symbol=BTCUSDT&workingSide=BUY&workingType=LIMIT&workingTimeInForce=GTC"
        + "&workingQuantity=0.001&workingPrice=59000&pendingSide=SELL&pendingType=LIMIT_MAKER"
        + "&pendingQuantity=0.001&pendingPrice=61000&newOrderRespType=FULL&listClientOrderId=ID"
        + "&workingClientOrderId=A&pendingClientOrderId=B"),
    Row(
      tool: "create_order_list",
      arguments: #"""
        {"kind":"OTOCO","symbol":"BTCUSDT","working_type":"LIMIT_MAKER","working_side":"BUY",\#
        "working_quantity":"0.001","working_price":"59000","pending_side":"SELL","pending_quantity":"0.001",\#
        "above_type":"LIMIT_MAKER","above_price":"61000","below_type":"STOP_LOSS","below_stop_price":"58000",\#
        "self_trade_prevention":"NONE"}
        """#, method: "POST",
      target: "/api/v3/orderList/otoco?symbol=BTCUSDT&workingSide=BUY&workingType=LIMIT_MAKER"
        + "&workingQuantity=0.001&workingPrice=59000&pendingSide=SELL&pendingQuantity=0.001"
        + "&pendingAboveType=LIMIT_MAKER&pendingAbovePrice=61000&pendingBelowType=STOP_LOSS"
        + "&pendingBelowStopPrice=58000&selfTradePreventionMode=NONE&newOrderRespType=FULL"
        + "&listClientOrderId=ID&workingClientOrderId=A&pendingAboveClientOrderId=B"
        + "&pendingBelowClientOrderId=C"),
    Row(
      tool: "cancel_order_list", arguments: #"{"symbol":"BTCUSDT","order_list_id":1929}"#, method: "DELETE",
      target: "/api/v3/orderList?symbol=BTCUSDT&orderListId=1929"),
    Row(
      tool: "cancel_order_list", arguments: #"{"symbol":"BTCUSDT","list_client_order_id":"l"}"#,
      method: "DELETE", target: "/api/v3/orderList?symbol=BTCUSDT&listClientOrderId=l"),
    Row(
      tool: "create_futures_order",
      arguments: #"{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":"0.002","price":"60000"}"#,
      method: "POST",
      target: "/fapi/v1/order?symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.002&price=60000"
        + "&newOrderRespType=RESULT&newClientOrderId=ID", isFutures: true),
    Row(
      tool: "create_futures_order",
      arguments: #"""
        {"symbol":"BTCUSDT","side":"SELL","type":"STOP","quantity":"0.002","price":"54900",\#
        "stop_price":"55000","working_type":"MARK_PRICE","price_protect":true,"reduce_only":true,\#
        "self_trade_prevention":"EXPIRE_TAKER"}
        """#, method: "POST",
      target: "/fapi/v1/algoOrder?algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP&timeInForce=GTC"
        + "&quantity=0.002&price=54900&triggerPrice=55000&reduceOnly=true&workingType=MARK_PRICE"
        + "&priceProtect=true&selfTradePreventionMode=EXPIRE_TAKER&clientAlgoId=ID", isFutures: true),
    Row(
      tool: "cancel_futures_order", arguments: #"{"symbol":"BTCUSDT","client_order_id":"x"}"#,
      method: "DELETE", target: "/fapi/v1/order?symbol=BTCUSDT&origClientOrderId=x", isFutures: true),
    Row(
      tool: "cancel_futures_order", arguments: #"{"symbol":"BTCUSDT","algo_id":2146760}"#, method: "DELETE",
      target: "/fapi/v1/algoOrder?algoId=2146760", isFutures: true),
    Row(
      tool: "set_leverage", arguments: #"{"symbol":"BTCUSDT","leverage":3}"#, method: "POST",
      target: "/fapi/v1/leverage?symbol=BTCUSDT&leverage=3", isFutures: true),
    Row(
      tool: "close_position", arguments: #"{"symbol":"BTCUSDT"}"#, method: "POST",
      target: "/fapi/v1/order?symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.25&reduceOnly=true"
        + "&newOrderRespType=RESULT&newClientOrderId=ID", isFutures: true),
  ]

  @Test(arguments: [Venue.live, .testnet], rows.indices)
  @LoopActor func `are as written`(venue: Venue, index: Int) async throws {
    let row = Self.rows[index]
    let bench = OrderBench()
    bench.positions = #"[{"symbol":"BTCUSDT","positionSide":"BOTH","positionAmt":"0.25"}]"#
    let (tool, checked) = try bench.checked(row.tool, row.arguments)
    let request: ExchangeRequest
    if ["test_order", "set_leverage"].contains(row.tool) || tool.effect == .cancels {
      request = try await bench.desk.cancellation(tool, checked, for: bench.call())
    } else {
      let proposal = try await bench.desk.proposal(tool, checked, for: bench.call())
      request = proposal.request(
        id: "ID", legIDs: Array(["A", "B", "C"].prefix(proposal.legs.count)))
    }
    let configuration = ExchangeConfiguration(venue: venue, version: "test")
    let query = request.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    let host = configuration.baseURL(of: request.endpoint.api).authority
    let hosts =
      venue == .live
      ? ("api.binance.com", "fapi.binance.com")
      : ("testnet.binance.vision", "testnet.binancefuture.com")
    #expect(
      "\(request.endpoint.method) \(host)\(request.endpoint.path)?\(query)"
        == "\(row.method) \(row.isFutures ? hosts.1 : hosts.0)\(row.target)")
    #expect(!request.isRead, "never sent twice")
    #expect(request.endpoint.security == .trade)
    #expect(tool.endpoints.contains(request.endpoint))
    // What reads made first are the tool's own too.
    for read in bench.exchange.requests { #expect(tool.endpoints.contains(read.endpoint)) }
    // Nothing in it changes by percent-encoding, so these are the bytes.
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
    #expect(request.query.allSatisfy { ($0.name + $0.value).allSatisfy(plain.contains) })
  }

  @Test func `the table has every tool that sends something`() {
    let tools = Catalog.tools.filter { $0.role == .trading && $0.name != "trading_status" }.map(\.name)
    #expect(Set(Self.rows.map(\.tool)).isSuperset(of: tools))
    #expect(tools.count == 11)
  }

  @Test @LoopActor func `cancels and the leverage read nothing first`() async throws {
    for row in Self.rows {
      let bench = OrderBench()
      let (tool, checked) = try bench.checked(row.tool, row.arguments)
      guard tool.effect == .cancels || row.tool == "set_leverage" else { continue }
      _ = try await bench.desk.cancellation(tool, checked, for: bench.call())
      #expect(bench.exchange.requests.isEmpty, "\(row.tool)")
    }
  }

  @Test @LoopActor func `a test of an order is at most two requests`() async throws {
    let bench = OrderBench()
    _ = try await bench.request(
      "test_order", #"{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":"1","price":"900000"}"#)
    #expect(bench.exchange.paths == ["/api/v3/exchangeInfo"], "what needs prices the exchange judges itself")
  }

  @Test @LoopActor func `a tool of the wrong kind is nobody's order`() async throws {
    let bench = OrderBench()
    let (cancel, arguments) = try bench.checked("cancel_order", #"{"symbol":"BTCUSDT","order_id":1}"#)
    await #expect(throws: ToolFailure.self) {
      _ = try await bench.desk.proposal(cancel, arguments, for: bench.call())
    }
    let (create, order) = try bench.checked(
      "create_order", #"{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":"1"}"#)
    await #expect(throws: ToolFailure.self) {
      _ = try await bench.desk.cancellation(create, order, for: bench.call())
    }
  }
}
