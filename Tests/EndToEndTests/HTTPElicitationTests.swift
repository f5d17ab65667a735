import Foundation
import Testing

extension `End to end` {
  /// A person is asked about an order over each of the HTTP transports; the paper exchange says what became
  /// of it.
  @Suite struct `Questions to a person over HTTP` {
    private typealias Server = HTTPServerUnderTest

    /// A client's answer to a question, and what becomes of the order.
    struct Reply: Sendable, CustomTestStringConvertible {
      let what: String
      /// `result` or `error` of the answer.
      let member: String
      let isPlaced: Bool
      /// The type of failure of an order that was not placed.
      var failure = ""

      var testDescription: String { what }

      static let all = [
        Reply(
          what: "accept", member: #""result":{"action":"accept","content":{"confirm":true}}"#, isPlaced: true),
        Reply(
          what: "accept without yes", member: #""result":{"action":"accept","content":{"confirm":false}}"#,
          isPlaced: false, failure: "confirmation_declined"),
        Reply(
          what: "accept unread", member: #""result":{"action":"accept","content":{}}"#, isPlaced: false,
          failure: "confirmation_declined"),
        Reply(
          what: "decline", member: #""result":{"action":"decline"}"#, isPlaced: false,
          failure: "confirmation_declined"),
        Reply(
          what: "cancel", member: #""result":{"action":"cancel"}"#, isPlaced: false,
          failure: "confirmation_required"),
        Reply(
          what: "an error", member: #""error":{"code":-32603,"message":"no window"}"#, isPlaced: false,
          failure: "confirmation_required"),
      ]
    }

    /// Sends an order in a session and reads the stream of its answer up to the question.
    private static func ask(
      _ asking: AskingServer, _ id: Int, in session: [String: String]
    ) throws -> (peer: HTTPPeer, question: Answer, place: String?) {
      let peer = try HTTPPeer(port: asking.server.port)
      peer.request(
        "POST", "/mcp", Server.fields(session),
        body: Server.request(id, "tools/call", AskingServer.order()))
      #expect(try peer.head().headers["content-type"] == "text/event-stream")
      var place: String?
      while let event = try peer.event() {
        place = place ?? event.id
        if event.data.isEmpty { continue }
        let question = try event.message()
        expect(question: question)
        return (peer, question, place)
      }
      throw EndToEndFailure.unreadable("the stream ended without a question")
    }

    private static func expect(question: Answer) {
      #expect(question.method == "elicitation/create", "\(question.message)")
      let params = question.message["params"] as? [String: Any] ?? [:]
      let text = params["message"] as? String ?? ""
      #expect(text.contains("BTCUSDT") && text.contains("150 USDT"), "\(text)")
      let schema = params["requestedSchema"] as? [String: Any] ?? [:]
      #expect((schema["properties"] as? [String: Any])?["confirm"] != nil, "\(params)")
    }

    private static func answer(_ question: Answer, _ member: String) -> String {
      let id = question.message["id"] as? String ?? ""
      return #"{"jsonrpc":"2.0","id":"\#(id)",\#(member)}"#
    }

    private static func expect(_ result: Answer?, _ reply: Reply) throws {
      let result = try #require(result)
      #expect(result.isToolError == !reply.isPlaced, "\(reply.what): \(result.text)")
      #expect(result.failureType == reply.failure, "\(reply.what): \(result.text)")
      #expect((result.data["client_order_id"] != nil) == reply.isPlaced, "\(reply.what)")
    }

    @Test(arguments: ["2025-06-18", "2025-11-25"])
    func `in a session the question comes on the stream of the call and its answer by another POST`(
      version: String
    ) throws {
      let asking = try AskingServer()
      let session = try asking.open(version)
      let named = session.merging(["MCP-Protocol-Version": version]) { $1 }
      var placed = 0
      for (index, reply) in Reply.all.enumerated() {
        let (peer, question, _) = try Self.ask(asking, 10 + index, in: session)
        #expect(try asking.openOrders() == placed, "nothing is placed before the answer")
        let sent = try asking.server.post(Self.answer(question, reply.member), named)
        #expect(sent.status == 202 && sent.body.isEmpty, "\(sent.text)")
        let result = try peer.message()
        #expect(result?.id == 10 + index)
        try Self.expect(result, reply)
        #expect(try peer.event() == nil, "the stream ends with the answer of the call")
        if reply.isPlaced { placed += 1 }
        // An answer counts once, and one to nothing is taken without a word.
        #expect(try asking.server.post(Self.answer(question, Reply.all[0].member), named).status == 202)
        #expect(try asking.openOrders() == placed)
      }
      try asking.finish()
    }

    @Test func `another session's answer is none, and neither is one in another form`() throws {
      let asking = try AskingServer()
      let (session, other) = (try asking.open(), try asking.open())
      func post(_ body: String, _ fields: [String: String]) throws -> Int {
        try asking.server.post(body, fields).status
      }
      let (peer, question, _) = try Self.ask(asking, 5, in: session)
      let yes = Self.answer(question, Reply.all[0].member)
      #expect(try post(yes, other) == 202)
      // Without a session, in one that is not there, and in this one with another's token.
      #expect(try post(yes, asking.desk) == 400)
      let nowhere = ["Mcp-Session-Id": String(repeating: "0", count: 48)]
      #expect(try post(yes, asking.desk.merging(nowhere) { $1 }) == 404)
      #expect(try post(yes, session.merging(asking.phone) { $1 }) == 404)
      for wrong in [
        yes.replacingOccurrences(of: "bulkhead-1", with: "bulkhead-2"),
        yes.replacingOccurrences(of: "\"bulkhead-1\"", with: "1"),
        yes.replacingOccurrences(of: "\"id\"", with: "\"ID\""),
      ] {
        _ = try post(wrong, session)
      }
      // The other session has a question of the same name: each answer is to its own.
      let (second, same, _) = try Self.ask(asking, 5, in: other)
      #expect(same.message["id"] as? String == question.message["id"] as? String)
      #expect(try asking.openOrders() == 0)
      #expect(try post(Self.answer(same, Reply.all[3].member), other) == 202)
      try Self.expect(second.message(), Reply.all[3])
      #expect(try asking.openOrders() == 0)
      #expect(try post(yes, session) == 202)
      // The same order was declined in the other session meanwhile, but asked about here by itself.
      try Self.expect(peer.message(), Reply.all[0])
      #expect(try asking.openOrders() == 1)
      try asking.finish()
    }

    @Test func `a question survives a cut of its stream, and is asked no more when its call is cancelled`()
      throws
    {
      let asking = try AskingServer()
      let session = try asking.open()
      func post(_ body: String) throws -> Int { try asking.server.post(body, session).status }
      let (cut, question, place) = try Self.ask(asking, 5, in: session)
      shutdown(cut.descriptor, Int32(SHUT_RDWR))
      let again = try HTTPPeer(port: asking.server.port)
      again.request(
        "GET", "/mcp",
        ["Accept": "text/event-stream", "Last-Event-ID": try #require(place)].merging(session) { $1 })
      #expect(try again.head().status == 200)
      let repeated = try #require(try again.message())
      #expect(repeated.message["id"] as? String == question.message["id"] as? String)
      #expect(try post(Self.answer(repeated, Reply.all[0].member)) == 202)
      try Self.expect(again.message(), Reply.all[0])

      let (peer, withdrawn, _) = try Self.ask(asking, 6, in: session)
      let cancel = Server.line([
        "jsonrpc": "2.0", "method": "notifications/cancelled", "params": ["requestId": 6],
      ])
      #expect(try post(cancel) == 202)
      let taken = try #require(try peer.message())
      #expect(taken.method == "notifications/cancelled")
      #expect(
        (taken.message["params"] as? [String: Any])?["requestId"] as? String
          == withdrawn.message["id"] as? String)
      #expect(try peer.event() == nil)
      #expect(try post(Self.answer(withdrawn, Reply.all[0].member)) == 202)
      #expect(try asking.openOrders() == 1)

      // Nobody answers, and the session ends.
      let (left, unanswered, _) = try Self.ask(asking, 7, in: session)
      let ending = try HTTPPeer(port: asking.server.port)
      ending.request("DELETE", "/mcp", session)
      #expect(try ending.reply().status == 204)
      while let event = try left.event() { #expect(!event.data.contains("client_order_id")) }
      #expect(try post(Self.answer(unanswered, Reply.all[0].member)) == 404)
      #expect(try asking.openOrders() == 1)
      try asking.finish()
    }

    @Test func `whoever cannot be asked is told how to agree on the operator's terminal`() throws {
      let asking = try AskingServer()
      func order(_ fields: [String: String]) throws -> HTTPAnswer {
        try asking.server.post(Server.request(5, "tools/call", AskingServer.order()), fields)
      }
      for session in [
        // No forms in this version, none offered, and only addresses.
        try asking.open("2025-03-26"), try asking.open(asks: nil),
        try asking.open(asks: ["url": [:] as [String: Any]]),
      ] {
        let result = try order(session).message()
        #expect(result.failureType == "confirmation_required", "\(result.text)")
        #expect(result.text.contains("bulkhead confirm"))
      }
      // One that takes no stream has no place for a question.
      let deaf = try asking.open().merging(["Accept": "application/json"]) { $1 }
      #expect(try order(deaf).message().failureType == "confirmation_required")
      #expect(try asking.openOrders() == 0)
      try asking.finish()
    }

    @Test(arguments: ["2024-11-05", "2025-06-18", "2025-11-25"])
    func `with HTTP and SSE the question comes on the one stream, where the version has questions`(
      version: String
    ) throws {
      let asking = try AskingServer()
      let stream = try HTTPPeer(port: asking.server.port)
      stream.request("GET", "/sse", ["Accept": "text/event-stream"].merging(asking.desk) { $1 })
      #expect(try stream.head().status == 200)
      let path = try #require(try stream.event()).data
      func post(_ body: String) throws -> Int { try asking.server.post(body, asking.desk, to: path).status }
      #expect(
        try post(Server.initialize(version, capabilities: ["elicitation": [:] as [String: Any]])) == 202)
      #expect(try stream.message()?.result?["protocolVersion"] as? String == version)
      var placed = 0
      for (index, reply) in Reply.all.enumerated() {
        #expect(try post(Server.request(10 + index, "tools/call", AskingServer.order())) == 202)
        var said = try #require(try stream.message())
        if version == "2024-11-05" {
          #expect(said.id == 10 + index && said.failureType == "confirmation_required", "\(said.text)")
          continue
        }
        Self.expect(question: said)
        #expect(try post(Self.answer(said, reply.member)) == 202)
        said = try #require(try stream.message())
        #expect(said.id == 10 + index)
        try Self.expect(said, reply)
        if reply.isPlaced { placed += 1 }
        #expect(try asking.openOrders() == placed)
      }
      try asking.finish()
    }
  }
}
