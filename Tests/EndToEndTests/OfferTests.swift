import Foundation
import Testing

extension `End to end` {
  /// Tools come and go with what the operator's file says while a server runs.
  @Suite struct `What is offered` {
    private typealias Server = HTTPServerUnderTest

    private static func write(_ paper: PaperUnderTest, _ home: HomeFolder, _ more: String...) throws {
      let url = "http://127.0.0.1:\(paper.port)"
      try home.write(
        "{\((["\"hosts\": {\"spot\": \"\(url)\"}"] + more).joined(separator: ", "))}", as: "bulkhead.json")
    }

    /// A paper exchange, and a home folder with the secrets of its keys.
    private static func start() throws -> (paper: PaperUnderTest, home: HomeFolder, key: String, read: String)
    {
      let paper = try PaperUnderTest(["--listen", "127.0.0.1:0"])
      let home = try HomeFolder()
      let trading = try #require(paper.keys.first { $0.kind == "hmac" && $0.rights.contains("spot") })
      let reading = try #require(paper.keys.first { $0.rights == ["read"] })
      func member(_ name: String, _ key: PaperUnderTest.Key) throws -> String {
        let secret = try String(contentsOfFile: key.secretFile, encoding: .utf8)
        let file = try home.write(secret, as: "\(name).key")
        return "\"\(name)\": {\"id\": \"\(key.id)\", \"secret_file\": \"\(file)\"}"
      }
      return (paper, home, try member("trading", trading), try member("read", reading))
    }

    private static func restart(_ role: String, _ home: HomeFolder) throws {
      let program = try ProgramUnderTest(
        Programs.bulkhead, ["restart", role, "--state-folder", home.path("state")],
        environment: ["HOME": home.path])
      program.closeInput()
      #expect(try program.waitForExit() == 0, "\(program.errorText)")
    }

    private static let enabled = #""trading": {"enabled": true}"#

    @Test func `tools come with a key and with trading, go with them, and the client hears of each`() throws {
      let (paper, home, key, read) = try Self.start()
      try Self.write(paper, home)
      let server = try ServerUnderTest(
        [
          "--base-url", "http://127.0.0.1:\(paper.port)", "--config", home.path("bulkhead.json"),
          "--tools", "all",
        ],
        environment: ["HOME": home.path, "STATE_DIRECTORY": home.path("state")])
      func names() throws -> Set<String> {
        let list = try server.answer(server.request("tools/list"))
        return Set((list.result?["tools"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String })
      }
      func change(_ more: String..., by act: () throws -> Void) throws -> Set<String> {
        func hearings() -> Int {
          server.others.count { $0.method == "notifications/tools/list_changed" }
        }
        let before = hearings()
        try Self.write(paper, home, more.isEmpty ? "\"keys\": {}" : more.joined(separator: ", "))
        try act()
        try server.wait(for: "tools/list_changed") { hearings() > before }
        return try names()
      }
      func hangUp() { server.program.signal(SIGHUP) }
      func restart(_ role: String) throws { try Self.restart(role, home) }
      #expect(try names().isDisjoint(with: ["get_balance", "trading_status", "create_order"]))

      let keyed = try change("\"keys\": {\(key)}", by: hangUp)
      #expect(keyed.isSuperset(of: ["get_balance", "trading_status"]) && !keyed.contains("create_order"))
      let balance = try server.answer(server.request("tools/call", ["name": "get_balance"]))
      #expect(!balance.isToolError, "\(balance.text)")

      let trading = try change("\"keys\": {\(key)}", Self.enabled) { try restart("trading") }
      #expect(trading.contains("create_order") && trading.isSuperset(of: keyed))
      let order: [String: Any] = [
        "symbol": "BTCUSDT", "side": "BUY", "type": "LIMIT", "quantity": "0.001", "price": "15000",
      ]
      // The worker before it may still answer, for which trading is off.
      try server.wait(for: "an order that is placed") {
        let placed = try server.call("create_order", order)
        if !placed.isToolError { return placed.data["client_order_id"] != nil }
        #expect(placed.failureMessage.contains("trading is off"), "\(placed.text)")
        return false
      }

      let disabled = try change("\"keys\": {\(key)}") { try restart("trading") }
      #expect(disabled == keyed)
      let refused = try server.answer(
        server.request("tools/call", ["name": "create_order", "arguments": order]))
      #expect(refused.errorCode == -32602, "\(refused.message)")

      #expect(try change(by: hangUp).isDisjoint(with: ["get_balance", "trading_status", "create_order"]))
      // The one worker may be ready before the other: each is told of.
      _ = try change("\"keys\": {\(key), \(read)}", Self.enabled, by: hangUp)
      try server.wait(for: "the tools of both keys") { try names() == trading }
      let open = try server.answer(server.request("tools/call", ["name": "get_open_orders"]))
      #expect(open.data["count"] as? Int == 1, "\(open.text)")
      #expect(try server.finish() == 0)
      #expect(try paper.finish() == 0)
    }

    @Test func `over HTTP each client hears of what its scopes show, and a new gateway offers the same`()
      throws
    {
      let (paper, home, key, _) = try Self.start()
      try Self.write(paper, home)
      let file = home.path("bulkhead.json")
      func token(_ name: String, _ scope: String) throws -> [String: String] {
        let program = try ProgramUnderTest(
          Programs.bulkhead, ["token", "new", "--name", name, "--scope", scope, "--config", file],
          environment: ["HOME": home.path])
        program.closeInput()
        #expect(try program.waitForExit() == 0, "\(program.errorText)")
        return [
          "Authorization": "Bearer "
            + String(decoding: program.output, as: UTF8.self).trimmingCharacters(in: .newlines)
        ]
      }
      let (all, market) = (try token("all", "market,account,trade"), try token("few", "market"))
      let server = try Server(
        ["--base-url", "http://127.0.0.1:\(paper.port)", "--config", file], network: [],
        environment: ["HOME": home.path])
      func listen(_ field: [String: String]) throws -> HTTPPeer {
        let peer = try HTTPPeer(port: server.port)
        let headers = Server.statelessFields("subscriptions/listen").merging(field) { $1 }
        peer.request(
          "POST", "/mcp", Server.fields(headers),
          body: Server.stateless(
            "subscriptions/listen",
            ["notifications": ["toolsListChanged": true, "resourcesListChanged": true]]))
        #expect(try peer.head().status == 200)
        #expect(try peer.message()?.method == "notifications/subscriptions/acknowledged")
        return peer
      }
      func tools(_ field: [String: String]) throws -> String {
        let headers = Server.statelessFields("tools/list").merging(field) { $1 }
        return try server.post(Server.stateless("tools/list"), headers).text
      }
      let (everything, little) = (try listen(all), try listen(market))
      #expect(try !tools(all).contains("create_order"))
      try Self.write(paper, home, "\"keys\": {\(key)}", Self.enabled)
      server.program.signal(SIGHUP)
      #expect(try everything.message()?.method == "notifications/tools/list_changed")
      #expect(try everything.message()?.method == "notifications/resources/list_changed")
      #expect(try tools(all).contains("create_order") && !tools(market).contains("create_order"))
      // What is offered does not depend on which gateway was there when it changed.
      let gateway = try #require(
        ProcessRecord.descendants(of: server.program.pid).first {
          $0.text("cmdline")?.contains("internal-gateway") == true
        })
      kill(gateway.pid, SIGKILL)
      while let event = try little.event() {
        #expect(event.data.isEmpty, "it was told of what its scopes hide")
      }
      try server.program.wait(for: "the next gateway") {
        // Nobody listens for a moment.
        (try? tools(all).contains("create_order")) == true
      }
      #expect(try server.finish() == 0)
      #expect(try paper.finish() == 0)
    }
  }
}
