import Foundation
import Testing

extension `End to end` {
  @Suite struct `Single requests over HTTP` {
    private typealias Server = HTTPServerUnderTest

    @Test func `each request stands alone, and its headers must say what its body says`() throws {
      let server = try Server()
      func send(_ body: String, _ headers: [String: String]) throws -> HTTPAnswer {
        try server.post(body, headers)
      }
      let discover = try send(Server.stateless("server/discover"), Server.statelessFields("server/discover"))
      #expect(discover.status == 200 && discover.session == nil)
      #expect(try discover.message().result?["supportedVersions"] as? [String] == [Server.stateless])
      let call = Server.stateless("tools/call", ["name": "server_status"])
      let named = Server.statelessFields("tools/call", name: "server_status")
      #expect(try send(call, named).message().isSuccess)
      // In Base64, as names that are no plain ASCII are; names without regard to case; blanks around it.
      let base64 = "=?base64?" + Data("server_status".utf8).base64EncodedString() + "?="
      #expect(try send(call, Server.statelessFields("tools/call", name: base64)).status == 200)
      #expect(try send(call, Server.statelessFields("tools/call", name: "  server_status  ")).status == 200)
      let lower = Dictionary(uniqueKeysWithValues: named.map { ($0.key.lowercased(), $0.value) })
      #expect(try send(call, lower).status == 200)
      // A session that a client of two eras still knows does not matter.
      #expect(try send(call, named.merging(["Mcp-Session-Id": "x"]) { $1 }).status == 200)

      let wrong: [(String, [String: String])] = [
        ("no Mcp-Method", ["MCP-Protocol-Version": Server.stateless, "Mcp-Name": "server_status"]),
        ("no Mcp-Name", Server.statelessFields("tools/call")),
        ("another method", Server.statelessFields("tools/list", name: "server_status")),
        ("a method in capitals", Server.statelessFields("TOOLS/CALL", name: "server_status")),
        ("another name", Server.statelessFields("tools/call", name: "get_ticker")),
        ("broken Base64", Server.statelessFields("tools/call", name: "=?base64?c2VydmVyX3N0YXR1cw?=")),
        ("no Base64", Server.statelessFields("tools/call", name: "=?base64?!!!!?=")),
        ("no version", ["Mcp-Method": "tools/call", "Mcp-Name": "server_status"]),
        ("a version with sessions", named.merging(["MCP-Protocol-Version": "2025-11-25"]) { $1 }),
        ("an unknown version", named.merging(["MCP-Protocol-Version": "2099-01-01"]) { $1 }),
        ("two methods", named.merging(["mcp-method": "tools/call"]) { $1 }),
        ("two names", named.merging(["mcp-name": "get_ticker_price"]) { $1 }),
        ("two versions", named.merging(["mcp-protocol-version": Server.stateless]) { $1 }),
      ]
      for (what, headers) in wrong {
        let answer = try send(call, headers)
        #expect(
          answer.status == 400 && answer.errorCode == -32020, "\(what): \(answer.status) \(answer.text)")
        #expect(answer.json["id"] as? Int == 1, "\(what)")
      }
      #expect(try server.finish() == 0)
    }

    @Test func `what is wrong with a single request is said with the status that the era has for it`() throws
    {
      let server = try Server()
      let version = ["MCP-Protocol-Version": Server.stateless]
      func expect(
        _ status: Int, _ code: Int, _ body: String, _ headers: [String: String], _ what: Comment
      ) throws {
        let answer = try server.post(body, headers)
        #expect(answer.status == status, what)
        #expect(answer.errorCode == code, what)
      }
      for method in ["no/such", "initialize", "ping", "logging/setLevel", "resources/subscribe"] {
        try expect(404, -32601, Server.stateless(method), Server.statelessFields(method), "\(method)")
      }
      for params in [
        "{}", #"{"_meta":{}}"#, #"{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}"#,
      ] {
        let body = #"{"jsonrpc":"2.0","id":4,"method":"server/discover","params":\#(params)}"#
        try expect(400, -32602, body, Server.statelessFields("server/discover"), "\(params)")
      }
      try expect(400, -32700, "{", version, "half a message")
      try expect(400, -32600, "[\(Server.stateless("tools/list"))]", version, "a batch")
      try expect(400, -32600, #"{"jsonrpc":"2.0","id":1,"result":{}}"#, version, "an answer")
      let notification = #"{"jsonrpc":"2.0","method":"notifications/x"}"#
      #expect(try server.post(notification, version).status == 202)
      try expect(400, -32020, notification, Server.statelessFields("notifications/y"), "another notification")
      // What was no request has no id, and never one that is null.
      for body in ["{", "[\(Server.stateless("tools/list"))]", #"{"jsonrpc":"2.0","id":true,"method":"x"}"#] {
        #expect(try server.post(body, version).json.keys.contains("id") == false, "\(body)")
      }
      // In a session it is not taken for one of the session's.
      let session = try server.open()
      let listen = Server.stateless("subscriptions/listen", ["notifications": ["toolsListChanged": true]])
      try expect(400, -32020, listen, ["Mcp-Session-Id": session], "a subscription in a session")
      let escaped = listen.replacingOccurrences(of: "io.model", with: "\\u0069o.model")
      let ended = try server.post(escaped, ["Mcp-Session-Id": session])
      #expect(ended.status == 200 && ended.text.contains(#""id":1"#), "\(ended.text)")
      for method in ["GET", "DELETE"] {
        let peer = try HTTPPeer(port: server.port)
        peer.request(method, "/mcp", version.merging(["Accept": "text/event-stream"]) { $1 })
        #expect(try peer.reply().status == 405, "\(method)")
      }
      #expect(try server.finish() == 0)
    }

    @Test func `a version that is not spoken is answered with those that are, whatever headers it lacks`()
      throws
    {
      let server = try Server()
      let future = Server.stateless("server/discover").replacingOccurrences(
        of: Server.stateless, with: "2099-01-01")
      for headers in [
        [:], ["Mcp-Method": "server/x"], ["Mcp-Method": "server/discover"],
        ["Mcp-Method": "server/discover", "Mcp-Session-Id": "x"],
      ] {
        let answer = try server.post(future, headers.merging(["MCP-Protocol-Version": "2099-01-01"]) { $1 })
        #expect(answer.status == 400 && answer.errorCode == -32022, "\(headers): \(answer.text)")
      }
      let bare = try server.post(Server.request(7, "tools/list"), ["MCP-Protocol-Version": "2099-01-01"])
      #expect(bare.status == 400 && bare.errorCode == -32022 && bare.json["id"] as? Int == 7, "\(bare.text)")
      #expect(bare.text.contains(#""requested":"2099-01-01""#), "\(bare.text)")
      #expect(bare.text.contains(#""supported":["2026-07-28"]"#), "\(bare.text)")
      #expect(try server.finish() == 0)
    }

    @Test func `whose era a request is hangs on what it carries, and then on who sends it`() throws {
      let server = try Server()
      // This opens a session whatever header goes with it.
      let opened = try server.post(
        Server.initialize("2025-11-25"),
        ["MCP-Protocol-Version": Server.stateless, "Mcp-Method": "initialize"])
      #expect(
        opened.status == 200 && opened.text.contains(#""protocolVersion":"2025-11-25""#), "\(opened.text)")
      let session = ["Mcp-Session-Id": try #require(opened.session), "MCP-Protocol-Version": "2025-11-25"]
      // Who has one may name its version.
      let named = ["_meta": ["io.modelcontextprotocol/protocolVersion": "2025-11-25"]]
      let pong = try server.post(Server.request(2, "ping", named), session)
      #expect(pong.status == 200 && pong.errorCode == nil, "\(pong.text)")
      // Methods of the other era are none of a session's, unless they carry what that era has.
      for method in ["server/discover", "subscriptions/listen"] {
        let unknown = try server.post(Server.request(3, method), session)
        #expect(unknown.status == 200 && unknown.errorCode == -32601, "\(method): \(unknown.text)")
      }
      let discovered = try server.post(
        Server.stateless("server/discover"),
        Server.statelessFields("server/discover").merging(["Mcp-Session-Id": session["Mcp-Session-Id"] ?? ""])
        { $1 })
      #expect(discovered.status == 200 && discovered.errorCode == nil, "\(discovered.text)")
      // Two versions are none, in a session too.
      let twice = try server.post(
        Server.request(4, "ping"), session.merging(["mcp-protocol-version": "2025-11-25"]) { $1 })
      #expect(twice.status == 400 && twice.errorCode == -32600, "\(twice.text)")
      for name in ["Mcp-Method", "Mcp-Name"] {
        let both = session.merging([name: "ping", name.lowercased(): "ping"]) { $1 }
        let repeated = try server.post(Server.request(5, "ping"), both)
        #expect(repeated.status == 400 && repeated.errorCode == -32600, "\(name): \(repeated.text)")
      }
      #expect(try server.finish() == 0)
    }

    @Test(arguments: ["gzip", "br, identity", "Deflate"])
    func `a body that is compressed is not guessed at`(coding: String) throws {
      let server = try Server()
      let answer = try server.post(Server.initialize(), ["Content-Encoding": coding])
      #expect(answer.status == 415 && answer.headers["accept-encoding"] == "identity", "\(answer.text)")
      #expect(answer.errorMessage.contains("Content-Encoding"))
      #expect(try server.post(Server.initialize(), ["Content-Encoding": "Identity"]).status == 200)
      #expect(try server.finish() == 0)
    }

    @Test func `a state that was never given out is an error of the request, whatever it came with`() throws {
      let server = try Server()
      func send(_ tool: String, _ arguments: [String: Any], _ more: [String: Any]) throws -> HTTPAnswer {
        let params: [String: Any] = ["name": tool, "arguments": arguments]
        return try server.post(
          Server.stateless("tools/call", params.merging(more) { $1 }),
          Server.statelessFields("tools/call", name: tool))
      }
      let order = ["symbol": "BTCUSDT", "side": "BUY", "type": "MARKET", "quantity": "0.001"]
      let yes = ["confirm": ["action": "accept", "content": ["confirm": true]]]
      for (tool, arguments) in [
        ("create_order", order), ("set_leverage", ["symbol": "BTCUSDT", "leverage": 2]),
        ("cancel_all_orders", ["symbol": "BTCUSDT"]), ("get_ticker_price", ["symbol": "BTCUSDT"]),
      ] as [(String, [String: Any])] {
        for more in [["requestState": "AAAA"], ["requestState": "AAAA", "inputResponses": yes]]
          as [[String: Any]]
        {
          let answer = try send(tool, arguments, more)
          #expect(answer.status == 200 && answer.errorCode == -32602, "\(tool): \(answer.text)")
        }
      }
      func orderCount() throws -> Int? {
        try send("get_orders", ["symbol": "BTCUSDT"], [:]).message().data["count"] as? Int
      }
      #expect(try orderCount() == 0)
      // An answer to nothing is passed over.
      #expect(try send("create_order", order, ["inputResponses": yes]).message().isSuccess)
      #expect(try orderCount() == 1)
      #expect(try server.finish() == 0)
    }

    @Test func `the end of the connection cancels the call`() throws {
      let exchange = try FakeExchange { _, _ in [.silence] }
      defer { exchange.stop() }
      let server = try Server(exchange)
      for isStreaming in [false, true] {
        let before = exchange.requestCount
        let peer = try HTTPPeer(port: server.port)
        peer.request(
          "POST", "/mcp", Server.fields(Server.statelessFields("tools/call", name: "get_ticker_price")),
          body: Server.stateless(
            "tools/call", ["name": "get_ticker_price", "arguments": ["symbol": "BTCUSDT"]]))
        try server.program.wait(for: "the request at the exchange") { exchange.requestCount == before + 1 }
        // After a second the answer is a stream; it says nothing yet.
        if isStreaming { #expect(try peer.head().headers["content-type"] == "text/event-stream") }
        let closed = exchange.closedByPeerCount
        shutdown(peer.descriptor, Int32(SHUT_RDWR))
        try server.program.wait(for: "the end of the call") { exchange.closedByPeerCount == closed + 1 }
      }
      #expect(try server.finish() == 0)
    }

    @Test func `a subscription is a stream that stays open and ends with a result`() throws {
      let server = try Server()
      let peer = try HTTPPeer(port: server.port)
      let body = Server.stateless(
        "subscriptions/listen", ["notifications": ["toolsListChanged": true]], id: "s")
      peer.request(
        "POST", "/mcp", Server.fields(Server.statelessFields("subscriptions/listen")), body: body)
      #expect(try peer.head().headers["content-type"] == "text/event-stream")
      let first = try #require(try peer.message())
      #expect(first.method == "notifications/subscriptions/acknowledged")
      server.program.signal(SIGTERM)
      let last = try #require(try peer.message())
      #expect(last.message["id"] as? String == "s" && last.result != nil)
      #expect(try peer.message() == nil)
      #expect(try server.program.waitForExit() == 0)
    }
  }
}
