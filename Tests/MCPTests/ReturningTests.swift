import Catalog
import MCP
import Testing
import Values

@Suite struct `Agreeing without a session` {
  private static let able =
    #""_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","#
    + #""io.modelcontextprotocol/clientCapabilities":{"elicitation":{}}}"#
  private static let order = #"{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":"1"}"#

  private func call(_ more: String = "", id: String = "1", meta: String = able) -> String {
    Conversation.request(
      "tools/call", id: id,
      params:
        #"{"name":"create_order","arguments":\#(Self.order),\#(meta)\#(more.isEmpty ? "" : "," + more)}"#)
  }

  @Test func `the question is the answer, and the call is over`() throws {
    var client = Conversation()
    #expect(client.send(call()).isEmpty)
    let callID = client.calls[0].callID
    let asked = client.ask(callID, "buy 1 BTC?", state: "sealed")
    let lines = try #require(asked)
    let result = try #require(lines.first?["result"])
    #expect(lines.count == 1 && lines[0]["id"] == 1)
    #expect(result["resultType"] == "input_required")
    #expect(result["requestState"] == "sealed")
    let request = result["inputRequests"]?["confirm"]
    #expect(request?["method"] == "elicitation/create")
    #expect(request?["params"]?["message"] == "buy 1 BTC?")
    #expect(request?["params"]?["mode"] == "form")
    #expect(client.cancels == [callID])
    // What the worker still says belongs to nothing.
    #expect(client.finish(callID).isEmpty)
    #expect(client.ask(callID, state: "again") == nil)
  }

  @Test func `nobody is asked who cannot be, or whose answer could not be known again`() {
    let unable = Conversation.metadata
    let onlyLinks = Self.able.replacing(#""elicitation":{}"#, with: #""elicitation":{"url":{}}"#)
    for meta in [unable, onlyLinks] {
      var client = Conversation()
      #expect(client.send(call(meta: meta)).isEmpty)
      #expect(client.ask(client.calls[0].callID, state: "sealed") == nil)
      #expect(client.finish(client.calls[0].callID).count == 1)
    }
    var client = Conversation()
    #expect(client.send(call()).isEmpty)
    #expect(client.ask(client.calls[0].callID) == nil)
  }

  @Test(
    arguments: [
      (#"{"action":"accept","content":{"confirm":true}}"#, ElicitationVerdict.accepted),
      (#"{"action":"accept","content":{"confirm":false}}"#, .declined),
      (#"{"action":"decline"}"#, .declined), (#"{"action":"cancel"}"#, .dismissed),
      // A form without its field says nothing: the question is put again.
      (#"{"action":"accept"}"#, .unavailable), (#"{"action":"accept","content":{}}"#, .unavailable),
      (#"{"action":"accept","content":{"confirm":null}}"#, .unavailable),
    ])
  func `what is brought back goes with the call`(answer: String, verdict: ElicitationVerdict) {
    var client = Conversation()
    #expect(
      client.send(
        call(
          #""requestState":"se\u0061led","inputResponses":{"confirm":\#(answer),"other":{"action":"accept"}}"#
        )
      ).isEmpty)
    #expect(client.calls.last?.reply == GivenReply(state: "sealed", verdict: verdict))
  }

  @Test(arguments: [
    "{}", "7", #"{"action":"ACCEPT"}"#, #"{"action":"maybe"}"#, #"{"action":true}"#,
    #"{"action":"accept","content":7}"#, #"{"action":"accept","content":{"confirm":"true"}}"#,
  ])
  func `what is no answer to a form is an error, and nothing is called`(answer: String) throws {
    var client = Conversation()
    let line = call(#""requestState":"sealed","inputResponses":{"confirm":\#(answer)}"#)
    #expect(try client.errorCode(line) == -32602)
    #expect(client.calls.isEmpty)
  }

  @Test func `an answer without a state counts for nothing, and a state without an answer is judged`() {
    let yes = #"{"action":"accept","content":{"confirm":true}}"#
    let unanswered = GivenReply(state: "sealed", verdict: .unavailable)
    for (more, reply) in [
      (#""inputResponses":{"confirm":\#(yes)}"#, nil), (#""requestState":null,"inputResponses":null"#, nil),
      (#""requestState":"sealed""#, unanswered),
      (#""requestState":"sealed","inputResponses":{"wrong":\#(yes)}"#, unanswered),
    ] as [(String, GivenReply?)] {
      var client = Conversation()
      #expect(client.send(call(more)).isEmpty)
      #expect(client.calls.count == 1 && client.calls[0].reply == reply, "\(more)")
    }
  }

  private static let refusal = ToolFailure(
    kind: .validationError, message: "requestState is forged",
    details: [("argument", .string(ToolFailure.stateArgument))])

  @Test func `a state that the worker refuses is an error of the request, and not of the tool`() throws {
    var client = Conversation()
    #expect(client.send(call(#""requestState":"forged""#)).isEmpty)
    let refused = client.finish(
      client.calls[0].callID, .failure(Self.refusal.envelope(timestampMilliseconds: 1)))
    #expect(refused.count == 1 && refused[0]["result"] == nil && refused[0]["id"] == 1)
    #expect(refused[0]["error"]?["code"] == -32602)
    // What else the worker says of such a call is the tool's answer, and so is all that it says of others.
    for (more, failure) in [
      (
        #""requestState":"sealed""#,
        ToolFailure(kind: .policyRefused, message: "no", details: Self.refusal.details)
      ),
      (#""requestState":"sealed""#, ToolFailure.argument("quantity", value: nil, problem: "", bound: "")),
      ("", Self.refusal),
    ] {
      var client = Conversation()
      #expect(client.send(call(more)).isEmpty)
      let lines = client.finish(
        client.calls[0].callID, .failure(failure.envelope(timestampMilliseconds: 1)))
      #expect(lines.count == 1 && lines[0]["result"]?["isError"] == true, "\(more)")
    }
  }

  @Test func `a state with a call that nobody is ever asked about was not given out for it`() throws {
    var client = Conversation()
    let more = #""requestState":"s","inputResponses":{"confirm":{"action":"accept"}}"#
    let params =
      #"{"name":"get_ticker_price","arguments":{"symbol":"BTCUSDT"},\#(Self.able),\#(more)}"#
    #expect(try client.errorCode(Conversation.request("tools/call", params: params)) == -32602)
    #expect(client.calls.isEmpty)
  }

  @Test(arguments: [
    #""requestState":7"#, #""inputResponses":[]"#, #""requestState":"a","inputResponses":{"confirm":5}"#,
    #""requestState":"\#(String(repeating: "x", count: 3000))""#,
  ])
  func `what has a wrong form is refused`(more: String) throws {
    var client = Conversation()
    #expect(try client.errorCode(call(more)) == -32602)
    #expect(client.calls.isEmpty)
  }

  @Test func `a session has no use for it`() {
    var client = Conversation(.november2025, capabilities: #"{"elicitation":{}}"#)
    let yes = #"{"action":"accept","content":{"confirm":true}}"#
    let params =
      #"{"name":"create_order","arguments":\#(Self.order),"requestState":"s","inputResponses":{"confirm":\#(yes)}}"#
    #expect(client.send(Conversation.request("tools/call", params: params)).isEmpty)
    #expect(client.calls.first?.reply == nil)
  }
}
