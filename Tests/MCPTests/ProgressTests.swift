import MCP
import MCPTestSupport
import Testing
import Values

@Suite struct `Progress` {
  @Test(
    arguments: ProtocolVersion.allCases, ["7", #""t""#, #""\u0074/é""#, "12345678901234567890", "0", #""""#])
  func `is sent with the token as it came`(version: ProtocolVersion, token: String) throws {
    let isSession = version.rules.era == .session
    var client = isSession ? Conversation(version) : Conversation()
    var meta = isSession ? #""_meta":{}"# : Conversation.metadata
    meta.removeLast()
    meta += (isSession ? "" : ",") + #""progressToken":\#(token)}"#
    #expect(client.send(Conversation.call(meta: meta)).isEmpty)
    #expect(client.calls[0].wantsProgress)
    var output = MCPSession.Output()
    client.session.progress(client.calls[0].callID, elapsedSeconds: 15, message: "waiting", into: &output)
    let line = String(decoding: output.bytes, as: UTF8.self)
    #expect(line.contains(#""progressToken":\#(token),"progress":15"#), "\(line)")
    #expect(line.contains("waiting") == version.rules.hasProgressMessage)
    #expect(client.progress(client.calls[0].callID, 30, "still waiting").count == 1)
  }

  @Test func `increases even when the clock does not`() throws {
    var client = Conversation(.november2025)
    #expect(client.send(Conversation.call(meta: #""_meta":{"progressToken":1}"#)).isEmpty)
    let callID = client.calls[0].callID
    let values = [0, 0, 15, 15, 3, 30].compactMap {
      client.progress(callID, $0).first?["params"]?["progress"]
    }
    #expect(values == [0, 1, 15, 16, 17, 30])
  }

  @Test func `is not sent without a token, for unknown calls, or after the answer`() {
    var client = Conversation(.june2025)
    #expect(client.send(Conversation.call(id: "1")).isEmpty)
    #expect(!client.calls[0].wantsProgress)
    #expect(client.progress(client.calls[0].callID, 15).isEmpty)
    #expect(client.progress(99, 15).isEmpty)
    #expect(client.send(Conversation.call(id: "2", meta: #""_meta":{"progressToken":1}"#)).isEmpty)
    #expect(client.finish(client.calls[1].callID).count == 1)
    #expect(client.progress(client.calls[1].callID, 15).isEmpty)
  }

  @Test(arguments: ["true", "1.5", "[]", "{}"])
  func `with a token of a wrong type is refused`(token: String) throws {
    var client = Conversation(.june2025)
    #expect(try client.errorCode(Conversation.call(meta: #""_meta":{"progressToken":\#(token)}"#)) == -32602)
    #expect(client.calls.isEmpty)
  }

  @Test func `with a token that is null was not asked for`() {
    var client = Conversation(.june2025)
    #expect(client.send(Conversation.call(meta: #""_meta":{"progressToken":null}"#)).isEmpty)
    #expect(!client.calls[0].wantsProgress)
  }

  @Test func `messages are short and on one line`() throws {
    var client = Conversation(.june2025)
    #expect(client.send(Conversation.call(meta: #""_meta":{"progressToken":1}"#)).isEmpty)
    let message = "a\u{2028}\n" + String(repeating: "x", count: 10_000)
    let sent = try #require(client.progress(client.calls[0].callID, 1, message).first)
    #expect(sent["params"]?["message"]?.text?.count == MCPSession.progressMessageLengthMax)
  }
}
