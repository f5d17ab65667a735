import Catalog
import HTTP
import LinuxIO
import TestSupport
import Testing
import Values

@testable import Exchange

/// The documented answers to `POST /api/v3/order/cancelReplace` of which one half was carried out.
@Suite(.onLoop) struct `A replacement that was carried out in part` {
  @LoopActor private func outcome(_ status: Int, _ body: String) throws -> WriteOutcome {
    let url = "https://api.example.com"
    let endpoint = Endpoint(
      api: .spot, method: "POST", path: "/api/v3/order/cancelReplace", weight: .fixed(1), security: .trade)
    let replies = Replies(
      try BaseURL(url), try ExchangeFixture.configuration(url), isRead: false, endpoint: endpoint)
    return replies.outcome(of: HTTPReply(status: status, body: Array(body.utf8)))
  }

  @Test @LoopActor func `the old order cancelled and the new one refused is not done, and says so`() throws {
    let outcome = try outcome(
      409,
      """
      {"code":-2021,"msg":"Order cancel-replace partially failed.","data":{"cancelResult":"SUCCESS",\
      "newOrderResult":"FAILURE","cancelResponse":{"symbol":"BTCUSDT","orderId":125690984230},\
      "newOrderResponse":{"code":-2010,"msg":"Order would immediately match and take."}}}
      """)
    #expect(outcome.word == "notDone")
    #expect(outcome.failure?.message.contains("the old order was cancelled") == true)
    #expect(outcome.failure?.detail("new_order_code") == "-2010")
    #expect(outcome.failure?.detail("exchange_message") == "Order would immediately match and take.")
  }

  @Test @LoopActor func `the old order left and the new one placed is done`() throws {
    let outcome = try outcome(
      409,
      """
      {"code":-2021,"msg":"Order cancel-replace partially failed.","data":{"cancelResult":"FAILURE",\
      "newOrderResult":"SUCCESS","cancelResponse":{"code":-2011,"msg":"Unknown order sent."},\
      "newOrderResponse":{"symbol":"BTCUSDT","orderId":11}}}
      """)
    guard case .done(let reply) = outcome else {
      Issue.record("an order that stands is not told")
      return
    }
    #expect(reply.status == 409)
    #expect(reply.document.root["newOrderResponse"]?["orderId"]?.integer == 11)
  }

  @Test @LoopActor func `both refused is not done`() throws {
    let outcome = try outcome(400, #"{"code":-2022,"msg":"Order cancel-replace failed.","data":{}}"#)
    #expect(outcome.word == "notDone")
    #expect(outcome.failure?.code == -2022)
  }

  @Test(arguments: [(409, -2021, "SUCCESS"), (400, -2022, "FAILURE")], [-1006, -1007, -1008])
  @LoopActor func `a new order of which the exchange does not know is unknown`(
    _ answer: (status: Int, code: Int, cancelled: String), inner: Int
  ) throws {
    let outcome = try outcome(
      answer.status,
      """
      {"code":\(answer.code),"msg":"x","data":{"cancelResult":"\(answer.cancelled)",\
      "newOrderResult":"FAILURE","cancelResponse":{"code":-2011,"msg":"x"},\
      "newOrderResponse":{"code":\(inner),"msg":"Timeout waiting for response"}}}
      """)
    #expect(outcome.word == "unknown")
    #expect(outcome.failure?.kind == .outcomeUnknown)
    #expect(outcome.failure?.detail("new_order_code") == "\(inner)")
  }

  @Test(arguments: [
    #"{"code":-2021,"msg":"x"}"#, #"{"code":-2021,"msg":"x","data":[]}"#,
    #"{"code":-2021,"msg":"x","data":{"cancelResult":"SUCCESS"}}"#,
    #"{"code":-2021,"msg":"x","data":{"cancelResult":"SUCCESS","newOrderResult":"MAYBE"}}"#,
  ])
  @LoopActor func `anything else has to be asked for`(_ body: String) throws {
    #expect(try outcome(409, body).word == "unknown")
  }
}
