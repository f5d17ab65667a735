import Catalog
import MCP
import MCPTestSupport
import Testing
import Values

@Suite struct `Calling tools` {
  private func conversation(_ version: ProtocolVersion) -> Conversation {
    version.rules.era == .session ? Conversation(version) : Conversation()
  }

  private func meta(_ version: ProtocolVersion) -> String? {
    version.rules.era == .session ? nil : Conversation.metadata
  }

  @Test(arguments: ProtocolVersion.allCases)
  func `hands the arguments on as they came and splices the answer`(version: ProtocolVersion) throws {
    var client = conversation(version)
    let arguments = #"{ "symbol" : "BTC\u0055SDT" }"#
    #expect(client.send(Conversation.call(id: #""c""#, arguments: arguments, meta: meta(version))).isEmpty)
    let call = try #require(client.calls.first)
    #expect(call.tool.name == "get_ticker_price")
    #expect(String(decoding: call.arguments, as: UTF8.self) == arguments)
    #expect(!call.wantsProgress)
    let answers = client.finish(call.callID)
    #expect(answers.count == 1)
    let result = try #require(answers.first?["result"])
    #expect(answers.first?["id"] == "c")
    #expect(result["isError"] == false)
    let text = String(decoding: Conversation.envelope, as: UTF8.self)
    #expect(result["content"] == [["type": "text", "text": .string(text)]])
    let envelope = JSON(try JSONDocument(Conversation.envelope).root)
    #expect(result["structuredContent"] == (version.rules.hasStructuredContent ? envelope : JSON?.none))
    #expect(client.session.pendingCallCount == 0)
  }

  @Test(arguments: ProtocolVersion.allCases)
  func `an error of the tool is text only`(version: ProtocolVersion) throws {
    var client = conversation(version)
    #expect(client.send(Conversation.call(meta: meta(version))).isEmpty)
    let failure = ToolFailure(kind: .networkError, message: "the exchange is down", isRetryable: true)
    let envelope = failure.envelope(timestampMilliseconds: 5)
    let result = try #require(client.finish(client.calls[0].callID, .failure(envelope)).first?["result"])
    #expect(result["isError"] == true)
    #expect(result["structuredContent"] == nil)
    #expect(result["content"]?[0]?["text"] == .string(String(decoding: envelope, as: UTF8.self)))
  }

  @Test(arguments: ProtocolVersion.allCases)
  func `a bad argument is an error of the tool, made at once`(version: ProtocolVersion) throws {
    var client = conversation(version)
    client.session.nowMilliseconds = 1_700_000_000_123
    for arguments in [#"{"symbol":"B$T#C"}"#, #"{"simbol":"BTCUSDT"}"#, #"{"symbol":["BTCUSDT"]}"#] {
      let answer = try client.answer(Conversation.call(arguments: arguments, meta: meta(version)))
      let result = try #require(answer["result"])
      #expect(result["isError"] == true)
      #expect(result["structuredContent"] == nil)
      let text = try #require(result["content"]?[0]?["text"]?.text)
      let envelope = JSON(try JSONDocument(Array(text.utf8)).root)
      #expect(envelope["success"] == false)
      #expect(envelope["error"]?["type"] == "validation_error")
      #expect(envelope["timestamp"] == 1_700_000_000_123)
    }
    #expect(client.calls.isEmpty && client.session.pendingCallCount == 0)
  }

  @Test(arguments: ["null", "{}"])
  func `without arguments is with an empty object`(arguments: String) throws {
    var client = Conversation(.november2025)
    #expect(client.send(Conversation.call(tool: "get_server_time", arguments: arguments)).isEmpty)
    #expect(
      client.send(Conversation.request("tools/call", id: "2", params: #"{"name":"get_server_time"}"#)).isEmpty
    )
    #expect(client.calls.map { String(decoding: $0.arguments, as: UTF8.self) } == ["{}", "{}"])
  }

  @Test func `an unknown tool is a protocol error that names the nearest`() throws {
    var client = Conversation(.june2025)
    let error = try client.answer(Conversation.call(tool: "get_tiker_price"))["error"]
    #expect(error?["code"] == -32602)
    #expect(error?["message"]?.text?.contains("Did you mean get_ticker_price?") == true)
    #expect(error?["data"]?["nearest"] == "get_ticker_price")
    let far = try client.answer(Conversation.call(tool: "withdraw_everything"))["error"]
    #expect(far?["message"]?.text?.contains("tools/list") == true)
  }

  @Test func `an unknown name is clipped and made visible before it is repeated`() throws {
    var client = Conversation(.june2025)
    let name = #"\u001b[31m\u202e"# + String(repeating: "x", count: 1000)
    let message = try client.answer(Conversation.call(tool: name))["error"]?["message"]?.text
    #expect(message.map { $0.count < 200 && !$0.contains("\u{1B}") && !$0.contains("\u{202E}") } == true)
  }

  @Test(arguments: [
    "{}", #"{"name":7}"#, #"{"name":null}"#, #"{"name":"get_server_time","arguments":[]}"#,
    #"{"name":"get_server_time","arguments":"{}"}"#, #"{"name":"get_server_time","_meta":7}"#,
    #"["get_server_time"]"#, "7", "null",
  ])
  func `parameters of a wrong type are a protocol error`(params: String) throws {
    var client = Conversation(.june2025)
    #expect(try client.errorCode(Conversation.request("tools/call", params: params)) == -32602)
    #expect(client.calls.isEmpty)
  }

  @Test func `members that nobody knows are passed over`() {
    var client = Conversation(.november2025)
    let params =
      #"{"name":"get_server_time","task":{"ttl":1},"later":[1],"_meta":{"traceparent":"00-0-0-00"}}"#
    #expect(client.send(Conversation.request("tools/call", params: params)).isEmpty)
    #expect(client.calls.count == 1)
  }

  @Test func `more calls than may run get an error, and one that ends makes room`() throws {
    var client = Conversation(.june2025)
    for id in 0..<256 { #expect(client.send(Conversation.call(id: String(id))).isEmpty) }
    let error = try client.answer(Conversation.call(id: "256"))["error"]
    #expect(error?["code"] == -32603)
    #expect(error?["data"] == ["retryable": true, "limit": 256])
    #expect(try client.answer(Conversation.request("ping", id: "257"))["result"] != nil)
    #expect(client.finish(client.calls[7].callID).count == 1)
    #expect(client.send(Conversation.call(id: "258")).isEmpty)
    #expect(client.session.pendingCallCount == 256)
  }

  @Test func `answers go out in the order in which calls end`() {
    var client = Conversation(.june2025)
    for id in 1...3 { #expect(client.send(Conversation.call(id: String(id))).isEmpty) }
    let answers = [2, 0, 1].flatMap { client.finish(client.calls[$0].callID) }
    #expect(answers.map { $0["id"] } == [3, 1, 2])
  }

  @Test func `a call is answered once`() {
    var client = Conversation(.june2025)
    #expect(client.send(Conversation.call()).isEmpty)
    #expect(client.finish(client.calls[0].callID).count == 1)
    #expect(client.finish(client.calls[0].callID).isEmpty)
    #expect(client.finish(4711).isEmpty)
  }

  @Test(arguments: ProtocolVersion.allCases)
  func `an answer with raw line separators or line breaks still is one line`(version: ProtocolVersion) throws
  {
    var client = conversation(version)
    #expect(client.send(Conversation.call(meta: meta(version))).isEmpty)
    let envelope = Array("{\r\n \"success\":true,\"data\":\"a\u{2028}b\u{2029}c\u{85}d\u{2027}é\"}".utf8)
    let result = try #require(client.finish(client.calls[0].callID, .success(envelope)).first?["result"])
    let text = try #require(result["content"]?[0]?["text"]?.text)
    #expect(JSON(try JSONDocument(Array(text.utf8)).root)["data"] == "a\u{2028}b\u{2029}c\u{85}d\u{2027}é")
    if version.rules.hasStructuredContent {
      #expect(result["structuredContent"]?["data"] == "a\u{2028}b\u{2029}c\u{85}d\u{2027}é")
    }
  }

  @Test(arguments: ["", "[]", "7", "{\n", "{\u{85}}"])
  func `an answer that is no object becomes an error, not a broken line`(envelope: String) {
    var client = Conversation(.june2025)
    #expect(client.send(Conversation.call()).isEmpty)
    let answers = client.finish(client.calls[0].callID, .success(Array(envelope.utf8)))
    #expect(answers.map { $0["error"]?["code"] } == [-32603])
  }

  @Test(arguments: ProtocolVersion.allCases)
  func `arguments that blanks make longer than those of any tool are refused`(version: ProtocolVersion) throws
  {
    var client = conversation(version)
    func call(_ byteCount: Int) -> String {
      let blanks = String(repeating: " ", count: byteCount - #"{"symbol":"BTCUSDT"}"#.utf8.count)
      return Conversation.call(
        id: String(byteCount), arguments: #"{"symbol":\#(blanks)"BTCUSDT"}"#, meta: meta(version))
    }
    #expect(client.send(call(65_536)).isEmpty)
    #expect(client.calls.first?.arguments.count == 65_536)
    let error = try client.answer(call(65_537))["error"]
    #expect(error?["code"] == -32602)
    #expect(error?["message"]?.text?.contains("params.arguments is longer than 65536 bytes") == true)
    #expect(client.calls.count == 1)
  }
}
