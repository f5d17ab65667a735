import Catalog
import MCP
import Testing
import Values

@Suite struct `Listening without a session` {
  private static let key = "io.modelcontextprotocol/subscriptionId"

  private func line(_ notifications: String, id: String = "1") -> String {
    Conversation.request(
      "subscriptions/listen", id: id,
      params: #"{"notifications":\#(notifications),\#(Conversation.metadata)}"#)
  }

  private func client() -> Conversation { Conversation(server: OfferedFeatures.server) }

  @Test func `is acknowledged first, with what will be heard`() throws {
    var client = client()
    let wishes =
      #"{"toolsListChanged":true,"promptsListChanged":false,"#
      + #""resourceSubscriptions":["test://status","test://note","test://none","test://status"]}"#
    let first = try client.answer(line(wishes, id: #""a\u0062""#))
    #expect(first["method"] == "notifications/subscriptions/acknowledged")
    #expect(first["params"]?["_meta"]?[Self.key] == "ab")
    #expect(
      first["params"]?["notifications"]
        == ["toolsListChanged": true, "resourceSubscriptions": ["test://status"]])
    #expect(client.session.hasOpenSubscription)
  }

  @Test func `addresses of a pattern that is told are acknowledged and told, those of nothing are not`()
    throws
  {
    var client = client()
    let wishes =
      #"{"resourceSubscriptions":["test://symbols/BTCUSDT/orders","test://symbols/B$T/orders","#
      + #""test://symbols/BTCUSDT/rules"]}"#
    let first = try client.answer(line(wishes))
    #expect(
      first["params"]?["notifications"] == ["resourceSubscriptions": ["test://symbols/BTCUSDT/orders"]])
    let told = client.notify(.watched(ResourcePattern("test://symbols/{symbol}/orders")))
    #expect(told.map { $0["params"]?["uri"] } == ["test://symbols/BTCUSDT/orders"])
    #expect(told.map { $0["params"]?["_meta"]?[Self.key] } == [1])
  }

  @Test func `nothing is heard but what was asked for, and all of it is marked`() throws {
    var client = client()
    _ = try client.answer(line(#"{"promptsListChanged":true}"#, id: "1"))
    _ = try client.answer(line(#"{"toolsListChanged":true,"resourcesListChanged":true}"#, id: "2"))
    _ = try client.answer(line(#"{"resourceSubscriptions":["test://status"]}"#, id: #""3""#))
    let heard = { (lines: [JSON]) in lines.map { $0["params"]?["_meta"]?[Self.key] } }
    #expect(heard(client.notify(.tools)) == [2])
    #expect(heard(client.notify(.prompts)) == [1])
    #expect(heard(client.notify(.resources)) == [2])
    #expect(heard(client.notify(.resource(address: "test://status"))) == ["3"])
    #expect(client.notify(.resource(address: "test://note")).isEmpty)
    #expect(client.notify(.logged(LogMessage(.emergency, data: "x"))).isEmpty)
  }

  @Test func `what the server never tells is not acknowledged`() throws {
    var client = Conversation()
    let first = try client.answer(line(#"{"toolsListChanged":true,"resourceSubscriptions":["a://b"]}"#))
    #expect(first["params"]?["notifications"] == .object([]))
    #expect(client.notify(.tools).isEmpty)
  }

  @Test func `ends when it is cancelled, and its id is free again`() throws {
    var client = client()
    _ = try client.answer(line(#"{"toolsListChanged":true}"#, id: "5"))
    #expect(try client.errorCode(line("{}", id: "5")) == -32600)
    #expect(
      try client.errorCode(Conversation.call(id: "5", meta: Conversation.metadata)) == -32600)
    let cancel = #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":5}}"#
    #expect(client.send(cancel).isEmpty)
    #expect(!client.session.hasOpenSubscription)
    #expect(client.notify(.tools).isEmpty)
    #expect(client.send(Conversation.call(id: "5", meta: Conversation.metadata)).isEmpty)
  }

  @Test func `ends with a result when the server ends`() throws {
    var client = client()
    _ = try client.answer(line(#"{"toolsListChanged":true}"#, id: "5"))
    let lines = client.endSubscriptions()
    #expect(lines.count == 1)
    #expect(lines.first?["id"] == 5)
    #expect(lines.first?["result"]?["resultType"] == "complete")
    #expect(lines.first?["result"]?["_meta"]?[Self.key] == 5)
    #expect(!client.session.hasOpenSubscription)
    #expect(client.endSubscriptions().isEmpty)
  }

  @Test func `wishes of a wrong form, and too many of them, are refused`() throws {
    var client = client()
    let many = (0..<65).map { "\"test://symbols/A\($0)/rules\"" }.joined(separator: ",")
    for (wishes, code) in [
      ("7", -32602), ("[]", -32602), (#"{"toolsListChanged":1}"#, -32602),
      (#"{"resourceSubscriptions":"a"}"#, -32602), (#"{"resourceSubscriptions":[7]}"#, -32602),
      (#"{"resourceSubscriptions":[\#(many)]}"#, -32603),
    ] {
      #expect(try client.errorCode(line(wishes)) == code, "\(wishes.prefix(80))")
    }
    let missing = Conversation.request("subscriptions/listen", params: "{\(Conversation.metadata)}")
    #expect(try client.errorCode(missing) == -32602)
    #expect(!client.session.hasOpenSubscription)
    var code: Int?
    for number in 0..<40 where code == nil {
      code = try client.errorCode(line(#"{"toolsListChanged":true}"#, id: "\(number)"))
    }
    #expect(code == -32603)
  }

  @Test func `a session has none`() throws {
    var client = Conversation(.november2025, server: OfferedFeatures.server)
    let line = Conversation.request("subscriptions/listen", params: #"{"notifications":{}}"#)
    #expect(try client.errorCode(line) == -32601)
  }

  @Test func `where it has no stream of its own, its end is told with a cancellation behind the result`() {
    var client = Conversation(server: OfferedFeatures.server)
    #expect(client.send(line(#"{"toolsListChanged":true}"#, id: #""L\u0031""#)).count == 1)
    var output = MCPSession.Output()
    client.session.endSubscriptions(into: &output, closing: true)
    let lines = output.bytes.split(separator: UInt8(ascii: "\n"))
    #expect(lines.count == 2)
    #expect(
      lines.first.map { String(decoding: $0, as: UTF8.self).contains(#""resultType":"complete""#) } == true)
    #expect(
      lines.last.map { String(decoding: $0, as: UTF8.self) }
        == #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"L\u0031"}}"#)
    client.session.endSubscriptions(into: &output, closing: true)
    #expect(output.bytes.split(separator: UInt8(ascii: "\n")).count == 2, "once")
  }
}
