import Foundation
import Testing

extension `End to end` {
  @Suite struct `MCP over HTTP` {
    private typealias Server = HTTPServerUnderTest

    @Test func `a session is opened, used and ended`() throws {
      let server = try Server()
      let greeting = try server.post(Server.initialize())
      #expect(greeting.status == 200)
      #expect(greeting.headers["content-type"] == "application/json")
      #expect(greeting.headers["cache-control"] == "no-store")
      #expect(greeting.headers["date"]?.hasSuffix("GMT") == true)
      #expect(try greeting.message().result?["protocolVersion"] as? String == Server.latest)
      let session = try #require(greeting.session)
      #expect(session.utf8.count >= 32 && session.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
      let named = ["Mcp-Session-Id": session, "MCP-Protocol-Version": Server.latest]
      let ready = try server.post(#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#, named)
      #expect(ready.status == 202 && ready.body.isEmpty)
      let list = try server.post(Server.request("a", "tools/list"), named).message()
      #expect((list.result?["tools"] as? [Any])?.isEmpty == false)
      #expect(list.message["id"] as? String == "a")
      try server.waitForWorker(in: session)
      #expect(try server.call("get_ticker_price", ["symbol": "BTCUSDT"], in: session).isSuccess)

      let peer = try HTTPPeer(port: server.port)
      peer.request("DELETE", "/mcp", named)
      #expect(try peer.reply().status == 204)
      // Its id is nobody's from now on; the connection goes on.
      peer.request("POST", "/mcp", Server.fields(named), body: Server.request(3, "ping"))
      let gone = try peer.reply()
      #expect(gone.status == 404 && gone.errorCode == -32600)
      peer.request("DELETE", "/mcp", named)
      #expect(try peer.reply().status == 404)
      // A client that has not noticed opens another one with the old id.
      let again = try server.post(Server.initialize(), named)
      #expect(again.status == 200 && again.session != nil && again.session != session)
      #expect(try server.finish() == 0)
      #expect(server.program.output.isEmpty, "something was printed on stdout")
    }

    @Test func `every released version with sessions is served, each client by itself`() throws {
      let server = try Server()
      let versions = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"]
      let sessions = try versions.map { try server.open($0) }
      #expect(Set(sessions).count == versions.count)
      for (version, session) in zip(versions, sessions) {
        // The same id in every session: each gets its own answer.
        let answer = try server.post(
          Server.request(7, "tools/call", ["name": "server_status"]), ["Mcp-Session-Id": session])
        #expect(try answer.message().id == 7)
        #expect((try answer.message().structured != nil) == (version >= "2025-06-18"))
      }
      let batch =
        "[\(Server.request(1, "ping")),\(Server.request(2, "tools/call", ["name": "server_status"]))]"
      let march = try server.post(batch, ["Mcp-Session-Id": sessions[1]])
      #expect((ParsedJSON.array(Data(march.body)))?.count == 2)
      let june = try server.post(batch, ["Mcp-Session-Id": sessions[2]])
      #expect(june.status == 400 && june.errorCode == -32600)
      #expect(try server.finish() == 0)
    }

    @Test func `what is no message of a session has its status and says why in JSON`() throws {
      let server = try Server()
      let session = try server.open()
      let named = ["Mcp-Session-Id": session]
      let ping = Server.request(1, "ping")
      func expect(_ status: Int, _ code: Int, _ answer: HTTPAnswer, _ comment: Comment) {
        #expect(answer.status == status, comment)
        #expect(answer.errorCode == code, comment)
        #expect(answer.headers["content-type"] == "application/json", comment)
        #expect(!answer.errorMessage.isEmpty, comment)
      }
      expect(400, -32700, try server.post("", named), "an empty body")
      expect(400, -32700, try server.post(" \n ", named), "a blank body")
      expect(400, -32700, try server.post("{", named), "half a message")
      expect(400, -32600, try server.post("42", named), "a number")
      expect(400, -32700, try server.post("{", [:]), "half a message without a session")
      expect(400, -32600, try server.post(ping), "no session")
      expect(404, -32600, try server.post(ping, ["Mcp-Session-Id": "x"]), "no id of ours")
      let forged = String(session.dropLast()) + (session.hasSuffix("0") ? "1" : "0")
      expect(404, -32600, try server.post(ping, ["Mcp-Session-Id": forged]), "an id that is wrong by a digit")
      expect(
        400, -32600, try server.post(ping, named.merging(["MCP-Protocol-Version": "1999-01-01"]) { $1 }),
        "an unknown version")
      expect(415, -32600, try server.post(ping, named.merging(["Content-Type": "text/plain"]) { $1 }), "text")
      let packed = try server.post(ping, named.merging(["Content-Encoding": "gzip"]) { $1 })
      expect(415, -32600, packed, "a body that says it is compressed")
      #expect(packed.headers["accept-encoding"] == "identity")
      #expect(try server.post(ping, named.merging(["Content-Encoding": "Identity"]) { $1 }).status == 200)
      expect(406, -32600, try server.post(ping, named.merging(["Accept": "text/html"]) { $1 }), "a browser")
      expect(404, -32600, try server.post(ping, named, to: "/mcp/x"), "another address")
      expect(404, -32600, try server.post(ping, named, to: "/"), "the root")
      for (method, path) in [("PUT", "/mcp"), ("HEAD", "/sse"), ("GET", "/messages"), ("post", "/mcp")] {
        let peer = try HTTPPeer(port: server.port)
        peer.request(method, path, Server.fields(named), body: method == "HEAD" ? nil : "{}")
        let answer = method == "HEAD" ? try peer.head() : try peer.reply()
        #expect(answer.status == 405, "\(method) \(path)")
        #expect(answer.headers["allow"]?.isEmpty == false, "\(method) \(path)")
      }
      // An initialize that is wrong opens nothing.
      let wrong = try server.post(Server.request(1, "initialize"))
      #expect(wrong.errorCode == -32602 && wrong.session == nil)
      // A response to nothing and an unknown notification are taken, and not answered.
      #expect(try server.post(#"{"jsonrpc":"2.0","id":9,"result":{}}"#, named).status == 202)
      #expect(try server.post(#"{"jsonrpc":"2.0","method":"notifications/x"}"#, named).status == 202)
      let unknown = try server.post(Server.request(5, "no/such"), named)
      #expect(unknown.status == 200 && unknown.errorCode == -32601)
      try server.expectAlive(session)
      #expect(try server.finish() == 0)
    }

    /// Errors can be read by a page that may use the server, and it may ask beforehand.
    private static func expectReadableErrors(by server: Server) throws {
      let port = server.port
      let peer = try HTTPPeer(port: port)
      let origin = ["Origin": "https://app.example.com"]
      peer.request("GET", "/nothing", origin)
      let missing = try peer.reply()
      #expect(missing.status == 404 && missing.headers["access-control-allow-origin"] != nil)
      #expect(missing.headers["access-control-expose-headers"]?.contains("Mcp-Session-Id") == true)
      peer.request(
        "OPTIONS", "/mcp",
        origin.merging(["Access-Control-Request-Method": "POST"]) { $1 })
      let preflight = try peer.reply()
      let large = try HTTPPeer(port: port)
      large.request(
        "POST", "/mcp", Server.fields(["Origin": "https://app.example.com", "Content-Length": "9000000"]))
      let refused = try large.reply()
      #expect(refused.status == 413 && refused.headers["access-control-allow-origin"] != nil)
      #expect(preflight.status == 204)
      #expect(preflight.headers["access-control-allow-headers"]?.contains("Mcp-Session-Id") == true)
      #expect(preflight.headers["access-control-allow-methods"]?.contains("DELETE") == true)
    }

    @Test func `strange hosts and pages are turned away, and allowed pages may read even errors`() throws {
      let server = try Server(
        network: [
          "--no-token", "--allowed-host", "mcp.example.com", "--allowed-origin", "https://app.example.com",
        ])
      func status(_ headers: [String: String], _ method: String = "POST") throws -> HTTPAnswer {
        let peer = try HTTPPeer(port: server.port)
        peer.request(
          method, "/mcp", Server.fields(headers), body: method == "POST" ? Server.initialize() : nil)
        return try peer.reply()
      }
      let port = server.port
      for host in [
        "127.0.0.1", "localhost:\(port)", "[::1]:\(port)", "LOCALHOST", "mcp.example.com",
        "mcp.example.com:443",
      ] {
        #expect(try status(["Host": host]).status == 200, "\(host)")
      }
      for host in [
        "evil.example.com", "127.0.0.1.evil.example", "localhost.", "mcp.example.com.evil.example",
        "127.0.0.2", "evil.example:\(port)", "0.0.0.0",
      ] {
        for method in ["POST", "GET", "DELETE", "OPTIONS"] {
          let answer = try status(["Host": host], method)
          #expect(answer.status == 403 && answer.errorCode == -32600, "\(method) \(host)")
        }
      }
      for host in ["localhost:x", "localhost:1:2", "[::1", "::1"] {
        #expect(try status(["Host": host]).status == 400, "\(host) is no host (RFC 9112 §3.2)")
      }
      let own = "127.0.0.1:\(port)"
      for origin in ["https://app.example.com", "http://\(own)", "HTTPS://APP.EXAMPLE.COM"] {
        let answer = try status(["Host": own, "Origin": origin])
        #expect(answer.status == 200, "\(origin)")
        #expect(answer.headers["access-control-allow-origin"] == origin)
        #expect(answer.headers["vary"] == "Origin")
      }
      for origin in [
        "null", "https://evil.example", "http://app.example.com", "https://app.example.com.evil.example",
        "http://127.0.0.1:\(port + 1)", "http://localhost:3000", "file://", "",
      ] {
        let answer = try status(["Host": own, "Origin": origin])
        #expect(answer.status == 403, "\(origin)")
        #expect(answer.headers["access-control-allow-origin"] == nil, "\(origin)")
      }
      try Self.expectReadableErrors(by: server)
      #expect(try server.finish() == 0)
    }

    /// Every method of every address, and what an address that is none gets.
    private static let places: [(method: String, path: String)] = [
      ("POST", "/mcp"), ("GET", "/mcp"), ("DELETE", "/mcp"), ("OPTIONS", "/mcp"), ("PUT", "/mcp"),
      ("GET", "/sse"), ("OPTIONS", "/sse"), ("POST", "/sse"), ("HEAD", "/sse"), ("POST", "/messages"),
      ("OPTIONS", "/messages"), ("GET", "/messages"), ("GET", "/nothing"), ("OPTIONS", "/nothing"),
    ]

    @Test func `Host and Origin are looked at first, whatever the method and the address`() throws {
      let server = try Server(network: ["--no-token", "--allowed-origin", "https://app.example.com"])
      let stream = try HTTPPeer(port: server.port)
      stream.request("GET", "/sse", ["Accept": "text/event-stream", "Origin": "https://app.example.com"])
      let head = try stream.head()
      #expect(head.status == 200 && head.headers["access-control-allow-origin"] == "https://app.example.com")
      let messages = try #require(try stream.event()).data
      let session = try server.open()
      func answer(_ method: String, _ path: String, _ more: [String: String]) throws -> HTTPAnswer {
        // All that would make it a good request otherwise.
        var fields = Server.fields(more)
        if path == "/sse" { fields["Accept"] = "text/event-stream" }
        if path == "/mcp" { fields["Mcp-Session-Id"] = session }
        let target = path == "/messages" ? messages : path
        let peer = try HTTPPeer(port: server.port)
        peer.request(method, target, fields, body: method == "POST" ? Server.request(7, "ping") : nil)
        let head = try peer.head()
        if method == "HEAD" || head.headers["content-type"] == "text/event-stream" { return head }
        return try peer.whole(head)
      }
      for (method, path) in Self.places {
        let what = "\(method) \(path)"
        for wrong in [["Host": "evil.example"], ["Origin": "https://evil.example"], ["Origin": "null"]] {
          let refused = try answer(method, path, wrong)
          #expect(refused.status == 403, "\(what) \(wrong)")
          #expect(refused.errorCode == -32600 || method == "HEAD", "\(what) \(wrong)")
          #expect(refused.headers["access-control-allow-origin"] == nil, "\(what) \(wrong)")
        }
      }
      // None of these has done anything.
      try server.expectAlive(session)
      let named = ["Origin": "https://app.example.com"]
      for (method, path) in Self.places where method != "DELETE" {
        let taken = try answer(method, path, named)
        let what = "\(method) \(path): \(taken.status)"
        #expect(taken.status != 403, "\(what)")
        #expect(taken.headers["access-control-allow-origin"] == named["Origin"], "\(what)")
        if method == "OPTIONS" { #expect(taken.status == (path == "/nothing" ? 404 : 204), "\(what)") }
      }
      // One ping of all these was let through to the stream.
      #expect(try stream.message()?.id == 7)
      let deleted = try answer("DELETE", "/mcp", named)
      #expect(deleted.status == 204 && deleted.headers["access-control-allow-origin"] == named["Origin"])
      #expect(try server.finish() == 0)
    }

    @Test func `without a token nobody is let in, and nothing is told`() throws {
      let server = try Server(network: [])
      for value in [nil, "Bearer x", "Basic YTpi", "Bearer bulkhead_" + String(repeating: "A", count: 43)] {
        var headers: [String: String] = [:]
        if let value { headers["Authorization"] = value }
        let answer = try server.post(Server.initialize(), headers)
        #expect(answer.status == 401 || answer.status == 400, "\(value ?? "none")")
        #expect(answer.headers["www-authenticate"]?.hasPrefix("Bearer") == true)
        #expect(answer.session == nil && !answer.errorMessage.isEmpty)
        #expect(value.map { !answer.text.contains($0) } ?? true)
      }
      #expect(try server.finish() == 0)
    }
  }
}
