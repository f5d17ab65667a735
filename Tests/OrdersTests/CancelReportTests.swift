import Catalog
import Exchange
import ExchangeTestSupport
import LinuxIO
import Orders
import TestSupport
import Testing
import Values

@Suite(.onLoop) struct `Reports of cancels, leverage and tests` {
  private static let single = #"""
    {"symbol":"BTCUSDT","origClientOrderId":"mine","orderId":4,"orderListId":-1,"clientOrderId":"cancel",\#
    "transactTime":1684804350068,"price":"2.00000000","origQty":"1.00000000","executedQty":"0.00000000",\#
    "cummulativeQuoteQty":"0.00000000","status":"CANCELED","timeInForce":"GTC","type":"LIMIT","side":"BUY"}
    """#
  private static let list = #"""
    {"orderListId":0,"contingencyType":"OCO","listStatusType":"ALL_DONE","listOrderStatus":"ALL_DONE",\#
    "listClientOrderId":"list","transactionTime":1574040868128,"symbol":"BTCUSDT","orders":[],\#
    "orderReports":[\#(single),\#(single)]}
    """#

  @LoopActor
  private static func report(_ tool: String, _ arguments: String, _ reply: String) async throws -> String {
    let bench = OrderBench()
    let (described, checked) = try bench.checked(tool, arguments)
    let request = try await bench.desk.cancellation(described, checked, for: bench.call())
    let bytes = try bench.desk.report(FakeExchange.reply(reply), of: request, described)
    let data = JSON(try JSONDocument(bytes).root)
    #expect(SchemaCheck.problems(of: data, schema: described.output.schema) == [])
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test @LoopActor func `one order, by the id that it had`() async throws {
    let report = try await Self.report("cancel_order", #"{"symbol":"BTCUSDT","order_id":4}"#, Self.single)
    #expect(
      report.hasPrefix(
        #"{"client_order_id":"mine","outcome":"cancelled","symbol":"BTCUSDT","orderId":4,"clientOrderId":"cancel","#
      ))
    #expect(report.contains(#""status":"CANCELED""#))
  }

  @Test @LoopActor func `an order of a list takes the list with it`() async throws {
    let report = try await Self.report("cancel_order", #"{"symbol":"BTCUSDT","order_id":4}"#, Self.list)
    #expect(
      report.hasPrefix(
        #"{"client_order_id":"list","outcome":"cancelled","symbol":"BTCUSDT","order_list":{"orderListId":0,"#)
    )
    let whole = try await Self.report(
      "cancel_order_list", #"{"symbol":"BTCUSDT","order_list_id":0}"#, Self.list)
    #expect(whole.contains(#""rows":[[4,"cancel","CANCELED","LIMIT","BUY","2.00000000",null,"#))
  }

  @Test @LoopActor func `all of a pair, lists too, as a bounded table`() async throws {
    let call = #"{"symbol":"BTCUSDT"}"#
    let report = try await Self.report("cancel_all_orders", call, "[\(Self.single),\(Self.list)]")
    #expect(
      report.hasPrefix(
        #"{"outcome":"cancelled","symbol":"BTCUSDT","columns":["orderId","origClientOrderId","side","type","#
          + #""price","origQty","executedQty","status"],"rows":[[4,"mine","BUY","LIMIT","2.00000000","#))
    #expect(report.hasSuffix(#""count":3,"truncated":false,"order_lists":1}"#))
    let many = Array(repeating: Self.single, count: 250).joined(separator: ",")
    let cut = try await Self.report("cancel_all_orders", call, "[\(many)]")
    #expect(cut.hasSuffix(#""count":250,"truncated":true,"order_lists":0}"#))
    #expect(cut.utf8.count < 12_000)
  }

  @Test @LoopActor func `futures`() async throws {
    for market in ["futures", "futures_conditional"] {
      let report = try await Self.report(
        "cancel_all_orders", "{\"symbol\":\"BTCUSDT\",\"market\":\"\(market)\"}",
        #"{"code":200,"msg":"The operation of cancel all open order is done."}"#)
      #expect(report == #"{"outcome":"cancelled","symbol":"BTCUSDT"}"#)
    }
    let algo = try await Self.report(
      "cancel_futures_order", #"{"symbol":"BTCUSDT","algo_id":2146760}"#,
      #"{"algoId":2146760,"clientAlgoId":"6B2I9X","code":"200","msg":"success"}"#)
    #expect(algo == #"{"client_order_id":"6B2I9X","outcome":"cancelled","algoId":2146760}"#)
    let plain = try await Self.report(
      "cancel_futures_order", #"{"symbol":"BTCUSDT","order_id":283194212}"#,
      #"{"clientOrderId":"myOrder1","orderId":283194212,"symbol":"BTCUSDT","status":"CANCELED","origQty":"11"}"#
    )
    #expect(
      plain == #"{"client_order_id":"myOrder1","outcome":"cancelled","symbol":"BTCUSDT","orderId":283194212,"#
        + #""clientOrderId":"myOrder1","status":"CANCELED","origQty":"11"}"#)
  }

  @Test @LoopActor func `the leverage, and a test`() async throws {
    #expect(
      try await Self.report(
        "set_leverage", #"{"symbol":"BTCUSDT","leverage":21}"#,
        #"{"leverage":21,"maxNotionalValue":"1000000","symbol":"BTCUSDT"}"#)
        == #"{"outcome":"set","symbol":"BTCUSDT","leverage":21,"maxNotionalValue":"1000000"}"#)
    let order = #"{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":"1"}"#
    #expect(try await Self.report("test_order", order, "{}") == #"{"valid":true}"#)
    let rates = #"{"maker":"0.00000112","taker":"0.00000114"}"#
    let report = try await Self.report(
      "test_order", order.dropLast() + #","compute_commission":true}"#,
      "{\"standardCommissionForOrder\":\(rates),\"specialCommissionForOrder\":\(rates),"
        + "\"taxCommissionForOrder\":\(rates),\"discount\":{\"enabledForAccount\":true,"
        + "\"enabledForSymbol\":true,\"discountAsset\":\"BNB\",\"discount\":\"0.25000000\"}}")
    #expect(report.hasPrefix(#"{"valid":true,"standardCommissionForOrder":\#(rates),"#))
    #expect(report.hasSuffix(#""discountAsset":"BNB","discount":"0.25000000"}}"#))
  }

  @Test(arguments: [
    ("cancel_order", #"{"symbol":"BTCUSDT","order_id":4}"#, "{}"),
    ("cancel_order_list", #"{"symbol":"BTCUSDT","order_list_id":4}"#, "{}"),
    ("cancel_all_orders", #"{"symbol":"BTCUSDT"}"#, "{}"),
    ("cancel_all_orders", #"{"symbol":"BTCUSDT","market":"futures"}"#, #"{"code":-1,"msg":"no"}"#),
    ("cancel_futures_order", #"{"symbol":"BTCUSDT","algo_id":1}"#, #"{"algoId":1,"code":"200"}"#),
    ("set_leverage", #"{"symbol":"BTCUSDT","leverage":2}"#, #"{"leverage":"2"}"#),
    ("test_order", #"{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":"1"}"#, "[]"),
  ])
  @LoopActor func `an answer that is not as documented is not passed on`(
    tool: String, arguments: String, reply: String
  ) async throws {
    await #expect {
      _ = try await Self.report(tool, arguments, reply)
    } throws: { ($0 as? ToolFailure)?.kind == .binanceAPIError }
  }
}
