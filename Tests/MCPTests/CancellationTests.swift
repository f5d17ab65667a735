import MCP
import Testing
import Values

enum CancelledNotice {
  static func line(_ id: String) -> String {
    #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":\#(id),"reason":"no more"}}"#
  }
}

@Suite struct `Cancelling` {
  @Test(arguments: ProtocolVersion.allCases)
  func `stops the call, and no answer follows`(version: ProtocolVersion) {
    var client = version.rules.era == .session ? Conversation(version) : Conversation()
    let meta = version.rules.era == .session ? nil : Conversation.metadata
    #expect(client.send(Conversation.call(id: "5", meta: meta)).isEmpty)
    let callID = client.calls[0].callID
    #expect(client.send(CancelledNotice.line("5")).isEmpty)
    #expect(client.cancels == [callID])
    #expect(client.session.pendingCallCount == 0)
    #expect(client.finish(callID).isEmpty)
    #expect(client.progress(callID, 20).isEmpty)
  }

  @Test func `finds the call however its id is written`() {
    var client = Conversation(.june2025)
    #expect(client.send(Conversation.call(id: #""ab""#)).isEmpty)
    #expect(client.send(CancelledNotice.line(#""a\u0062""#)).isEmpty)
    #expect(client.cancels.count == 1)
  }

  @Test(arguments: ["4", #""5""#, "null", "[5]", #"{"a":5}"#, "5.5"])
  func `what is not running changes nothing`(id: String) {
    var client = Conversation(.june2025)
    #expect(client.send(Conversation.call(id: "5")).isEmpty)
    #expect(client.send(CancelledNotice.line(id)).isEmpty)
    #expect(client.cancels.isEmpty)
    #expect(client.finish(client.calls[0].callID).count == 1)
    #expect(client.send(CancelledNotice.line("5")).isEmpty)
    #expect(client.cancels.isEmpty)
  }

  @Test(arguments: [
    #"{"jsonrpc":"2.0","method":"notifications/cancelled"}"#,
    #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":[5]}"#,
    #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{}}"#,
  ])
  func `without saying what is passed over`(line: String) {
    var client = Conversation(.june2025)
    #expect(client.send(line).isEmpty)
  }

  @Test func `initialize does nothing`() throws {
    var client = Conversation()
    #expect(client.send(CancelledNotice.line("0")).isEmpty)
    #expect(try client.answer(Conversation.initialize("2025-06-18"))["result"] != nil)
    #expect(client.send(CancelledNotice.line("0")).isEmpty)
    #expect(try client.answer(Conversation.request("ping"))["result"] != nil)
  }

  @Test func `frees the id for another call`() {
    var client = Conversation(.june2025)
    #expect(client.send(Conversation.call(id: "5")).isEmpty)
    #expect(client.send(CancelledNotice.line("5")).isEmpty)
    #expect(client.send(Conversation.call(id: "5")).isEmpty)
    #expect(client.calls.count == 1)
    #expect(client.finish(client.calls[0].callID).count == 1)
  }
}
