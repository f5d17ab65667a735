import Foundation
import Testing

extension `End to end` {
  @Suite struct `Scopes over HTTP` {
    private typealias Server = HTTPServerUnderTest

    private static let versions = ["2025-03-26", "2025-06-18", "2025-11-25"]

    /// A server that knows a token for market data, and the field that shows it.
    private static func start(_ scope: String = "market") throws -> (
      server: Server, home: HomeFolder, field: [String: String]
    ) {
      let home = try HomeFolder()
      let field = try token("desk", scope, home)
      return (try Server(network: [], environment: ["HOME": home.path]), home, field)
    }

    private static func token(_ name: String, _ scope: String, _ home: HomeFolder) throws -> [String: String]
    {
      let text = try run(["new", "--name", name, "--scope", scope], home)
      return ["Authorization": "Bearer \(text)"]
    }

    @discardableResult
    private static func run(_ words: [String], _ home: HomeFolder) throws -> String {
      let program = try ProgramUnderTest(
        Programs.bulkhead, ["token"] + words, environment: ["HOME": home.path])
      program.closeInput()
      #expect(try program.waitForExit() == 0, "\(program.errorText)")
      return String(decoding: program.output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Requests that need more than market data, and the scope that each lacks.
    private static var outside: [(method: String, params: [String: Any], scope: String)] {
      [
        ("tools/call", ["name": "create_order", "arguments": [:] as [String: Any]], "trade"),
        ("tools/call", ["name": "get_balance"], "account"),
        ("resources/read", ["uri": "bulkhead://trading/policy"], "account"),
        ("resources/read", ["uri": "bulkhead://orders/BTCUSDT"], "account"),
        ("prompts/get", ["name": "portfolio_review"], "account"),
        (
          "prompts/get", ["name": "place_order_carefully", "arguments": ["symbol": "BTCUSDT"]],
          "account trade"
        ),
        (
          "completion/complete",
          [
            "ref": ["type": "ref/prompt", "name": "place_order_carefully"],
            "argument": ["name": "symbol", "value": "B"],
          ], "account trade"
        ),
        (
          "completion/complete",
          [
            "ref": ["type": "ref/resource", "uri": "bulkhead://orders/{symbol}"],
            "argument": ["name": "symbol", "value": "B"],
          ], "account"
        ),
      ]
    }

    private static func expectChallenge(
      _ answer: HTTPAnswer, _ scope: String, id: Int, _ what: String,
      location: SourceLocation = #_sourceLocation
    ) {
      #expect(answer.status == 403, "\(what): \(answer.text)", sourceLocation: location)
      let challenge = answer.headers["www-authenticate"] ?? ""
      #expect(
        challenge.hasPrefix(#"Bearer realm="bulkhead", error="insufficient_scope", "#)
          && challenge.contains(#", scope="market \#(scope)""#),
        "\(what): \(challenge)", sourceLocation: location)
      #expect(answer.headers["content-type"] == "application/json", sourceLocation: location)
      #expect(answer.json["jsonrpc"] as? String == "2.0" && answer.json["id"] as? Int == id, "\(what)")
      #expect(answer.errorCode == -32600 && answer.errorMessage.contains("scope"), "\(what)")
    }

    @Test(arguments: versions)
    func `in a session what needs another scope is 403 and says which, and what does not exist is not`(
      version: String
    ) throws {
      let (server, _, field) = try Self.start()
      let opened = try server.post(Server.initialize(version), field)
      let named = field.merging(["Mcp-Session-Id": try #require(opened.session)]) { $1 }
      let watching: [(String, [String: Any], String)] = [
        ("resources/subscribe", ["uri": "bulkhead://trading/policy"], "account"),
        ("resources/unsubscribe", ["uri": "bulkhead://trading/policy"], "account"),
      ]
      for (index, (method, params, scope)) in (Self.outside + watching).enumerated() {
        let answer = try server.post(Server.request(index + 10, method, params), named)
        Self.expectChallenge(answer, scope, id: index + 10, "\(method) \(params)")
      }
      let unknown: [(String, [String: Any])] = [
        ("tools/call", ["name": "no_such_tool"]), ("tools/call", [:]), ("tools/call", ["name": 7]),
        ("resources/read", ["uri": "bulkhead://no/such"]), ("prompts/get", ["name": "no_such_prompt"]),
        // What the scopes allow, with something else wrong.
        ("resources/read", ["uri": "bulkhead://symbols/!/rules"]), ("tools/list", ["cursor": "x"]),
        ("prompts/get", ["name": "market_overview"]),
      ]
      for (method, params) in unknown {
        let answer = try server.post(Server.request(3, method, params), named)
        #expect(answer.status == 200 && [-32602, -32002].contains(answer.errorCode), "\(method) \(params)")
      }
      // The session is as good as ever, and what the scope allows is answered.
      let status = try server.post(Server.request(4, "tools/call", ["name": "server_status"]), named)
      #expect(try status.status == 200 && !status.message().isToolError)
      // A batch has one status for all its messages: each is answered by itself.
      if version == "2025-03-26" {
        let batch = try server.post(
          "[\(Server.request(5, "tools/call", ["name": "create_order"])),\(Server.request(6, "ping"))]", named
        )
        #expect(batch.status == 200 && batch.text.contains("-32602"), "\(batch.text)")
      }
      #expect(try server.finish() == 0)
    }

    @Test func `a request without a session that needs another scope is 403 and says which`() throws {
      let (server, _, field) = try Self.start()
      for (index, (method, params, scope)) in Self.outside.enumerated() {
        let name = params["name"] ?? params["uri"]
        let headers = Server.statelessFields(method, name: name as? String).merging(field) { $1 }
        let answer = try server.post(Server.stateless(method, params, id: index + 10), headers)
        Self.expectChallenge(answer, scope, id: index + 10, "\(method) \(params)")
      }
      let missing = Server.stateless("tools/call", ["name": "no_such_tool"])
      let headers = Server.statelessFields("tools/call", name: "no_such_tool").merging(field) { $1 }
      #expect(try server.post(missing, headers).errorCode == -32602)
      #expect(try server.finish() == 0)
    }

    @Test func `with HTTP and SSE the message that needs another scope is refused with 403`() throws {
      let (server, _, field) = try Self.start()
      let stream = try HTTPPeer(port: server.port)
      stream.request("GET", "/sse", ["Accept": "text/event-stream"].merging(field) { $1 })
      #expect(try stream.head().status == 200)
      let path = try #require(try stream.event()).data
      #expect(try server.post(Server.initialize("2024-11-05"), field, to: path).status == 202)
      #expect(try stream.message()?.id == 1)
      for (index, (method, params, scope)) in Self.outside.enumerated() {
        let answer = try server.post(Server.request(index + 10, method, params), field, to: path)
        Self.expectChallenge(answer, scope, id: index + 10, "\(method) \(params)")
      }
      // Nothing was said of them on the stream, and the session goes on.
      let missing = Server.request(8, "tools/call", ["name": "no_such_tool"])
      #expect(try server.post(missing, field, to: path).status == 202)
      let said = try #require(try stream.message())
      #expect(said.id == 8 && said.errorCode == -32602)
      #expect(try server.finish() == 0)
    }

    @Test func `a token with every scope hears of an unknown tool as ever, and one of another reads its own`()
      throws
    {
      let (server, home, all) = try Self.start("market,account,trade")
      let trader = try Self.token("trader", "trade", home)
      func call(_ tool: String, _ field: [String: String]) throws -> HTTPAnswer {
        let headers = Server.statelessFields("tools/call", name: tool).merging(field) { $1 }
        return try server.post(Server.stateless("tools/call", ["name": tool]), headers)
      }
      #expect(try call("no_such_tool", all).errorCode == -32602)
      try server.program.wait(for: "the second token") { try call("server_status", trader).status == 200 }
      let market = try call("get_ticker_price", trader)
      #expect(market.status == 403)
      #expect(market.headers["www-authenticate"]?.contains(#"scope="market trade""#) == true)
      #expect(try server.finish() == 0)
    }

    @Test func `a token that is revoked while the body of its request comes opens nothing`() throws {
      let (server, home, field) = try Self.start()
      let body = Server.stateless("tools/call", ["name": "server_status"])
      let headers = Server.statelessFields("tools/call", name: "server_status").merging(field) { $1 }
      let lines = Server.fields(headers).map { "\($0.key): \($0.value)\r\n" }.sorted().joined()
      let peer = try HTTPPeer(port: server.port)
      peer.send(
        "POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\n\(lines)Content-Length: \(body.utf8.count)\r\n\r\n"
          + body.prefix(10))
      try Self.run(["revoke", "desk"], home)
      try server.program.wait(for: "the revocation") { try server.post(body, headers).status == 401 }
      peer.send(String(body.dropFirst(10)))
      #expect(try peer.reply().status == 401)
      #expect(try server.finish() == 0)
    }
  }
}
