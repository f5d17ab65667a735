import Catalog
import Testing
import Values

@Suite struct `Error envelope` {
  @Test func `all members are there, empty ones too`() {
    let failure = ToolFailure(kind: .timeout, message: "no answer within 10 s", isRetryable: true)
    #expect(
      String(decoding: failure.envelope(timestampMilliseconds: 1_723_075_200_000), as: UTF8.self)
        == #"{"success":false,"error":{"type":"timeout","code":null,"message":"no answer within 10 s","#
        + #""retryable":true,"suggestion":null,"details":{}},"timestamp":1723075200000}"#)
  }

  @Test func `code, suggestion and details are written as they are`() {
    let failure = ToolFailure(
      kind: .binanceAPIError, code: -1121, message: "no such \"symbol\"\n",
      suggestion: "Did you mean BTCUSDT?",
      details: [("exchange_message", "Invalid symbol."), ("list", ["a", 1, true, nil])])
    #expect(
      String(decoding: failure.envelope(timestampMilliseconds: 0), as: UTF8.self)
        == #"{"success":false,"error":{"type":"binance_api_error","code":-1121,"#
        + #""message":"no such \"symbol\"\n","#
        + #""retryable":false,"suggestion":"Did you mean BTCUSDT?","#
        + #""details":{"exchange_message":"Invalid symbol.","#
        + #""list":["a",1,true,null]}},"timestamp":0}"#)
  }

  @Test func `failures differ when any part does`() {
    let failure = ToolFailure(kind: .timeout, code: 1, message: "a", suggestion: "b", details: [("c", 1)])
    var other = failure
    #expect(failure == other)
    other.details = [("c", 2)]
    #expect(failure != other)
    other = failure
    other.details = []
    #expect(failure != other)
    other = failure
    other.isRetryable = true
    #expect(failure != other)
    other = failure
    other.kind = .networkError
    #expect(failure != other)
  }

  @Test func `the types are those of the interface`() {
    #expect(
      ToolFailure.Kind.allCases.map(\.rawValue) == [
        "validation_error", "authentication_error", "binance_api_error", "rate_limit_exceeded",
        "network_error",
        "timeout", "exchange_unavailable", "worker_unavailable", "policy_refused", "confirmation_required",
        "confirmation_declined", "duplicate_suspected", "outcome_unknown", "internal_error",
      ])
  }
}
