import Foundation
import Testing

extension `End to end` {
  @Suite struct `Behind a reverse proxy` {
    private typealias Server = HTTPServerUnderTest

    @Test(arguments: ReverseProxy.installed)
    func `events pass at once, headers stay, and a cut is a cut`(kind: ReverseProxy) throws {
      let exchange = try FakeExchange { number, _ in
        number == 0
          ? [.pause(milliseconds: 2_500), .reply(body: FakeExchange.priceBody())] : [.silence]
      }
      defer { exchange.stop() }
      let server = try Server(
        ["--base-url", exchange.url], network: ["--no-token", "--allowed-host", "mcp.example.com"])
      let scratch = try ScratchFolder()
      let (proxy, port) = try kind.start(scratch, server)
      defer { proxy.signal(SIGTERM) }
      let host = ["Host": "mcp.example.com"]
      let greeting = try HTTPPeer(port: port)
      greeting.request("POST", "/mcp", Server.fields(host), body: Server.initialize())
      let opened = try greeting.reply()
      let session = try #require(opened.session, "\(opened.status) \(opened.text) \(proxy.errorText)")
      #expect(opened.status == 200)
      let named = Server.fields(host.merging(["Mcp-Session-Id": session]) { $1 })
      let call = Server.request(
        5, "tools/call", ["name": "get_ticker_price", "arguments": ["symbol": "BTCUSDT"]])
      let peer = try HTTPPeer(port: port)
      peer.request("POST", "/mcp", named, body: call)
      #expect(try peer.head().headers["content-type"] == "text/event-stream")
      let first = try #require(try peer.event())
      #expect(first.data.isEmpty && exchange.requestCount == 1, "events were held back")
      #expect(try peer.message()?.isSuccess == true)
      try Self.expectRefusals(kind, port)
      try Self.expectOldStream(port, host)
      // Without a session the end of the client's connection is the end of the call.
      for isStreaming in [false, true] {
        let before = exchange.requestCount
        let single = try HTTPPeer(port: port)
        single.request(
          "POST", "/mcp",
          Server.fields(
            host.merging(Server.statelessFields("tools/call", name: "get_ticker_price")) { $1 }),
          body: Server.stateless(
            "tools/call", ["name": "get_ticker_price", "arguments": ["symbol": "BTCUSDT"]]))
        try server.program.wait(for: "the request at the exchange") { exchange.requestCount == before + 1 }
        if isStreaming { #expect(try single.head().headers["content-type"] == "text/event-stream") }
        let closed = exchange.closedByPeerCount
        shutdown(single.descriptor, Int32(SHUT_RDWR))
        try server.program.wait(for: "the end of the call") { exchange.closedByPeerCount == closed + 1 }
      }
      #expect(try server.finish() == 0)
    }

    @Test(arguments: ReverseProxy.installed)
    func `tokens, pages and cut streams pass, and the server's log names the client`(kind: ReverseProxy)
      throws
    {
      let exchange = try FakeExchange { number, _ in
        number == 0
          ? [.pause(milliseconds: 2_500), .reply(body: FakeExchange.priceBody())] : [.silence]
      }
      defer { exchange.stop() }
      let home = try HomeFolder()
      let token = try home.token("desk", "market")
      let server = try Server(
        ["--base-url", exchange.url, "--log-level", "debug"],
        network: [
          "--allowed-host", "mcp.example.com", "--allowed-origin", "https://app.example.com",
          "--trusted-proxy", "127.0.0.1",
        ], environment: ["HOME": home.path])
      let scratch = try ScratchFolder()
      let (proxy, port) = try kind.start(scratch, server)
      defer { proxy.signal(SIGTERM) }
      let page = ["Host": "mcp.example.com", "Origin": "https://app.example.com"]
      let fields = page.merging(token) { $1 }
      try Self.expectAddresses(server, port)
      try Self.expectPages(port, page, fields)

      let greeting = try HTTPPeer(port: port)
      greeting.request("POST", "/mcp", Server.fields(fields), body: Server.initialize())
      let opened = try greeting.reply()
      #expect(opened.status == 200, "\(opened.text)")
      let named = fields.merging(["Mcp-Session-Id": try #require(opened.session)]) { $1 }
      let peer = try HTTPPeer(port: port)
      peer.request(
        "POST", "/mcp", Server.fields(named),
        body: Server.request(
          5, "tools/call", ["name": "get_ticker_price", "arguments": ["symbol": "BTCUSDT"]]))
      #expect(try peer.head().headers["content-type"] == "text/event-stream")
      let place = try #require(try peer.event()?.id)
      shutdown(peer.descriptor, Int32(SHUT_RDWR))
      for _ in 1...2 {
        let again = try HTTPPeer(port: port)
        again.request(
          "GET", "/mcp", named.merging(["Accept": "text/event-stream", "Last-Event-ID": place]) { $1 })
        #expect(try again.head().status == 200)
        #expect(try again.message()?.id == 5)
        #expect(try again.event() == nil, "a stream ends with its answer")
      }
      #expect(exchange.requestCount == 1)
      #expect(try server.finish() == 0)
    }

    /// What the log calls a client that claims to be elsewhere: what the proxy says of it, and nothing else.
    private static func expectAddresses(_ server: Server, _ port: UInt16) throws {
      let claim = [
        "Host": "mcp.example.com", "X-Forwarded-For": "203.0.113.9", "Forwarded": "for=203.0.113.9",
      ]
      let proxied = try HTTPPeer(port: port, from: 7)
      proxied.request("POST", "/mcp", Server.fields(claim), body: Server.initialize())
      #expect(try proxied.reply().status == 401)
      try server.program.wait(for: "the proxy's client in the log") {
        server.program.errorText.contains("HTTP 401 for 127.0.0.7 through 127.0.0.1: ")
      }
      // Past the proxy, from an address that nobody trusts.
      let direct = try HTTPPeer(port: server.port, from: 8)
      direct.request("POST", "/mcp", Server.fields(claim), body: Server.initialize())
      #expect(try direct.reply().status == 401)
      try server.program.wait(for: "the other client in the log") {
        server.program.errorText.contains("HTTP 401 for 127.0.0.8: ")
      }
      #expect(!server.program.errorText.contains("203.0.113.9"), "a client was believed")
    }

    /// Refusals keep what tells clients how to go on, and pages may read them.
    private static func expectPages(
      _ port: UInt16, _ page: [String: String], _ fields: [String: String]
    ) throws {
      func answer(_ method: String, _ headers: [String: String], _ body: String? = nil) throws -> HTTPAnswer {
        let peer = try HTTPPeer(port: port)
        peer.request(method, "/mcp", Server.fields(headers), body: body)
        return try peer.reply()
      }
      let unknown = try answer("POST", page, Server.initialize())
      #expect(unknown.status == 401 && unknown.errorCode == -32600, "\(unknown.text)")
      #expect(unknown.headers["www-authenticate"]?.hasPrefix("Bearer ") == true, "\(unknown.headers)")
      let opened = try answer("POST", fields, Server.initialize())
      #expect(opened.status == 200 && opened.session != nil, "\(opened.text)")
      let asked = try answer(
        "OPTIONS", page.merging(["Access-Control-Request-Method": "POST"]) { $1 })
      #expect(asked.status == 204)
      #expect(asked.headers["access-control-allow-methods"]?.contains("DELETE") == true)
      #expect(asked.headers["access-control-allow-headers"]?.contains("Last-Event-ID") == true)
      for reply in [unknown, opened, asked] {
        #expect(reply.headers["access-control-allow-origin"] == page["Origin"], "\(reply.headers)")
        #expect(reply.headers["vary"]?.contains("Origin") == true, "\(reply.headers)")
      }
      #expect(opened.headers["access-control-expose-headers"]?.contains("Mcp-Session-Id") == true)
      let stranger = try answer(
        "POST", fields.merging(["Origin": "https://evil.example"]) { $1 }, Server.initialize())
      #expect(stranger.status == 403 && stranger.headers["access-control-allow-origin"] == nil)
    }

    private static func expectRefusals(_ kind: ReverseProxy, _ port: UInt16) throws {
      // nginx hands on whatever name it is asked for, and the server refuses it. Caddy has one site, and
      // nothing for other names: with TLS they have no certificate.
      let stranger = try HTTPPeer(port: port)
      stranger.request("POST", "/mcp", Server.fields(["Host": "evil.example"]), body: Server.initialize())
      let refused = try stranger.reply()
      #expect(kind == .nginx ? refused.status == 403 : refused.body.isEmpty && refused.session == nil)
      let elsewhere = try HTTPPeer(port: port)
      elsewhere.request("GET", "/other", ["Host": "mcp.example.com"])
      let missing = try elsewhere.reply()
      #expect(missing.status == 404 && missing.errorCode == -32600, "\(missing.text)")
      #expect(missing.headers["content-type"] == "application/json")
      // The whole body comes, and the refusal all the same: with its length said before, and without.
      let headers = Server.fields(["Host": "mcp.example.com"])
      let body = String(repeating: " ", count: 5_000_000)
      for _ in 0..<5 {
        let large = try HTTPPeer(port: port)
        large.request("POST", "/mcp", headers, body: body)
        Self.expectOurs(try large.reply())
        let chunked = try HTTPPeer(port: port)
        chunked.send(
          "POST /mcp HTTP/1.1\r\nHost: mcp.example.com\r\nContent-Type: application/json\r\n"
            + "Accept: application/json, text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "\(String(body.utf8.count, radix: 16))\r\n\(body)\r\n0\r\n\r\n")
        Self.expectOurs(try chunked.reply())
      }
    }

    /// The server's own words about a message that is too large.
    private static func expectOurs(_ answer: HTTPAnswer) {
      #expect(answer.status == 413 && answer.errorCode == -32600, "\(answer.text)")
      #expect(answer.headers["content-type"] == "application/json", "\(answer.headers)")
      #expect(answer.headers["cache-control"] == "no-store", "that of a proxy has no such field")
    }

    /// HTTP with SSE: the stream says at once where messages go.
    private static func expectOldStream(_ port: UInt16, _ host: [String: String]) throws {
      let stream = try HTTPPeer(port: port)
      stream.request("GET", "/sse", host.merging(["Accept": "text/event-stream"]) { $1 })
      #expect(try stream.head().status == 200)
      let path = try #require(try stream.event()).data
      let peer = try HTTPPeer(port: port)
      peer.request("POST", path, Server.fields(host), body: Server.initialize("2024-11-05"))
      #expect(try peer.reply().status == 202)
      #expect(try stream.message()?.id == 1)
    }
  }
}
