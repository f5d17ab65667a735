import MCP
import MCPTestSupport
import Testing
import Values

@Suite struct `Elicitation` {
  private static let offered = #"{"elicitation":{}}"#

  /// A client that was asked about its one call, and the id of the question.
  private func asked(_ version: ProtocolVersion = .june2025) throws -> (Conversation, String) {
    var client = Conversation(version, capabilities: Self.offered)
    #expect(client.send(Conversation.call(id: "5")).isEmpty)
    let lines = client.ask(client.calls[0].callID, "buy 0.01 BTC?")
    let question = try #require(lines?.first)
    #expect(question["method"] == "elicitation/create")
    #expect(question["params"]?["message"] == "buy 0.01 BTC?")
    let id = try #require(question["id"]?.text)
    return (client, "\"\(id)\"")
  }

  private func reply(_ id: String, _ result: String) -> String {
    #"{"jsonrpc":"2.0","id":\#(id),"result":\#(result)}"#
  }

  @Test(
    arguments: [
      (#"{"action":"accept","content":{"confirm":true}}"#, ElicitationVerdict.accepted),
      (#"{"action":"accept","content":{"confirm":false}}"#, .declined),
      (#"{"action":"accept","content":{"confirm":"true"}}"#, .declined),
      (#"{"action":"accept","content":{}}"#, .declined), (#"{"action":"accept"}"#, .declined),
      (#"{"action":"decline"}"#, .declined), (#"{"action":"cancel"}"#, .dismissed),
      (#"{"action":"ACCEPT","content":{"confirm":true}}"#, .dismissed), ("{}", .dismissed),
    ])
  func `only an accepted form with its box ticked is a yes`(
    result: String, verdict: ElicitationVerdict
  ) throws {
    for version in [ProtocolVersion.june2025, .november2025] {
      var (client, id) = try asked(version)
      #expect(client.send(reply(id, result)).isEmpty)
      #expect(client.verdicts.map(\.verdict) == [verdict])
      #expect(client.verdicts.map(\.callID) == [client.calls[0].callID])
      // Once only: a second answer belongs to nothing.
      #expect(client.send(reply(id, #"{"action":"accept","content":{"confirm":true}}"#)).isEmpty)
      #expect(client.verdicts.count == 1)
      // And the call goes on.
      #expect(client.finish(client.calls[0].callID).count == 1)
    }
  }

  @Test func `an error of the client is no yes`() throws {
    var (client, id) = try asked()
    #expect(
      client.send(#"{"jsonrpc":"2.0","id":\#(id),"error":{"code":-32601,"message":"no"}}"#).isEmpty)
    #expect(client.verdicts.map(\.verdict) == [.unavailable])
  }

  @Test(arguments: ["1", #""bulkhead-2""#, #""bulkhead-1 ""#, "null", "[]"])
  func `an answer to another id is passed over`(id: String) throws {
    var (client, _) = try asked()
    #expect(client.send(reply(id, #"{"action":"accept","content":{"confirm":true}}"#)).isEmpty)
    #expect(client.verdicts.isEmpty)
  }

  @Test func `is not tried where the version or the client has none`() {
    let cases: [(ProtocolVersion, String)] = [
      (.november2024, Self.offered), (.march2025, Self.offered), (.june2025, "{}"), (.november2025, "{}"),
      (.november2025, #"{"elicitation":{"url":{}}}"#), (.june2025, #"{"elicitation":true}"#),
    ]
    for (version, capabilities) in cases {
      var client = Conversation(version, capabilities: capabilities)
      #expect(client.send(Conversation.call()).isEmpty)
      #expect(client.ask(client.calls[0].callID) == nil, "\(version) \(capabilities)")
    }
    var form = Conversation(.november2025, capabilities: #"{"elicitation":{"form":{},"url":{}}}"#)
    #expect(form.send(Conversation.call()).isEmpty)
    #expect(form.ask(form.calls[0].callID) != nil)
    #expect(form.ask(form.calls[0].callID) == nil, "one question a call")
    #expect(form.ask(99) == nil, "no such call")
  }

  @Test func `a question is taken back when its call ends or is cancelled`() throws {
    var (client, id) = try asked()
    let lines = client.finish(client.calls[0].callID)
    #expect(lines.contains { $0["method"] == "notifications/cancelled" })
    #expect(client.send(reply(id, #"{"action":"accept","content":{"confirm":true}}"#)).isEmpty)
    #expect(client.verdicts.isEmpty)

    var (other, second) = try asked()
    let withdrawn = other.send(
      #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":5}}"#)
    #expect(withdrawn.first?["params"]?["requestId"]?.text.map { "\"\($0)\"" } == second)
    #expect(other.cancels.count == 1)
    #expect(other.verdicts.isEmpty)
  }

  @Test func `a person's time can be over`() throws {
    var (client, id) = try asked()
    #expect(client.giveUpAsking(client.calls[0].callID).count == 1)
    #expect(client.verdicts.map(\.verdict) == [.dismissed])
    #expect(client.giveUpAsking(client.calls[0].callID).isEmpty)
    #expect(client.send(reply(id, #"{"action":"accept","content":{"confirm":true}}"#)).isEmpty)
    #expect(client.verdicts.count == 1)
  }
}
