import Foundation
import TestSupport
import Testing

extension `End to end` {
  /// The server of the official suite's fixtures, over HTTP as the suite drives it. What its scenarios ask of
  /// the protocol core alone is told again in ConformanceTests; here is what needs connections.
  @Suite struct `The conformance server over HTTP` {
    private typealias Server = HTTPServerUnderTest

    /// A running server; it ends with the test.
    private final class Suite {
      let program: ProgramUnderTest
      let port: UInt16

      init() throws {
        // Built with the tests and never shipped, so it is in no folder of a release.
        let file = Repository.root.appendingPathComponent(".build/debug/bulkhead-conformance").path
        let program = try ProgramUnderTest(file, [])
        self.program = program
        var found: UInt16?
        try program.wait(for: "its address") {
          let text = program.errorText
          guard let start = text.range(of: "http://127.0.0.1:") else { return program.isEnded }
          found = UInt16(text[start.upperBound...].prefix { $0.isNumber })
          return text.contains("\n")
        }
        port = try #require(found, "\(program.errorText)")
      }

      func peer(_ body: String, _ headers: [String: String]) throws -> HTTPPeer {
        let peer = try HTTPPeer(port: port)
        peer.request("POST", "/mcp", Server.fields(headers), body: body)
        return peer
      }

      func post(_ body: String, _ headers: [String: String] = [:]) throws -> HTTPAnswer {
        try peer(body, headers).reply()
      }

      func open(_ capabilities: [String: Any] = [:]) throws -> [String: String] {
        let answer = try post(Server.initialize(capabilities: capabilities))
        let named = ["Mcp-Session-Id": try #require(answer.session)]
        #expect(
          try post(#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#, named).status == 202)
        return named
      }

      /// A request of 2026-07-28, from a client that can do everything.
      func stateless(
        _ method: String, _ params: [String: Any] = [:], capabilities: [String: Any]? = nil, id: Any = 1
      ) throws -> HTTPAnswer {
        let name = params["name"] as? String ?? params["uri"] as? String
        return try post(
          Suite.body(method, params, capabilities: capabilities, id: id),
          Server.statelessFields(method, name: name))
      }

      static func body(
        _ method: String, _ params: [String: Any], capabilities: [String: Any]? = nil, id: Any = 1
      ) -> String {
        var params = params
        params["_meta"] = [
          "io.modelcontextprotocol/protocolVersion": Server.stateless,
          "io.modelcontextprotocol/clientCapabilities": capabilities
            ?? ["elicitation": [:], "sampling": [:], "roots": [:]],
        ]
        return Server.request(id, method, params)
      }

      func finish() {
        // It holds nothing that would have to be put in order.
        program.signal(SIGKILL)
      }
    }

    private func messages(of peer: HTTPPeer) throws -> [Answer] {
      let head = try peer.head()
      #expect(head.headers["content-type"] == "text/event-stream")
      var found: [Answer] = []
      while let message = try peer.message() { found.append(message) }
      return found
    }

    @Test func `a call's log lines, progress and questions come on its stream, before its answer`() throws {
      let suite = try Suite()
      defer { suite.finish() }
      let named = try suite.open(["elicitation": [:] as [String: Any], "sampling": [:] as [String: Any]])
      #expect(try suite.post(Server.request(2, "logging/setLevel", ["level": "debug"]), named).status == 200)
      let logged = try messages(
        of: suite.peer(Server.request(3, "tools/call", ["name": "test_tool_with_logging"]), named))
      #expect(logged.map(\.method) == Array(repeating: "notifications/message", count: 3) + [nil])
      let progress: [String: Any] = [
        "name": "test_tool_with_progress", "_meta": ["progressToken": "progress-test-1"],
      ]
      let moved = try messages(of: suite.peer(Server.request(4, "tools/call", progress), named))
      let values = moved.dropLast().map { ($0.message["params"] as? [String: Any])?["progress"] as? Int }
      #expect(values == [0, 50, 100])

      let peer = try suite.peer(
        Server.request(
          5, "tools/call", ["name": "test_elicitation", "arguments": ["message": "Which?"]]), named)
      #expect(try peer.head().status == 200)
      let question = try #require(try peer.message())
      #expect(question.method == "elicitation/create")
      let answer: [String: Any] = [
        "jsonrpc": "2.0", "id": try #require(question.message["id"]),
        "result": ["action": "accept", "content": ["response": "blue"]],
      ]
      #expect(try suite.post(Server.line(answer), named).status == 202)
      let done = try #require(try peer.message())
      #expect(done.id == 5 && done.text.contains("blue"))
      #expect(try peer.message() == nil)
    }

    @Test func `a cut stream is gone on with, and several streams are served at once`() throws {
      let suite = try Suite()
      defer { suite.finish() }
      let named = try suite.open()
      let cut = try suite.peer(Server.request(9, "tools/call", ["name": "test_reconnection"]), named)
      #expect(try cut.head().status == 200)
      let place = try #require(try cut.event()?.id)
      #expect(try cut.message() == nil, "the server has closed it")
      let peers = try (10..<16).map {
        try suite.peer(Server.request($0, "tools/call", ["name": "test_simple_text"]), named)
      }
      for (offset, peer) in peers.enumerated() {
        #expect(try peer.reply().text.contains("\"id\":\(10 + offset)"))
      }
      let again = try HTTPPeer(port: suite.port)
      again.request(
        "GET", "/mcp", ["Accept": "text/event-stream", "Last-Event-ID": place].merging(named) { $1 })
      #expect(try again.head().status == 200)
      #expect(try again.message()?.id == 9)
    }

    @Test func `a listener hears of a change that another client has made, and of no other`() throws {
      let suite = try Suite()
      defer { suite.finish() }
      func listen(_ wish: String) throws -> HTTPPeer {
        let peer = try suite.peer(
          Suite.body("subscriptions/listen", ["notifications": [wish: true]], id: wish),
          Server.statelessFields("subscriptions/listen"))
        #expect(try peer.head().status == 200)
        #expect(try peer.message()?.method == "notifications/subscriptions/acknowledged")
        return peer
      }
      let tools = try listen("toolsListChanged")
      let prompts = try listen("promptsListChanged")
      for name in ["test_trigger_tool_change", "test_trigger_prompt_change"] {
        #expect(try suite.stateless("tools/call", ["name": name]).status == 200)
      }
      for (peer, method, id) in [
        (tools, "notifications/tools/list_changed", "toolsListChanged"),
        (prompts, "notifications/prompts/list_changed", "promptsListChanged"),
      ] {
        let heard = try #require(try peer.message())
        #expect(heard.method == method)
        let meta = (heard.message["params"] as? [String: Any])?["_meta"] as? [String: Any]
        #expect(meta?["io.modelcontextprotocol/subscriptionId"] as? String == id)
      }
    }

    @Test func `headers that repeat arguments must say what the body says`() throws {
      let suite = try Suite()
      defer { suite.finish() }
      func send(_ arguments: [String: Any], _ more: [String: String]) throws -> HTTPAnswer {
        let name = "test_mirrored_arguments"
        return try suite.post(
          Suite.body("tools/call", ["name": name, "arguments": arguments]),
          Server.statelessFields("tools/call", name: name).merging(more) { $1 })
      }
      let region = "Mcp-Param-Region"
      for (arguments, headers) in [
        (["region": "us"], [region: "us"]), (["region": "us"], [region.lowercased(): "=?base64?dXM=?="]),
        ([:], [:]), (["region": NSNull()], [:]), (["region": "us", "note": "x"], [region: "us"]),
        (["region": "us"], [region: "us", "Mcp-Param-Note": "unknown, so passed over"]),
        (
          ["region": "a", "limit": 42, "dry": false, "place": ["zone": "b"]],
          [region: "a", "Mcp-Param-Limit": "42.0", "Mcp-Param-Dry": "false", "Mcp-Param-Zone": "b"]
        ),
      ] as [([String: Any], [String: String])] {
        let answer = try send(arguments, headers)
        #expect(answer.status == 200 && answer.errorCode == nil, "\(arguments) \(answer.text)")
      }
      for (arguments, headers) in [
        (["region": "us"], [:]), (["region": "us"], [region: "eu"]), ([:], [region: "us"]),
        (["region": "us"], [region: "=?base64?dXM?="]), (["region": "us"], [region: "u\u{7F}s"]),
        (["region": "us", "limit": 1], [region: "us"]),
        (["region": "us", "place": ["zone": "b"]], [region: "us", "Mcp-Param-Zone": "c"]),
      ] as [([String: Any], [String: String])] {
        let answer = try send(arguments, headers)
        #expect(answer.status == 400, "\(arguments) \(headers) \(answer.text)")
        #expect(answer.errorCode == -32020 || headers[region]?.contains("\u{7F}") == true)
      }
      // A session knows no such headers.
      let named = try suite.open()
      let call = Server.request(
        2, "tools/call", ["name": "test_mirrored_arguments", "arguments": ["region": "us"]])
      #expect(try suite.post(call, named).message().text.contains("taken"))
    }

    @Test func `rounds of questions end with an answer, and statuses are those of the era`() throws {
      let suite = try Suite()
      defer { suite.finish() }
      let name = "test_input_required_result_tampered_state"
      let first = try suite.stateless("tools/call", ["name": name]).message()
      #expect(first.result?["resultType"] as? String == "input_required")
      let state = try #require(first.result?["requestState"] as? String)
      let responses: [String: Any] = ["confirm": ["action": "accept", "content": ["ok": true]]]
      let good = try suite.stateless(
        "tools/call", ["name": name, "inputResponses": responses, "requestState": state])
      #expect(try good.message().result?["resultType"] as? String == "complete")
      let forged = try suite.stateless(
        "tools/call", ["name": name, "inputResponses": responses, "requestState": state + "-TAMPERED"])
      #expect(forged.errorCode == -32602)
      let unable = try suite.stateless(
        "tools/call", ["name": "test_missing_capability"], capabilities: [:])
      #expect(unable.status == 400 && unable.errorCode == -32021)
      // The same when only the work on the request shows what it needs.
      let mute = try suite.stateless(
        "tools/call", ["name": "test_input_required_result_elicitation"], capabilities: [:])
      #expect(mute.status == 400 && mute.errorCode == -32021, "\(mute.text)")
      let nowhere = try suite.stateless("resources/read", ["uri": "test://nonexistent"])
      #expect(nowhere.errorCode == -32602)
      #expect(try suite.stateless("logging/setLevel", ["level": "info"]).status == 404)
      // A page of somebody else's, and a name that was made to lead here.
      for header in [["Origin": "http://evil.example.com"], ["Host": "evil.example.com"]] {
        #expect(try suite.post(Server.initialize(), header).status == 403)
      }
    }
  }
}
