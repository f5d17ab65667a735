import Foundation
import Testing

extension `End to end` {
  @Suite struct `Event streams over HTTP` {
    private typealias Server = HTTPServerUnderTest

    /// An exchange that lets its first answer wait for so long.
    private static func slow(_ milliseconds: UInt32) throws -> FakeExchange {
      try FakeExchange { number, _ in
        number == 0
          ? [.pause(milliseconds: milliseconds), .reply(body: FakeExchange.priceBody())]
          : [.reply(body: FakeExchange.priceBody())]
      }
    }

    private static var price: [String: Any] {
      ["name": "get_ticker_price", "arguments": ["symbol": "BTCUSDT"]]
    }

    @Test func `a call that takes long is answered with a stream, which can be resumed once it is cut`()
      throws
    {
      let exchange = try Self.slow(3_000)
      defer { exchange.stop() }
      let server = try Server(exchange)
      let session = try server.open()
      let named = ["Mcp-Session-Id": session]
      let peer = try HTTPPeer(port: server.port)
      peer.request("POST", "/mcp", Server.fields(named), body: Server.request(5, "tools/call", Self.price))
      let head = try peer.head()
      #expect(head.status == 200)
      #expect(head.headers["content-type"] == "text/event-stream")
      #expect(head.headers["x-accel-buffering"] == "no")
      let first = try #require(try peer.event())
      // An event that only brings an id, so that there is one to come back with.
      #expect(first.data.isEmpty && first.retry != nil)
      let place = try #require(first.id)
      shutdown(peer.descriptor, Int32(SHUT_RDWR))

      // The call goes on, and its answer waits.
      let again = try HTTPPeer(port: server.port)
      again.request(
        "GET", "/mcp",
        ["Accept": "text/event-stream", "Last-Event-ID": place].merging(named) { $1 })
      #expect(try again.head().status == 200)
      let event = try #require(try again.event())
      let answer = try event.message()
      #expect(answer.id == 5 && answer.isSuccess)
      #expect(try again.event() == nil, "a stream ends with its answer")
      #expect(exchange.requestCount == 1, "a cut connection is no wish to cancel, and none to repeat")

      // It can be heard once more, and in no other session.
      let stranger = try server.open()
      for (id, status) in [(session, 200), (stranger, 400)] {
        let peer = try HTTPPeer(port: server.port)
        peer.request(
          "GET", "/mcp", ["Accept": "text/event-stream", "Last-Event-ID": place, "Mcp-Session-Id": id])
        #expect(try peer.head().status == status)
        if status == 200 { #expect(try peer.message()?.id == 5) }
      }
      for wrong in ["x", "p1-", "-1", "p9-1", "p1-99", "g1-0", String(repeating: "9", count: 100)] {
        let peer = try HTTPPeer(port: server.port)
        peer.request(
          "GET", "/mcp", ["Accept": "text/event-stream", "Last-Event-ID": wrong].merging(named) { $1 })
        #expect(try peer.reply().status == 400, "\(wrong)")
      }
      #expect(try server.finish() == 0)
    }

    @Test func `a client that takes JSON only waits for its answer as JSON`() throws {
      let exchange = try Self.slow(1_500)
      defer { exchange.stop() }
      let server = try Server(exchange)
      let session = try server.open("2025-03-26")
      let call = Server.request(5, "tools/call", Self.price)
      let answer = try server.post(call, ["Mcp-Session-Id": session, "Accept": "application/json"])
      #expect(answer.headers["content-type"] == "application/json")
      #expect(try answer.message().id == 5)
      // One that takes events only gets those, and no event without a message before 2025-11-25.
      let peer = try HTTPPeer(port: server.port)
      peer.request(
        "POST", "/mcp", Server.fields(["Mcp-Session-Id": session, "Accept": "text/event-stream"]), body: call)
      #expect(try peer.head().headers["content-type"] == "text/event-stream")
      #expect(try peer.event()?.message().id == 5)
      #expect(try peer.event() == nil)
      #expect(try server.finish() == 0)
    }

    @Test func `a cancelled call ends without an answer, and its request to the exchange too`() throws {
      let exchange = try FakeExchange { _, _ in [.silence] }
      defer { exchange.stop() }
      let server = try Server(exchange)
      let session = try server.open()
      let named = ["Mcp-Session-Id": session]
      let peer = try HTTPPeer(port: server.port)
      peer.request("POST", "/mcp", Server.fields(named), body: Server.request(5, "tools/call", Self.price))
      try server.program.wait(for: "the request at the exchange") { exchange.requestCount == 1 }
      let cancel = Server.line([
        "jsonrpc": "2.0", "method": "notifications/cancelled", "params": ["requestId": 5],
      ])
      // In another session the same id means nothing.
      let other = try server.open()
      #expect(try server.post(cancel, ["Mcp-Session-Id": other]).status == 202)
      #expect(exchange.closedByPeerCount == 0)
      #expect(try server.post(cancel, named).status == 202)
      try server.program.wait(for: "the end of the connection") { exchange.closedByPeerCount == 1 }
      let reply = try peer.reply()
      #expect(reply.status == 202 || !reply.text.contains("\"id\":5"), "\(reply.text)")
      try server.expectAlive(session)
      #expect(try server.finish() == 0)
    }

    @Test func `a batch that cancels two calls leaves neither of them open, and loses no other answer`()
      throws
    {
      let exchange = try FakeExchange { _, _ in [.silence] }
      defer { exchange.stop() }
      let server = try Server(exchange)
      let session = try server.open("2025-03-26")
      let named = ["Mcp-Session-Id": session]
      func begin(_ body: String) throws -> HTTPPeer {
        let peer = try HTTPPeer(port: server.port)
        peer.request(
          "POST", "/mcp", Server.fields(["Accept": "application/json"].merging(named) { $1 }), body: body)
        return peer
      }
      let peers = try [2, 3].map { try begin(Server.request($0, "tools/call", Self.price)) }
      let mixed = try begin("[\(Server.request(4, "ping")),\(Server.request(5, "tools/call", Self.price))]")
      try server.program.wait(for: "the requests at the exchange") { exchange.requestCount == 3 }
      func cancel(_ id: Int) -> String {
        Server.line(["jsonrpc": "2.0", "method": "notifications/cancelled", "params": ["requestId": id]])
      }
      #expect(try server.post("[\(cancel(2)),\(cancel(3))]", named).status == 202)
      for peer in peers { #expect(try peer.reply().status == 202) }
      #expect(try server.post(cancel(5), named).status == 202)
      let rest = try #require(ParsedJSON.array(Data(try mixed.reply().body)) as? [[String: Any]])
      #expect(rest.count == 1 && rest.first?["id"] as? Int == 4)
      #expect(try server.finish() == 0)
    }

    @Test(arguments: ["application/json", "application/json, text/event-stream"])
    func `the answers of two batches do not mix when one of them cancels the last call of the other`(
      accepted: String
    ) throws {
      let exchange = try FakeExchange { _, _ in [.silence] }
      defer { exchange.stop() }
      let server = try Server(exchange)
      let named = ["Mcp-Session-Id": try server.open("2025-03-26"), "Accept": accepted]
      let first = try HTTPPeer(port: server.port)
      first.request(
        "POST", "/mcp", Server.fields(named),
        body: "[\(Server.request(4, "ping")),\(Server.request(5, "tools/call", Self.price))]")
      try server.program.wait(for: "the request at the exchange") { exchange.requestCount == 1 }
      let cancel = Server.line([
        "jsonrpc": "2.0", "method": "notifications/cancelled", "params": ["requestId": 5],
      ])
      let second = try server.post("[\(cancel),\(Server.request(6, "ping"))]", named)
      func ids(_ answer: HTTPAnswer) throws -> [Int?] {
        var body = Data(answer.body)
        if answer.headers["content-type"] == "text/event-stream" {
          var bytes = answer.body
          let events = HTTPEvent.take(from: &bytes).filter { !$0.data.isEmpty }
          #expect(events.count == 1, "\(answer.text)")
          body = Data((events.first?.data ?? "").utf8)
        }
        return try #require(ParsedJSON.array(body) as? [[String: Any]], "\(answer.text)").map {
          $0["id"] as? Int
        }
      }
      #expect(try ids(second) == [6])
      #expect(try ids(first.reply()) == [4])
      #expect(try server.finish() == 0)
    }

    @Test func `a request whose session is ended by another hears of it`() throws {
      let exchange = try FakeExchange { _, _ in [.silence] }
      defer { exchange.stop() }
      let server = try Server(exchange)
      let session = try server.open()
      let named = ["Mcp-Session-Id": session]
      let peer = try HTTPPeer(port: server.port)
      peer.request("POST", "/mcp", Server.fields(named), body: Server.request(5, "tools/call", Self.price))
      try server.program.wait(for: "the request at the exchange") { exchange.requestCount == 1 }
      let ending = try HTTPPeer(port: server.port)
      ending.request("DELETE", "/mcp", named)
      #expect(try ending.reply().status == 204)
      let reply = try peer.reply()
      #expect(reply.status == 404 && reply.errorCode == -32600)
      #expect(try server.finish() == 0)
    }

    @Test func `the stream for what nobody asks for is one a session, and ends with it`() throws {
      let server = try Server()
      let session = try server.open()
      let fields = ["Mcp-Session-Id": session, "Accept": "text/event-stream"]
      let first = try HTTPPeer(port: server.port)
      first.request("GET", "/mcp", fields)
      #expect(try first.head().headers["content-type"] == "text/event-stream")
      #expect(try first.event()?.id?.isEmpty == false)
      let second = try HTTPPeer(port: server.port)
      second.request("GET", "/mcp", fields)
      #expect(try second.head().status == 200)
      // The older one may hang on a cut connection: the newer one takes its place.
      #expect(try first.event() == nil)
      #expect(try second.event()?.data.isEmpty == true)
      let peer = try HTTPPeer(port: server.port)
      peer.request("DELETE", "/mcp", ["Mcp-Session-Id": session])
      #expect(try peer.reply().status == 204)
      #expect(try second.event() == nil)

      for (headers, status) in [
        (["Mcp-Session-Id": session, "Accept": "text/event-stream"], 404),
        (["Accept": "text/event-stream"], 400), (["Accept": "text/html"], 405), ([:], 405),
        (["Accept": "text/event-stream", "MCP-Protocol-Version": Server.stateless], 405),
      ] {
        let peer = try HTTPPeer(port: server.port)
        peer.request("GET", "/mcp", headers)
        let answer = try peer.reply()
        #expect(answer.status == status, "\(headers)")
        #expect(answer.errorCode == -32600)
        #expect((answer.headers["allow"] != nil) == (status == 405))
      }
      #expect(try server.finish() == 0)
    }

    @Test func `the older HTTP with SSE serves a client beside the newer`() throws {
      let exchange = try FakeExchange { number, _ in
        number == 0 ? [.reply(body: FakeExchange.priceBody())] : [.silence]
      }
      defer { exchange.stop() }
      let server = try Server(exchange)
      let stream = try HTTPPeer(port: server.port)
      stream.request("GET", "/sse", ["Accept": "text/event-stream"])
      #expect(try stream.head().headers["content-type"] == "text/event-stream")
      let endpoint = try #require(try stream.event())
      #expect(endpoint.name == "endpoint" && endpoint.data.hasPrefix("/messages?session_id="))
      let path = endpoint.data
      #expect(try server.post(Server.initialize("2024-11-05"), to: path).status == 202)
      #expect(try stream.message()?.result?["protocolVersion"] as? String == "2024-11-05")
      #expect(try server.post(Server.request(2, "tools/call", Self.price), to: path).status == 202)
      let answer = try #require(try stream.message())
      #expect(answer.id == 2 && !answer.isToolError)
      #expect(try server.post("{", to: path).status == 202)
      #expect(try stream.message()?.errorCode == -32700)
      #expect(try server.post(Server.request(3, "ping"), to: "/messages?session_id=x").status == 404)
      #expect(try server.post(Server.request(3, "ping"), to: "/messages").status == 404)

      // Its end is the end of the session and of all that runs for it.
      #expect(try server.post(Server.request(4, "tools/call", Self.price), to: path).status == 202)
      try server.program.wait(for: "the request at the exchange") { exchange.requestCount == 2 }
      shutdown(stream.descriptor, Int32(SHUT_RDWR))
      try server.program.wait(for: "the end of the call") { exchange.closedByPeerCount == 1 }
      #expect(try server.post(Server.request(5, "ping"), to: path).status == 404)
      #expect(try server.finish() == 0)
    }

    @Test func `pending answers are still given when the server is asked to end`() throws {
      let exchange = try FakeExchange { _, _ in [.silence] }
      defer { exchange.stop() }
      let server = try Server(exchange)
      let session = try server.open()
      let listening = try HTTPPeer(port: server.port)
      listening.request("GET", "/mcp", ["Mcp-Session-Id": session, "Accept": "text/event-stream"])
      _ = try listening.head()
      let peer = try HTTPPeer(port: server.port)
      peer.request(
        "POST", "/mcp", Server.fields(["Mcp-Session-Id": session]),
        body: Server.request(5, "tools/call", Self.price))
      try server.program.wait(for: "the request at the exchange") { exchange.requestCount == 1 }
      server.program.signal(SIGINT)
      let answer = try peer.reply().message()
      #expect(answer.id == 5 && answer.failureType == "worker_unavailable")
      _ = try listening.event()
      #expect(try listening.event() == nil)
      #expect(try server.program.waitForExit() == 0)
    }
  }
}
