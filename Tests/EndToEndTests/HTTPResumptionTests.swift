import Foundation
import Testing

extension `End to end` {
  /// A client that comes back hears what it has missed, once, and on the stream that was cut.
  @Suite struct `Resuming a stream over HTTP` {
    private typealias Server = HTTPServerUnderTest

    /// Comes back to a stream behind one of its events.
    private static func resume(
      _ server: Server, behind place: String, _ session: [String: String]
    ) throws -> HTTPPeer {
      let peer = try HTTPPeer(port: server.port)
      peer.request(
        "GET", "/mcp", session.merging(["Accept": "text/event-stream", "Last-Event-ID": place]) { $1 })
      #expect(try peer.head().status == 200, "\(place)")
      return peer
    }

    @Test func `behind a question about an order comes its answer alone, and no second question`() throws {
      let asking = try AskingServer()
      let server = asking.server
      let session = try asking.open()
      let peer = try HTTPPeer(port: server.port)
      peer.request(
        "POST", "/mcp", Server.fields(session), body: Server.request(5, "tools/call", AskingServer.order()))
      #expect(try peer.head().headers["content-type"] == "text/event-stream")
      let first = try #require(try peer.event())
      let asked = try #require(try peer.event())
      let question = try asked.message()
      #expect(first.data.isEmpty && question.method == "elicitation/create", "\(asked.data)")
      let (beginning, behindQuestion) = (try #require(first.id), try #require(asked.id))
      shutdown(peer.descriptor, Int32(SHUT_RDWR))

      // The person answers while nothing carries the stream.
      let id = try #require(question.message["id"] as? String)
      let reply = Server.line([
        "jsonrpc": "2.0", "id": id, "result": ["action": "accept", "content": ["confirm": true]],
      ])
      #expect(try server.post(reply, session).status == 202)
      let again = try Self.resume(server, behind: behindQuestion, session)
      let event = try #require(try again.event())
      let answer = try event.message()
      #expect(answer.id == 5 && answer.isSuccess, "\(event.data)")
      #expect(try again.event() == nil, "a stream ends with its answer")
      #expect(try asking.openOrders() == 1)

      // From the beginning both come, in their order; behind the answer nothing does.
      let whole = try Self.resume(server, behind: beginning, session)
      #expect(try whole.event() == asked)
      #expect(try whole.event() == event)
      #expect(try whole.event() == nil)
      let end = try Self.resume(server, behind: try #require(event.id), session)
      #expect(try end.event() == nil)
      #expect(try asking.openOrders() == 1, "coming back repeats nothing")
      try asking.finish()
    }

    private static func order(_ server: Server, in session: String) throws {
      let order = try server.call(
        "create_order",
        [
          "symbol": "BTCUSDT", "side": "BUY", "type": "LIMIT", "quantity": "0.001", "price": "30000",
          "allow_duplicate": true,
        ], in: session)
      #expect(order.isSuccess, "\(order.text)")
    }

    /// Opens the stream of a session that hears of orders.
    private static func listen(_ server: Server, in session: String) throws -> HTTPPeer {
      let subscribe = Server.request(
        server.id(), "resources/subscribe", ["uri": "bulkhead://orders/open"])
      #expect(try server.post(subscribe, ["Mcp-Session-Id": session]).message().result != nil)
      let peer = try HTTPPeer(port: server.port)
      peer.request("GET", "/mcp", ["Mcp-Session-Id": session, "Accept": "text/event-stream"])
      #expect(try peer.head().status == 200)
      return peer
    }

    /// The number of the next event, which has to say that orders have changed.
    private static func number(_ peer: HTTPPeer, location: SourceLocation = #_sourceLocation) throws -> Int {
      while let event = try peer.event() {
        if event.data.isEmpty { continue }
        let message = try event.message()
        #expect(message.method == "notifications/resources/updated", sourceLocation: location)
        let params = message.message["params"] as? [String: Any]
        #expect(params?["uri"] as? String == "bulkhead://orders/open", sourceLocation: location)
        let id = try #require(event.id, sourceLocation: location)
        #expect(id.hasPrefix("g1-"), sourceLocation: location)
        return try #require(Int(id.dropFirst(3)), sourceLocation: location)
      }
      throw EndToEndFailure.unreadable("the stream ended without news of orders")
    }

    @Test func `news of orders that were missed during a cut come behind the last that was heard`() throws {
      let server = try Server()
      let (session, observing) = (try server.open(), try server.open())
      let named = ["Mcp-Session-Id": session]
      let peer = try Self.listen(server, in: session)
      try Self.order(server, in: session)
      let heard = try Self.number(peer)
      shutdown(peer.descriptor, Int32(SHUT_RDWR))

      // What the other one hears from now on, both are told.
      let observer = try Self.listen(server, in: observing)
      for _ in 1...2 {
        try Self.order(server, in: observing)
        _ = try Self.number(observer)
      }
      let again = try Self.resume(server, behind: "g1-\(heard)", named)
      #expect(try Self.number(again) == heard + 1)
      #expect(try Self.number(again) == heard + 2)
      // The stream goes on as if it had not been cut, and may be cut once more.
      shutdown(again.descriptor, Int32(SHUT_RDWR))
      try Self.order(server, in: session)
      let third = try Self.resume(server, behind: "g1-\(heard + 2)", named)
      #expect(try Self.number(third) == heard + 3)
      try Self.order(server, in: session)
      #expect(try Self.number(third) == heard + 4)
      #expect(try server.finish() == 0)
    }
  }
}
