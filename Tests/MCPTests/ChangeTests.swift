import Catalog
import MCP
import MCPTestSupport
import Testing
import Values

@Suite struct `Telling unasked` {
  private static let changes: [(MCPSession.Change, String)] = [
    (.tools, "notifications/tools/list_changed"), (.prompts, "notifications/prompts/list_changed"),
    (.resources, "notifications/resources/list_changed"),
    (.resource(address: "test://status"), "notifications/resources/updated"),
    (.logged(LogMessage(.error, logger: "links", data: "gone")), "notifications/message"),
  ]

  private func client(_ version: ProtocolVersion) throws -> Conversation {
    var client = Conversation(version, server: OfferedFeatures.server)
    let params = #"{"uri":"test://status"}"#
    #expect(
      try client.answer(Conversation.request("resources/subscribe", params: params))["result"]
        == .object([]))
    let level = #"{"level":"warning"}"#
    #expect(
      try client.answer(Conversation.request("logging/setLevel", params: level))["result"] == .object([]))
    return client
  }

  @Test(arguments: ProtocolVersion.versions(of: .session))
  func `a session hears what it was promised and asked for`(version: ProtocolVersion) throws {
    var client = try client(version)
    for (change, method) in Self.changes {
      let lines = client.notify(change)
      #expect(lines.map { $0["method"] } == [.string(method)])
      #expect(lines.first?["params"]?["_meta"] == nil)
    }
    #expect(client.notify(.resource(address: "test://status")).first?["params"] == ["uri": "test://status"])
    #expect(
      client.notify(Self.changes[4].0).first?["params"]
        == ["level": "error", "logger": "links", "data": "gone"])
    #expect(!client.session.hasOpenSubscription)
  }

  @Test func `nothing is told before the session is open, and nothing that was not promised`() {
    var client = Conversation(server: OfferedFeatures.server)
    for (change, _) in Self.changes { #expect(client.notify(change).isEmpty) }
    _ = client.send(Conversation.initialize("2025-11-25"))
    for (change, _) in Self.changes { #expect(client.notify(change).isEmpty) }
    #expect(client.send(#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#).isEmpty)
    #expect(client.notify(.tools).count == 1)
    #expect(client.notify(.resource(address: "test://status")).isEmpty)
    var plain = Conversation(.november2025)
    for (change, _) in Self.changes { #expect(plain.notify(change).isEmpty) }
  }

  @Test func `a resource is heard of until it is given up`() throws {
    var client = try client(.june2025)
    #expect(client.notify(.resource(address: "test://note")).isEmpty)
    let line = Conversation.request("resources/unsubscribe", params: #"{"uri":"test://status"}"#)
    #expect(try client.answer(line)["result"] == .object([]))
    #expect(client.notify(.resource(address: "test://status")).isEmpty)
  }

  @Test func `only addresses of something can be watched, and not too many`() throws {
    var client = try client(.june2025)
    for (params, code) in [
      (#"{"uri":"test://nothing"}"#, -32002), ("{}", -32602), (#"{"uri":7}"#, -32602),
      (#"{"uri":"\#(String(repeating: "x", count: 2000))"}"#, -32602),
    ] {
      #expect(try client.errorCode(Conversation.request("resources/subscribe", params: params)) == code)
    }
    var code: Int?
    for number in 0..<100 where code == nil {
      let params = #"{"uri":"test://symbols/S\#(number)/orders"}"#
      code = try client.errorCode(Conversation.request("resources/subscribe", params: params))
    }
    #expect(code == -32603)
  }

  @Test func `each watched address of a pattern is told, and no other`() throws {
    var client = try client(.november2025)
    for address in ["BTCUSDT", "eth%2Fusdt"] {
      let params = #"{"uri":"test://symbols/\#(address)/orders"}"#
      #expect(
        try client.answer(Conversation.request("resources/subscribe", params: params))["result"]
          == .object([]))
    }
    let pattern = ResourcePattern("test://symbols/{symbol}/orders")
    let told = { (lines: [JSON]) in lines.map { $0["params"]?["uri"]?.text ?? "" } }
    #expect(
      told(client.notify(.watched(pattern)))
        == ["test://symbols/BTCUSDT/orders", "test://symbols/eth%2Fusdt/orders"])
    #expect(client.notify(.watched(ResourcePattern("test://symbols/{symbol}/rules"))).isEmpty)
    let line = Conversation.request(
      "resources/unsubscribe", params: #"{"uri":"test://symbols/BTCUSDT/orders"}"#)
    _ = try client.answer(line)
    #expect(told(client.notify(.watched(pattern))) == ["test://symbols/eth%2Fusdt/orders"])
  }

  @Test func `what never changes can be watched, and what changes untold cannot`() throws {
    var client = try client(.june2025)
    func subscribe(_ address: String) -> String {
      Conversation.request("resources/subscribe", params: #"{"uri":"\#(address)"}"#)
    }
    for address in ["test://note", "test://colours/red"] {
      #expect(try client.answer(subscribe(address))["result"] == .object([]), "\(address)")
    }
    let refused = try client.answer(subscribe("test://symbols/BTCUSDT/rules"))["error"]
    #expect(refused?["code"] == -32602)
    #expect(refused?["message"]?.text?.contains("are not told") == true)
    // The form is right, and nothing can stand there.
    for address in ["test://symbols/B$T/orders", "test://colours/blue"] {
      #expect(try client.errorCode(subscribe(address)) == -32002, "\(address)")
    }
  }

  @Test func `the level says what is worth hearing`() throws {
    var client = try client(.november2025)
    for level in LogLevel.allCases {
      let isHeard = level >= .warning
      #expect(client.notify(.logged(LogMessage(level, data: ["a": 1]))).count == (isHeard ? 1 : 0))
    }
    for level in [#""loud""#, "7", "null"] {
      let line = Conversation.request("logging/setLevel", params: #"{"level":\#(level)}"#)
      #expect(try client.errorCode(line) == -32602)
    }
  }

  @Test func `nobody hears of the doings of a role whose tools he may not use`() throws {
    let tools = Catalog.tools.filter { $0.role == .market }
    var client = Conversation(.june2025, server: OfferedFeatures.server(OfferedFeatures.all, tools: tools))
    _ = try client.answer(Conversation.request("logging/setLevel", params: #"{"level":"debug"}"#))
    #expect(client.notify(.logged(LogMessage(.error, data: "x", role: .market))).count == 1)
    #expect(client.notify(.logged(LogMessage(.error, data: "x", role: .trading))).isEmpty)
    #expect(client.notify(.logged(LogMessage(.error, data: "x"))).count == 1)
  }

  @Test func `what a call has to say goes to who set a level`() throws {
    var client = try client(.november2025)
    #expect(client.send(Conversation.call(id: "7")).isEmpty)
    let callID = client.calls[0].callID
    #expect(client.log(LogMessage(.warning, data: "slow"), of: callID).count == 1)
    #expect(client.log(LogMessage(.info, data: "slow"), of: callID).isEmpty)
    #expect(client.log(LogMessage(.warning, data: "slow"), of: callID + 1).isEmpty)
    var other = Conversation(.november2025, server: OfferedFeatures.server)
    #expect(other.send(Conversation.call(id: "7")).isEmpty)
    #expect(other.log(LogMessage(.emergency, data: "slow"), of: other.calls[0].callID).isEmpty)
  }

  @Test func `without a session each request says what it wants to hear`() {
    var client = Conversation(server: OfferedFeatures.server)
    let level = Conversation.metadata.replacing(
      #""_meta":{"#, with: #""_meta":{"io.modelcontextprotocol/logLevel":"info","#)
    #expect(client.send(Conversation.call(id: "1", meta: level)).isEmpty)
    #expect(client.send(Conversation.call(id: "2", meta: Conversation.metadata)).isEmpty)
    #expect(client.log(LogMessage(.info, data: "a"), of: client.calls[0].callID).count == 1)
    #expect(client.log(LogMessage(.debug, data: "a"), of: client.calls[0].callID).isEmpty)
    #expect(client.log(LogMessage(.emergency, data: "a"), of: client.calls[1].callID).isEmpty)
  }

  @Test func `another description tells of the lists that differ`() throws {
    var client = try client(.november2025)
    var features = OfferedFeatures.all
    features.unlistedTools = ["get_ticker_price"]
    let methods = { (lines: [JSON]) in lines.map { $0["method"]?.text ?? "" } }
    #expect(methods(client.adopt(OfferedFeatures.server(features))) == ["notifications/tools/list_changed"])
    let listed = try client.answer(Conversation.request("tools/list"))["result"]?["tools"]?.elements
    #expect(listed?.count == Catalog.tools.count - 1)
    // Still there for who knows it: the call says what is wrong.
    #expect(client.send(Conversation.call(id: "9")).isEmpty)
    #expect(client.calls.count == 1)
    features.prompts = []
    features.resources.removeLast()
    #expect(
      methods(client.adopt(OfferedFeatures.server(features)))
        == ["notifications/prompts/list_changed", "notifications/resources/list_changed"])
    #expect(client.adopt(OfferedFeatures.server(features)).isEmpty)
    #expect(client.finish(client.calls[0].callID).count == 1)
  }

  @Test(arguments: ProtocolVersion.allCases)
  func `what is promised is declared`(version: ProtocolVersion) throws {
    var client = Conversation(server: OfferedFeatures.server)
    let line =
      version.rules.era == .session
      ? Conversation.initialize(version.rawValue)
      : Conversation.request("server/discover", params: "{\(Conversation.metadata)}")
    let capabilities = try client.answer(line)["result"]?["capabilities"]
    #expect(capabilities?["tools"] == ["listChanged": true])
    #expect(capabilities?["prompts"] == ["listChanged": true])
    #expect(capabilities?["resources"] == ["subscribe": true, "listChanged": true])
    #expect((capabilities?["logging"] != nil) == (version.rules.era == .session))
    #expect((capabilities?["completions"] != nil) == (version != .november2024))
  }
}
