import Catalog
import MCP
import MCPTestSupport
import Testing
import Values

@Suite struct `Reading resources` {
  private func client(_ version: ProtocolVersion) -> Conversation {
    version.rules.era == .session
      ? Conversation(version, server: OfferedFeatures.server) : Conversation(server: OfferedFeatures.server)
  }

  private func line(
    _ method: String, _ members: String = "", _ version: ProtocolVersion, id: String = "1"
  ) -> String {
    let parts = [members, version.rules.era == .stateless ? Conversation.metadata : ""].filter { !$0.isEmpty }
    return Conversation.request(method, id: id, params: "{\(parts.joined(separator: ","))}")
  }

  private func read(_ address: String, _ version: ProtocolVersion) -> String {
    line("resources/read", "\"uri\":\"\(address)\"", version)
  }

  @Test(arguments: ProtocolVersion.allCases)
  func `lists name addresses and patterns apart`(version: ProtocolVersion) throws {
    var client = client(version)
    let listed = try client.answer(line("resources/list", "", version))["result"]?["resources"]?.elements
    #expect(listed?.map { $0["uri"] } == ["test://note", "test://status"])
    let templates = try client.answer(line("resources/templates/list", "", version))["result"]
    #expect(
      templates?["resourceTemplates"]?.elements.map { $0["uriTemplate"] }
        == ["test://symbols/{symbol}/rules", "test://symbols/{symbol}/orders", "test://colours/{colour}"])
    #expect((listed?.first?["title"] != nil) == version.rules.hasToolTitle)
  }

  @Test(arguments: ProtocolVersion.allCases)
  func `a text of the program's own is answered at once`(version: ProtocolVersion) throws {
    var client = client(version)
    let result = try client.answer(read("test://note", version))["result"]
    let contents: JSON = [["uri": "test://note", "mimeType": "text/plain", "text": "It is \u{2028}noted."]]
    #expect(result?["contents"] == contents)
    #expect(
      try client.answer(read("test://colours/r%65d", version))["result"]?["contents"]?[0]?["text"]
        == "red it is")
    #expect(client.calls.isEmpty)
  }

  @Test(arguments: ProtocolVersion.allCases)
  func `the answer of a tool becomes the text, whatever it was asked by`(version: ProtocolVersion) throws {
    var client = client(version)
    #expect(client.send(read("test://symbols/btc%2Fusdt/rules", version)).isEmpty)
    let call = try #require(client.calls.first)
    #expect(call.tool.name == "get_symbol_rules")
    #expect(String(decoding: call.arguments, as: UTF8.self) == #"{"symbol":"btc/usdt"}"#)
    let result = try #require(client.finish(call.callID).first?["result"])
    let content = result["contents"]?[0]
    #expect(content?["uri"] == "test://symbols/btc%2Fusdt/rules")
    #expect(content?["text"] == .string(String(decoding: Conversation.envelope, as: UTF8.self)))
    #expect(result["structuredContent"] == nil)
    // What changes may not be kept.
    #expect(result["ttlMs"] == (version.rules.era == .stateless ? 0 : JSON?.none))
  }

  @Test(arguments: ProtocolVersion.allCases)
  func `what stands nowhere has the code of its version`(version: ProtocolVersion) throws {
    var client = client(version)
    for address in [
      "test://nothing", "test://colours/blue", "test://colours/", "test://colours/red/more",
      "test://colours/%zz", "test://symbols/B$T/rules", "",
    ] {
      let error = try client.answer(read(address, version))["error"]
      let code = version.rules.unknownResourceCode
      #expect(error?["code"] == .integer(code), "\(address)")
      #expect(error?["data"] == ["uri": .string(address)], "\(address)")
    }
    #expect(client.calls.isEmpty)
  }

  @Test func `a failure of the tool is an error with everything it said`() throws {
    var client = client(.november2025)
    #expect(client.send(read("test://status", .november2025)).isEmpty)
    let failure = ToolFailure(
      kind: .workerUnavailable, message: "it is not running", isRetryable: true, suggestion: "wait")
    let error = client.finish(
      client.calls[0].callID, .failure(failure.envelope(timestampMilliseconds: 1))
    ).first?["error"]
    #expect(error?["code"] == -32603)
    #expect(error?["message"] == "it is not running")
    #expect(error?["data"]?["type"] == "worker_unavailable")
    #expect(error?["data"]?["retryable"] == true)
    #expect(client.send(read("test://symbols/NOSUCH/rules", .november2025)).isEmpty)
    let unknown = ToolFailure(kind: .validationError, message: "no such symbol")
    let lines = client.finish(client.calls[1].callID, .failure(unknown.envelope(timestampMilliseconds: 1)))
    #expect(lines.first?["error"]?["code"] == -32002)
  }

  @Test func `a reading can be cancelled, and reports progress`() throws {
    var client = client(.november2025)
    let params = #"{"uri":"test://status","_meta":{"progressToken":"p"}}"#
    #expect(client.send(Conversation.request("resources/read", id: "4", params: params)).isEmpty)
    #expect(client.progress(client.calls[0].callID, 15).first?["params"]?["progressToken"] == "p")
    let cancel = #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":4}}"#
    #expect(client.send(cancel).isEmpty)
    #expect(client.cancels.count == 1)
  }

  @Test func `the error catalogue says what to do, and each meaning of a code once`() throws {
    let features = ServerFeatures(of: Catalog.tools)
    var client = Conversation(.november2025, server: OfferedFeatures.server(features))
    func text(_ address: String) throws -> JSONValue {
      let result = try client.answer(read(address, .november2025))["result"]
      return try JSONDocument(Array((result?["contents"]?[0]?["text"]?.text ?? "").utf8)).root
    }
    let types = try #require(try text("bulkhead://errors")["types"])
    #expect(types.count == ToolFailure.Kind.allCases.count)
    for kind in ToolFailure.Kind.allCases {
      let one = try text("bulkhead://errors/\(kind.rawValue)")
      for known in [types[kind.rawValue], one] {
        for name in ["meaning", "suggestion"] { #expect(known?[name]?.string?.isEmpty == false, "\(kind)") }
        #expect(known?["retryable"]?.boolean != nil, "\(kind)")
      }
    }
    let shared = try #require(try text("bulkhead://errors/-1013")["meanings"])
    #expect(shared.count == 1)
    #expect(shared[0]?["interfaces"]?.elements.map { $0.string } == ["spot", "wallet", "futures"])
    let apart = try #require(try text("bulkhead://errors/-2021")["meanings"])
    #expect(apart.count > 1)
  }

  @Test func `nothing is there that needs a tool which is not`() {
    let market = ServerFeatures(of: Catalog.tools.filter { $0.role == .market || $0.role == .supervisor })
    let names = market.resources.map(\.name)
    #expect(names == ["server-status", "symbol-rules", "errors", "error"])
    #expect(market.prompts.map(\.name) == ["market_overview", "explain_error"])
    let all = ServerFeatures(of: Catalog.tools)
    #expect(all.resources.count == Catalog.resources.count)
    #expect(all.prompts.count == Catalog.prompts.count)
  }

  @Test(arguments: ProtocolVersion.allCases)
  func `the server's own lists and texts fit the version`(version: ProtocolVersion) throws {
    let server = OfferedFeatures.server(ServerFeatures(of: Catalog.tools))
    var client =
      version.rules.era == .session ? Conversation(version, server: server) : Conversation(server: server)
    for method in ["resources/list", "resources/templates/list", "prompts/list"] {
      #expect(try client.answer(line(method, "", version))["result"] != nil)
    }
    for address in ["bulkhead://errors", "bulkhead://errors/-1013", "bulkhead://errors/policy_refused"] {
      let text = try client.answer(read(address, version))["result"]?["contents"]?[0]?["text"]?.text
      let document = try JSONDocument(Array((text ?? "").utf8))
      #expect(document.root.count > 0)
      #expect((text?.utf8.count ?? 0) < 80_000, "under 20,000 tokens")
    }
    #expect(try client.errorCode(read("bulkhead://errors/-1", version)) == version.rules.unknownResourceCode)
    for address in [
      "bulkhead://server/status", "bulkhead://trading/policy", "bulkhead://orders/open",
      "bulkhead://orders/open/futures", "bulkhead://orders/recent", "bulkhead://orders/BTCUSDT",
      "bulkhead://symbols/BTCUSDT/rules",
    ] {
      #expect(
        client.send(line("resources/read", "\"uri\":\"\(address)\"", version, id: "\"\(address)\"")).isEmpty)
    }
    #expect(
      client.calls.map(\.tool.name)
        == [
          "server_status", "trading_status", "get_open_orders", "get_open_orders", "trading_status",
          "get_orders", "get_symbol_rules",
        ])
    #expect(
      client.calls.map { String(decoding: $0.arguments, as: UTF8.self) }
        == [
          "{}", "{}", "{}", #"{"market":"futures"}"#, #"{"recent":50}"#, #"{"symbol":"BTCUSDT","limit":50}"#,
          #"{"symbol":"BTCUSDT"}"#,
        ])
  }
}
