import MCP
import MCPTestSupport
import Testing
import Values

@Suite struct `Opening a session` {
  static let sessions = ProtocolVersion.versions(of: .session)

  @Test(arguments: sessions)
  func `initialize agrees on the version that was asked for`(version: ProtocolVersion) throws {
    var client = Conversation()
    let result = try client.answer(Conversation.initialize(version.rawValue))["result"]
    #expect(result?["protocolVersion"] == .string(version.rawValue))
    #expect(result?["serverInfo"] == ["name": "bulkhead", "version": "1.2.3"])
    #expect(result?["capabilities"]?["tools"] != nil)
    #expect(result?["instructions"] == "Prices are strings.")
    #expect(client.session.version == version)
  }

  @Test(arguments: ["1999-01-01", "2026-07-28", "2027-01-01", "", "latest"])
  func `initialize with a version without sessions gets our newest one`(requested: String) throws {
    var client = Conversation()
    let result = try client.answer(Conversation.initialize(requested))["result"]
    #expect(result?["protocolVersion"] == "2025-11-25")
  }

  @Test func `what is declared is what works, and logging is not`() throws {
    var client = Conversation()
    let result = try client.answer(Conversation.initialize("2025-11-25"))["result"]
    #expect(result?["capabilities"]?.keys == ["prompts", "resources", "tools"])
    #expect(
      try client.errorCode(Conversation.request("logging/setLevel", params: #"{"level":"info"}"#)) == -32601)
  }

  @Test func `no instructions, no member`() throws {
    var client = Conversation(server: ServerDescription(name: "b", version: "1", instructions: "", tools: []))
    let result = try client.answer(Conversation.initialize("2025-06-18"))["result"]
    #expect(result?.keys == ["protocolVersion", "capabilities", "serverInfo"])
  }

  @Test(arguments: [
    ("{}", -32602), (#"{"protocolVersion":20250618}"#, -32602), (#"{"protocolVersion":null}"#, -32602),
    (#"["2025-06-18"]"#, -32602), (#"{"protocolVersion":"2025-06-18","capabilities":7}"#, -32602),
    (#"{"protocolVersion":"2025-06-18","clientInfo":"x"}"#, -32602),
  ])
  func `initialize with wrong parameters opens nothing`(params: String, code: Int) throws {
    var client = Conversation()
    #expect(try client.errorCode(Conversation.request("initialize", params: params)) == code)
    #expect(client.session.version == nil)
    #expect(try client.answer(Conversation.initialize("2025-06-18"))["result"] != nil)
  }

  @Test func `initialize without capabilities and clientInfo is let in`() throws {
    var client = Conversation()
    let line = Conversation.request("initialize", params: #"{"protocolVersion":"2025-03-26"}"#)
    #expect(try client.answer(line)["result"]?["protocolVersion"] == "2025-03-26")
  }

  @Test func `a second initialize is refused and changes nothing`() throws {
    var client = Conversation(.june2025)
    #expect(try client.errorCode(Conversation.initialize("2024-11-05", id: "9")) == -32600)
    #expect(client.session.version == .june2025)
  }

  @Test(arguments: [
    "tools/list", "tools/call", "resources/list", "resources/read", "prompts/list", "prompts/get",
  ])
  func `a request before initialize gets an error that says what to do`(method: String) throws {
    var client = Conversation()
    let error = try client.answer(Conversation.request(method, id: #""early""#))
    #expect(error["id"] == "early")
    #expect(error["error"]?["code"] == -32602)
    let message = try #require(error["error"]?["message"]?.text)
    #expect(message.contains(method) && message.contains("initialize") && message.contains("params._meta"))
    #expect(error["error"]?["data"]?["supported"]?.elements.count == 5)
  }

  @Test func `ping is answered before and after initialize`() throws {
    var client = Conversation()
    #expect(try client.answer(Conversation.request("ping"))["result"] == .object([]))
    _ = client.send(Conversation.initialize("2024-11-05"))
    #expect(try client.answer(Conversation.request("ping"))["result"] == .object([]))
  }

  @Test(arguments: sessions)
  func `resources and prompts are empty lists`(version: ProtocolVersion) throws {
    var client = Conversation(version)
    let empty = JSON.array([])
    #expect(try client.answer(Conversation.request("resources/list"))["result"] == ["resources": empty])
    #expect(
      try client.answer(Conversation.request("resources/templates/list"))["result"]
        == ["resourceTemplates": empty])
    #expect(try client.answer(Conversation.request("prompts/list"))["result"] == ["prompts": empty])
    let cursor = #"{"cursor":"x"}"#
    for method in ["resources/list", "resources/templates/list", "prompts/list"] {
      #expect(try client.errorCode(Conversation.request(method, params: cursor)) == -32602)
    }
  }

  @Test func `what no list names is not found`() throws {
    var client = Conversation(.november2025)
    #expect(
      try client.errorCode(Conversation.request("resources/read", params: #"{"uri":"a://b"}"#)) == -32002)
    #expect(try client.errorCode(Conversation.request("prompts/get", params: #"{"name":"x"}"#)) == -32602)
    #expect(try client.errorCode(Conversation.request("prompts/get", params: "{}")) == -32602)
    #expect(
      try client.errorCode(Conversation.request("resources/subscribe", params: #"{"uri":"a://b"}"#)) == -32601
    )
  }

  @Test(arguments: [
    "", "Tools/List", "tools/list ", "notifications/initialized", "completion/complete", "rpc.x",
  ])
  func `an unknown method is -32601, before and after initialize`(method: String) throws {
    var client = Conversation()
    #expect(try client.errorCode(Conversation.request(method)) == -32601)
    _ = client.send(Conversation.initialize("2025-06-18"))
    #expect(try client.errorCode(Conversation.request(method)) == -32601)
  }

  @Test(arguments: [
    "notifications/initialized", "notifications/roots/list_changed", "nobody/knows", "tools/list",
  ])
  func `a notification is never answered`(method: String) {
    var client = Conversation()
    let line = #"{"jsonrpc":"2.0","method":"\#(method)"}"#
    let withBadParams = #"{"jsonrpc":"2.0","method":"\#(method)","params":7}"#
    for line in [line, withBadParams] { #expect(client.send(line).isEmpty) }
    _ = client.send(Conversation.initialize("2025-06-18"))
    for line in [line, withBadParams] { #expect(client.send(line).isEmpty) }
  }

  @Test(arguments: [
    #"{"jsonrpc":"2.0","id":1,"result":{}}"#, #"{"jsonrpc":"2.0","id":"x","error":{"code":1,"message":"m"}}"#,
    #"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"m"}}"#, #"{"result":7}"#,
  ])
  func `an answer to nothing we asked is passed over`(line: String) {
    var client = Conversation()
    #expect(client.send(line).isEmpty)
  }
}
