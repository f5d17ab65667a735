import Exchange
import Journal
import Catalog
import LinuxIO
import Orders
import TestSupport
import Testing
import Values

@Suite(.onLoop) struct `Replacements` {
  private static func order(_ more: String) -> String {
    """
    {"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":"0.01","price":"59000",\(more)}
    """
  }

  @Test @LoopActor func `both ways to name the order, and both modes`() async throws {
    let bench = OrderBench()
    let byNumber = try await bench.proposal("replace_order", Self.order(#""cancel_order_id":28"#))
    #expect(byNumber.endpoint.path == "/api/v3/order/cancelReplace")
    #expect(
      byNumber.query.map { "\($0.name)=\($0.value)" } == [
        "symbol=BTCUSDT", "cancelReplaceMode=STOP_ON_FAILURE", "cancelOrderId=28", "side=BUY", "type=LIMIT",
        "timeInForce=GTC", "quantity=0.01", "price=59000", "newOrderRespType=FULL",
      ])
    #expect(byNumber.kind == .replacement)
    #expect(byNumber.replaces == "28")
    #expect(byNumber.idName == "newClientOrderId")
    #expect(byNumber.summary.hasPrefix("cancel order 28 of BTCUSDT, then buy 0.01 BTC at 59000"))
    let byName = try await bench.query(
      "replace_order",
      Self.order(
        #""cancel_client_order_id":"a.b:c/1","mode":"ALLOW_FAILURE","restriction":"ONLY_NEW""#))
    #expect(
      byName.hasPrefix(
        "cancelReplaceMode=ALLOW_FAILURE&cancelOrigClientOrderId=a.b:c/1&cancelRestrictions=ONLY_NEW&side=BUY"
      ))
  }

  @Test @LoopActor func `a name that is none is refused`() async throws {
    let failure = try await OrderBench().failure(
      "replace_order", Self.order(#""cancel_client_order_id":"a b""#))
    #expect(failure.message == #"cancel_client_order_id "a b" is no client order id"#)
  }

  @Test @LoopActor func `the new order is checked as any`() async throws {
    let failure = try await OrderBench().failure(
      "replace_order", Self.order(#""cancel_order_id":28"#).replacing("59000", with: "59000.001"))
    #expect(failure.message == "price 59000.001 is finer than the step 0.01 of BTCUSDT")
  }

  @Test @LoopActor func `a symbol without replacements says what to do`() async throws {
    var fixture = SymbolFixture()
    fixture.members["cancelReplaceAllowed"] = "false"
    let failure = try await OrderBench(fixture).failure("replace_order", Self.order(#""cancel_order_id":28"#))
    #expect(failure.suggestion == "Use cancel_order, then create_order.")
  }
}
