import Foundation
import Testing

extension `End to end` {
  @Suite struct `Tokens over HTTP` {
    private typealias Server = HTTPServerUnderTest

    private static func token(_ arguments: [String], _ home: HomeFolder) throws -> String {
      let program = try ProgramUnderTest(
        Programs.bulkhead, ["token"] + arguments, environment: ["HOME": home.path])
      program.closeInput()
      #expect(try program.waitForExit() == 0, "\(program.errorText)")
      return String(decoding: program.output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func tools(_ server: Server, _ headers: [String: String]) throws -> Set<String> {
      let answer = try server.post(Server.request(7, "tools/list"), headers).message()
      let tools = answer.result?["tools"] as? [[String: Any]] ?? []
      return Set(tools.compactMap { $0["name"] as? String })
    }

    /// Tokens that are wrong by a byte, and two at once.
    private static func expectRefusals(of market: String, and all: String, by server: Server) throws {
      for wrong in [
        String(market.dropLast()) + "!", String(market.dropLast()), market + "A", market.uppercased(),
        String(market.dropLast()) + (market.hasSuffix("A") ? "B" : "A"),
      ] {
        #expect(
          [400, 401].contains(
            try server.post(Server.initialize(), ["Authorization": "Bearer \(wrong)"]).status), "\(wrong)")
      }
      let twice = try HTTPPeer(port: server.port)
      twice.send(
        "POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer \(market)\r\n"
          + "Authorization: Bearer \(all)\r\nContent-Length: 0\r\n\r\n")
      #expect(try twice.reply().status == 400)
    }

    @Test func `a token opens what its scopes say, in its own sessions, until it is revoked`() throws {
      let home = try HomeFolder()
      let market = try Self.token(["new", "--name", "desk", "--scope", "market"], home)
      let all = try Self.token(["new", "--name", "boss", "--scope", "market,account,trade"], home)
      let server = try Server(network: [], environment: ["HOME": home.path])
      func fields(_ token: String, _ session: String? = nil) -> [String: String] {
        var fields = ["Authorization": "Bearer \(token)"]
        if let session { fields["Mcp-Session-Id"] = session }
        return fields
      }
      func open(_ token: String) throws -> String {
        let answer = try server.post(Server.initialize(), fields(token))
        #expect(answer.status == 200, "\(answer.text)")
        return try #require(answer.session)
      }
      let (own, others) = (try open(market), try open(all))
      let few = try Self.tools(server, fields(market, own))
      let many = try Self.tools(server, fields(all, others))
      #expect(few.contains("get_ticker_price") && !few.contains("get_balance"))
      #expect(many.isSuperset(of: few) && many.contains("create_order"))
      // What is not listed cannot be called.
      let order = Server.request(
        8, "tools/call", ["name": "create_order", "arguments": [:] as [String: Any]])
      #expect(try server.post(order, fields(market, own)).status == 403)
      // A session is its maker's.
      #expect(try server.post(Server.request(9, "ping"), fields(market, others)).status == 404)
      #expect(try server.post(Server.request(9, "ping"), fields(all, own)).status == 404)
      try Self.expectRefusals(of: market, and: all, by: server)

      let stream = try HTTPPeer(port: server.port)
      stream.request(
        "GET", "/mcp", fields(market, own).merging(["Accept": "text/event-stream"]) { $1 })
      #expect(try stream.head().status == 200)
      let subscription = try HTTPPeer(port: server.port)
      let listening = Server.statelessFields("subscriptions/listen").merging(fields(market)) { $1 }
      subscription.request(
        "POST", "/mcp", Server.fields(listening),
        body: Server.stateless("subscriptions/listen", ["notifications": ["toolsListChanged": true]]))
      #expect(try subscription.head().status == 200)
      #expect(try subscription.message()?.method == "notifications/subscriptions/acknowledged")
      _ = try Self.token(["revoke", "desk"], home)
      try server.program.wait(for: "the end of the token") {
        try server.post(Server.request(9, "ping"), fields(market, own)).status == 401
      }
      // Its streams end with it, and nobody else's session does.
      while let event = try stream.event() { #expect(event.data.isEmpty) }
      #expect(try subscription.message()?.result != nil)
      #expect(try server.post(Server.request(9, "ping"), fields(all, others)).status == 200)
      #expect(try server.finish() == 0)
      for token in [market, all] {
        #expect(!server.program.errorText.contains(token.dropFirst(9)), "a token in the log")
      }
    }

    @Test func `a stream of HTTP with SSE takes the messages of its own token and no other`() throws {
      let home = try HomeFolder()
      let (own, other) = (try home.token("desk", "market"), try home.token("phone", "market"))
      let server = try Server(network: [], environment: ["HOME": home.path])
      let stream = try HTTPPeer(port: server.port)
      stream.request("GET", "/sse", ["Accept": "text/event-stream"].merging(own) { $1 })
      #expect(try stream.head().status == 200)
      let path = try #require(try stream.event()).data
      let ping = Server.request(9, "ping")
      #expect(try server.post(Server.initialize("2024-11-05"), other, to: path).status == 404)
      let unknown = try server.post(ping, to: path)
      #expect(unknown.status == 401 && unknown.headers["www-authenticate"]?.hasPrefix("Bearer") == true)
      #expect(try server.post(Server.initialize("2024-11-05"), own, to: path).status == 202)
      #expect(try stream.message()?.id == 1, "what the others sent was taken")
      for (field, status) in [(other, 404), (own, 202)] {
        #expect(try server.post(ping, field, to: path).status == status)
      }
      #expect(try stream.message()?.id == 9)
      // An id is good for the kind of session that it is of.
      let id = try #require(path.split(separator: "=").last)
      #expect(try server.post(ping, own.merging(["Mcp-Session-Id": String(id)]) { $1 }).status == 404)
      let opened = try #require(try server.post(Server.initialize(), own).session)
      #expect(try server.post(ping, own, to: "/messages?session_id=\(opened)").status == 404)
      #expect(
        try server.post(ping, own, to: "\(path)&sessionId=\(id)").status == 404, "which of two is meant")
      #expect(try server.finish() == 0)
    }

    @Test func `a client without a token is told so a few times, and then its connection ends`() throws {
      let home = try HomeFolder()
      let token = try home.token("desk", "market")
      let server = try Server(network: [], environment: ["HOME": home.path])
      let peer = try HTTPPeer(port: server.port)
      func status(_ headers: [String: String]) throws -> Int {
        peer.request("POST", "/mcp", Server.fields(headers), body: Server.initialize())
        let answer = try peer.reply()
        #expect(answer.headers["connection"] == nil)
        return answer.status
      }
      // Whoever comes back with a token has his connection.
      #expect(try status([:]) == 401)
      #expect(try status(token) == 200)
      for _ in 1...7 { #expect(try status([:]) == 401) }
      peer.send(String(repeating: "GET /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", count: 100))
      let last = try peer.reply()
      #expect(last.status == 401 && last.headers["connection"] == "close")
      #expect(try peer.isClosed())
      #expect(try server.finish() == 0)
    }

    @Test(arguments: [
      ("OPTIONS", "Content-Length: 4097"), ("OPTIONS", "Transfer-Encoding: chunked"),
      ("GET", "Content-Length: 4097"), ("DELETE", "Content-Length: 4097"),
    ])
    func `a body is not received where none is needed`(method: String, field: String) throws {
      let home = try HomeFolder()
      let token = try #require(try home.token("desk", "market")["Authorization"])
      let server = try Server(network: [], environment: ["HOME": home.path])
      let fields =
        "Host: 127.0.0.1\r\n" + (method == "OPTIONS" ? "" : "Authorization: \(token)\r\n")
        + "Accept: text/event-stream\r\n"
      let peer = try HTTPPeer(port: server.port)
      // A small one has always been taken.
      peer.send("OPTIONS /mcp HTTP/1.1\r\n\(fields)Content-Length: 4096\r\n\r\n")
      peer.send(String(repeating: "x", count: 4_096))
      #expect(try peer.reply().status == 204)
      peer.send("\(method) /mcp HTTP/1.1\r\n\(fields)\(field)\r\n\r\n")
      let refusal = try peer.reply()
      #expect(refusal.status == 413 && refusal.headers["connection"] == "close", "\(refusal.text)")
      #expect(try peer.isClosed())
      #expect(try server.finish() == 0)
    }

    @Test func `a token has its calls in a minute and no more`() throws {
      let home = try HomeFolder()
      let file = try home.write(#"{"authorization": {"max_calls_per_minute": 20}}"#, as: "bulkhead.json")
      let program = try ProgramUnderTest(
        Programs.bulkhead, ["token", "new", "--name", "desk", "--scope", "market", "--config", file],
        environment: ["HOME": home.path])
      program.closeInput()
      #expect(try program.waitForExit() == 0, "\(program.errorText)")
      let token = String(decoding: program.output, as: UTF8.self).trimmingCharacters(in: .newlines)
      let server = try Server(
        ["--paper", "--config", file], network: [], environment: ["HOME": home.path])
      let fields = Server.statelessFields("tools/call", name: "server_status").merging([
        "Authorization": "Bearer \(token)"
      ]) { $1 }
      let call = Server.stateless("tools/call", ["name": "server_status"])
      let answers = try (0..<6).map { _ in try server.post(call, fields).message() }
      #expect(answers.first?.isSuccess == true)
      let refused = try #require(answers.last)
      #expect(refused.failureType == "rate_limit_exceeded" && refused.isRetryable == true)
      #expect(refused.text.contains("2 at once, then evenly 20 a minute"), "\(refused.text)")
      #expect((1...3).contains(refused.details["retry_after_seconds"] as? Int ?? 0), "\(refused.text)")
      // What else becomes a call says so too: an empty list would mean that nothing begins so.
      for (method, params) in [
        ("resources/read", ["uri": "bulkhead://symbols/BTCUSDT/rules"]),
        (
          "completion/complete",
          [
            "ref": ["type": "ref/prompt", "name": "market_overview"],
            "argument": ["name": "symbol", "value": "BTC"],
          ]
        ),
      ] as [(String, [String: Any])] {
        let headers = Server.statelessFields(method, name: params["uri"] as? String)
          .merging(["Authorization": "Bearer \(token)"]) { $1 }
        let answer = try server.post(Server.stateless(method, params), headers)
        #expect(answer.errorCode == -32603 && answer.text.contains("rate_limit_exceeded"), "\(answer.text)")
      }
      #expect(try server.finish() == 0)
    }
  }
}
