import Foundation
import Testing

extension `End to end` {
  /// 2026-07-28: the question is the answer of the call, and the client comes back with the person's word.
  @Suite struct `Questions without a session over HTTP` {
    private typealias Server = HTTPServerUnderTest

    private static var yes: [String: Any] { ["action": "accept", "content": ["confirm": true]] }

    /// Orders, with what is brought back from a person.
    private static func order(
      _ server: Server, _ field: [String: String], state: String? = nil, reply: [String: Any]? = nil,
      price: String = "15000", canAsk: Bool = true
    ) throws -> HTTPAnswer {
      let name = "io.modelcontextprotocol/"
      var params: [String: Any] = [
        "name": "create_order", "arguments": AskingServer.order(price)["arguments"] ?? [:],
        "_meta": [
          name + "protocolVersion": Server.stateless,
          name + "clientCapabilities": (canAsk ? ["elicitation": [:] as [String: Any]] : [:])
            as [String: Any],
        ] as [String: Any],
      ]
      params["requestState"] = state
      if let reply { params["inputResponses"] = ["confirm": reply] }
      let headers = Server.statelessFields("tools/call", name: "create_order").merging(field) { $1 }
      return try server.post(Server.request(3, "tools/call", params), headers)
    }

    private static func state(_ answer: HTTPAnswer, location: SourceLocation = #_sourceLocation) throws
      -> String
    {
      #expect(answer.status == 200, sourceLocation: location)
      let result = try answer.message().result ?? [:]
      #expect(
        result["resultType"] as? String == "input_required", "\(answer.text)", sourceLocation: location)
      let requests = result["inputRequests"] as? [String: Any]
      let question = requests?["confirm"] as? [String: Any]
      #expect(question?["method"] as? String == "elicitation/create", sourceLocation: location)
      return try #require(result["requestState"] as? String, sourceLocation: location)
    }

    @Test func `the question is the answer, and the person's word comes with the next call and counts once`()
      throws
    {
      let asking = try AskingServer()
      let (server, desk) = (asking.server, asking.desk)
      let state = try Self.state(try Self.order(server, desk))
      #expect(try asking.openOrders() == 0)
      // Changed, another order's, another token's.
      for (what, field, given, price) in [
        ("changed", desk, state + "AAAA", "15000"), ("another order", desk, state, "15001"),
        ("another token", asking.phone, state, "15000"),
      ] {
        let answer = try Self.order(server, field, state: given, reply: Self.yes, price: price).message()
        #expect(answer.errorCode == -32602, "\(what): \(answer.text)")
        #expect(try asking.openOrders() == 0, "\(what)")
      }
      // Brought back without an answer: asked again.
      _ = try Self.state(try Self.order(server, desk, state: state))
      let placed = try Self.order(server, desk, state: state, reply: Self.yes).message()
      #expect(placed.isSuccess && placed.result?["resultType"] as? String == "complete", "\(placed.text)")
      #expect(try asking.openOrders() == 1)
      let replayed = try Self.order(server, desk, state: state, reply: Self.yes).message()
      #expect(replayed.errorCode == -32602 && replayed.result == nil, "\(replayed.text)")
      #expect(try asking.openOrders() == 1)

      for (reply, failure) in [
        (["action": "decline"] as [String: Any], "confirmation_declined"),
        (["action": "cancel"], "confirmation_required"),
        (["action": "accept", "content": ["confirm": false]], "confirmation_declined"),
      ] {
        let state = try Self.state(try Self.order(server, desk))
        let answer = try Self.order(server, desk, state: state, reply: reply).message()
        #expect(answer.failureType == failure, "\(reply): \(answer.text)")
        #expect(try asking.openOrders() == 1, "\(reply)")
      }
      // A form that says nothing is shown again; what is no answer is an error of the request.
      let unsaid = try Self.state(try Self.order(server, desk))
      for reply in [["action": "accept"], ["action": "accept", "content": [:]]] as [[String: Any]] {
        _ = try Self.state(try Self.order(server, desk, state: unsaid, reply: reply))
      }
      let maybe = try Self.order(server, desk, state: unsaid, reply: ["action": "maybe"]).message()
      #expect(maybe.errorCode == -32602, "\(maybe.text)")
      #expect(try asking.openOrders() == 1)
      let unable = try Self.order(server, desk, canAsk: false).message()
      #expect(unable.failureType == "confirmation_required", "\(unable.text)")
      try asking.finish()
    }
  }
}
