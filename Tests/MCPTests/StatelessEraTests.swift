import Catalog
import MCP
import MCPTestSupport
import Testing
import Values

@Suite struct `The stateless era` {
  static let version = #""io.modelcontextprotocol/protocolVersion":"2026-07-28""#
  static let capabilities = #""io.modelcontextprotocol/clientCapabilities":{}"#

  private func request(_ method: String, id: String = "1", _ meta: String...) -> String {
    Conversation.request(method, id: id, params: #"{"_meta":{\#(meta.joined(separator: ","))}}"#)
  }

  @Test func `server discover is answered before anything else`() throws {
    var client = Conversation()
    let result = try #require(
      try client.answer(request("server/discover", Self.version, Self.capabilities))["result"])
    #expect(result["resultType"] == "complete")
    #expect(result["supportedVersions"] == ["2026-07-28"])
    #expect(result["capabilities"]?["tools"] != nil)
    #expect(result["instructions"] == "Prices are strings.")
    #expect(
      result["_meta"]?["io.modelcontextprotocol/serverInfo"] == ["name": "bulkhead", "version": "1.2.3"])
    #expect(result["ttlMs"]?.numberText.flatMap { Int($0) } ?? -1 >= 0)
    #expect(result["cacheScope"] == "private")
  }

  @Test(arguments: ["server/discover", "tools/list", "tools/call"])
  func `a request that lacks what it must carry is refused`(method: String) throws {
    var client = Conversation()
    #expect(try client.errorCode(request(method, Self.version)) == -32602)
    #expect(try client.errorCode(request(method, Self.capabilities)) == -32602)
    #expect(try client.errorCode(request(method, #""io.modelcontextprotocol/clientInfo":{}"#)) == -32602)
    #expect(try client.errorCode(Conversation.request(method)) == -32602)
    #expect(try client.errorCode(Conversation.request(method, params: "[]")) == -32602)
    #expect(try client.errorCode(Conversation.request(method, params: #"{"_meta":7}"#)) == -32602)
  }

  @Test func `the error names the member that is missing`() throws {
    var client = Conversation()
    let message = try client.answer(request("tools/list", Self.version))["error"]?["message"]?.text
    #expect(message?.contains("io.modelcontextprotocol/clientCapabilities is missing") == true)
  }

  @Test(arguments: [
    [#""io.modelcontextprotocol/protocolVersion":20260728"#, capabilities],
    [version, #""io.modelcontextprotocol/clientCapabilities":[]"#],
    [version, capabilities, #""io.modelcontextprotocol/clientInfo":"me""#],
    [version, capabilities, #""io.modelcontextprotocol/logLevel":7"#],
    [version, capabilities, #""io.modelcontextprotocol/logLevel":"loud""#],
  ])
  func `metadata of a wrong type is refused`(meta: [String]) throws {
    var client = Conversation()
    let line = Conversation.request("tools/list", params: #"{"_meta":{\#(meta.joined(separator: ","))}}"#)
    #expect(try client.errorCode(line) == -32602)
  }

  @Test func `optional metadata is accepted`() throws {
    var client = Conversation()
    let line = request(
      "tools/list", Self.version, Self.capabilities, #""io.modelcontextprotocol/logLevel":"warning""#,
      #""io.modelcontextprotocol/clientInfo":{"name":"x","version":"1"}"#, #""com.example/other":[1]"#)
    #expect(try client.answer(line)["result"]?["tools"]?.elements.count == Catalog.tools.count)
  }

  @Test(arguments: ["2025-11-25", "1900-01-01", "", "v999.0.0", "2026-07-28 "])
  func `an unsupported version is refused with those that are`(requested: String) throws {
    var client = Conversation()
    for method in ["server/discover", "tools/list", "tools/call", "some/method"] {
      let line = request(
        method, #""io.modelcontextprotocol/protocolVersion":"\#(requested)""#, Self.capabilities)
      let error = try client.answer(line)["error"]
      #expect(error?["code"] == -32022)
      #expect(error?["data"] == ["supported": ["2026-07-28"], "requested": .string(requested)])
    }
  }

  @Test(arguments: [
    "initialize", "ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe", "x/y",
  ])
  func `methods that this era has not are not found`(method: String) throws {
    var client = Conversation()
    #expect(try client.errorCode(request(method, Self.version, Self.capabilities)) == -32601)
    #expect(client.session.version == nil)
  }

  @Test func `lists say how long they may be kept and by whom`() throws {
    var client = Conversation()
    for (method, member) in [
      ("resources/list", "resources"), ("resources/templates/list", "resourceTemplates"),
      ("prompts/list", "prompts"), ("tools/list", "tools"),
    ] {
      let result = try #require(try client.answer(request(method, Self.version, Self.capabilities))["result"])
      #expect(result[member]?.isArray == true)
      #expect(result["ttlMs"] == 300_000)
      #expect(result["cacheScope"] == "private")
    }
  }

  @Test func `a resource that does not exist has the code of this era`() throws {
    var client = Conversation()
    let line = Conversation.request("resources/read", params: #"{"uri":"a://b",\#(Conversation.metadata)}"#)
    #expect(try client.errorCode(line) == -32602)
  }

  @Test func `both eras are served at once on one stream`() throws {
    var client = Conversation(.november2024)
    #expect(client.send(Conversation.call(id: "1")).isEmpty)
    #expect(client.send(Conversation.call(id: "2", meta: Conversation.metadata)).isEmpty)
    var output = MCPSession.Output()
    client.session.receive(
      line: Array(Conversation.call(id: "1", meta: Conversation.metadata).utf8), into: &output)
    #expect(LineCheck.lines(of: output.bytes).map { $0["error"]?["code"] } == [-32600])
    #expect(
      try client.answer(request("server/discover", id: "3", Self.version, Self.capabilities))["result"] != nil
    )
    let stateless = try #require(client.finish(client.calls[1].callID).first?["result"])
    #expect(stateless["resultType"] == "complete" && stateless["structuredContent"] != nil)
    let session = try #require(client.finish(client.calls[0].callID).first?["result"])
    #expect(session["resultType"] == nil && session["structuredContent"] == nil)
  }

  @Test func `a stateless client may open a session later`() throws {
    var client = Conversation()
    #expect(try client.answer(request("server/discover", Self.version, Self.capabilities))["result"] != nil)
    #expect(try client.answer(Conversation.initialize("2025-06-18"))["result"] != nil)
    #expect(try client.answer(Conversation.request("tools/list"))["result"]?["resultType"] == nil)
  }

  @Test func `metadata that names the version of the session belongs to the session`() throws {
    var client = Conversation(.november2025)
    let line = request(
      "ping", #""io.modelcontextprotocol/protocolVersion":"2025-11-25""#, Self.capabilities)
    #expect(try client.answer(line)["result"] == .object([]))
  }
}
