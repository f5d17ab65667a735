import MCP
import MCPTestSupport
import Testing
import Values

@Suite struct `Batches` {
  @Test(arguments: [ProtocolVersion.november2024, .june2025, .november2025])
  func `are refused in versions without them`(version: ProtocolVersion) throws {
    var client = Conversation(version)
    let error = try client.answer("[\(Conversation.request("ping"))]")["error"]
    #expect(error?["code"] == -32600)
    #expect(error?["message"]?.text?.contains(version.rawValue) == true)
    #expect(try client.errorCode("[]") == -32600)
  }

  @Test func `are refused before initialize, even around initialize`() throws {
    var client = Conversation()
    #expect(try client.errorCode("[\(Conversation.initialize("2025-03-26"))]") == -32600)
    #expect(client.session.version == nil)
  }

  @Test func `without elements are invalid`() throws {
    var client = Conversation(.march2025)
    #expect(try client.errorCode("[]") == -32600)
  }

  @Test func `are answered by one array`() throws {
    var client = Conversation(.march2025)
    let answer = try client.answer(
      "[\(Conversation.request("ping", id: "1")),\(Conversation.request("none", id: "2")),"
        + #"7,{"jsonrpc":"2.0","method":"notifications/initialized"},{"jsonrpc":"2.0","id":9,"result":{}}]"#)
    #expect(answer.elements.map { $0["id"] } == [1, 2, .null])
    #expect(answer.elements.map { $0["error"]?["code"] } == [nil, -32601, -32600])
  }

  @Test func `with notifications only get no answer`() {
    var client = Conversation(.march2025)
    #expect(client.send(#"[{"jsonrpc":"2.0","method":"notifications/initialized"}]"#).isEmpty)
  }

  @Test func `are answered when all their calls are finished, in whatever order`() throws {
    var client = Conversation(.march2025)
    let line =
      "[\(Conversation.call(id: "1")),\(Conversation.request("ping", id: "2")),\(Conversation.call(id: "3"))]"
    #expect(client.send(line).isEmpty)
    #expect(client.calls.count == 2)
    #expect(try client.answer(Conversation.request("ping", id: "4"))["id"] == 4)
    #expect(client.finish(client.calls[1].callID).isEmpty)
    let answer = try #require(client.finish(client.calls[0].callID).first)
    #expect(answer.elements.map { $0["id"] } == [2, 3, 1])
    #expect(client.session.pendingCallCount == 0)
  }

  @Test func `go out when the last running call is cancelled`() throws {
    var client = Conversation(.march2025)
    let line = "[\(Conversation.call(id: "1")),\(Conversation.call(id: "2"))]"
    #expect(client.send(line).isEmpty)
    #expect(client.finish(client.calls[0].callID).isEmpty)
    let answer = try client.answer(CancelledNotice.line("2"))
    #expect(answer.elements.map { $0["id"] } == [1])
    #expect(client.cancels.count == 1)
  }

  @Test func `whose calls are all cancelled get no answer`() {
    var client = Conversation(.march2025)
    #expect(client.send("[\(Conversation.call(id: "1")),\(CancelledNotice.line("1"))]").isEmpty)
    #expect(client.cancels.count == 1)
    #expect(client.session.pendingCallCount == 0)
  }

  @Test func `cannot hold initialize or a stateless request`() throws {
    var client = Conversation(.march2025)
    let stateless = Conversation.request("tools/list", id: "1", params: "{\(Conversation.metadata)}")
    var output = MCPSession.Output()
    let line = "[\(stateless),\(Conversation.initialize("2025-03-26", id: "2"))]"
    client.session.receive(line: Array(line.utf8), into: &output)
    let answer = try #require(LineCheck.lines(of: output.bytes).first)
    #expect(answer.elements.map { $0["error"]?["code"] } == [-32600, -32600])
  }

  @Test func `of more messages than calls may run are refused`() throws {
    var client = Conversation(.march2025)
    let pings = (0...MCPSession.batchCountMax).map { Conversation.request("ping", id: String($0)) }
    #expect(try client.errorCode("[\(pings.joined(separator: ","))]") == -32600)
    #expect(try client.answer("[\(pings.dropLast().joined(separator: ","))]").elements.count == 256)
  }

  @Test func `let progress out at once`() throws {
    var client = Conversation(.march2025)
    #expect(client.send("[\(Conversation.call(id: "1", meta: #""_meta":{"progressToken":"t"}"#))]").isEmpty)
    let notice = try #require(client.progress(client.calls[0].callID, 15, "waiting").first)
    #expect(notice["method"] == "notifications/progress")
    #expect(client.finish(client.calls[0].callID).first?.isArray == true)
  }

  @Test func `have errors in the place of the answers for which they have no more room`() throws {
    var client = Conversation(.march2025)
    let count = 100
    let lists = (0..<count).map { Conversation.request("tools/list", id: String($0)) }
    var output = MCPSession.Output()
    client.session.receive(line: Array("[\(lists.joined(separator: ","))]".utf8), into: &output)
    #expect(output.bytes.count < 4 << 20 + count * 512)
    let answers = try #require(LineCheck.lines(of: output.bytes).first).elements
    #expect(answers.map { $0["id"] } == (0..<count).map { .number(text: String($0)) })
    let given = answers.prefix { $0["result"] != nil }
    // Far more than anybody asks for in one batch.
    #expect(given.count > 40 && given.count < count)
    for refused in answers.dropFirst(given.count) {
      #expect(refused["error"]?["code"] == -32603)
      #expect(refused["error"]?["message"]?.text?.contains("by itself") == true)
      #expect(refused["error"]?["data"]?["retryable"] == true)
    }
    // The room is there for the next one, and whoever asks by himself needs none.
    #expect(try client.answer("[\(lists[0])]").elements.first?["result"] != nil)
    #expect(try client.answer(lists[0])["result"] != nil)
  }

  @Test func `have room for one answer of all that run, but say of an order what it has come to`() throws {
    var client = Conversation(.march2025)
    let order = #"{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":"0.001","price":"30000"}"#
    #expect(client.send("[\(Conversation.call(id: "1"))]").isEmpty)
    let both = [
      Conversation.call(id: "2"), Conversation.call(id: "3", tool: "create_order", arguments: order),
    ]
    #expect(client.send("[\(both.joined(separator: ","))]").isEmpty)
    try #require(client.calls.count == 3)
    let letters = String(repeating: "x", count: 3 << 20)
    let envelope = Array(#"{"success":true,"data":{"x":"\#(letters)"},"timestamp":1,"metadata":{}}"#.utf8)
    // The text of an answer is there twice in versions that have structured results; not in this one.
    #expect(client.finish(client.calls[1].callID, .success(envelope)).isEmpty)
    let first = try #require(client.finish(client.calls[0].callID, .success(envelope)).first)
    #expect(first.elements.map { $0["error"]?["code"] } == [-32603])
    let second = try #require(client.finish(client.calls[2].callID, .success(envelope)).first)
    #expect(second.elements.map { $0["id"] } == [2, 3])
    #expect(second.elements.allSatisfy { $0["result"] != nil })
  }
}
