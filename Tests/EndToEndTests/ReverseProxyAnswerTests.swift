import Foundation
import Testing

extension `End to end` {
  @Suite struct `What a reverse proxy says itself` {
    private typealias Server = HTTPServerUnderTest

    private static let host = "mcp.example.com"

    @Test(arguments: ReverseProxy.installed)
    func `a server that is away is said in JSON`(kind: ReverseProxy) throws {
      let server = try Server(network: ["--no-token", "--allowed-host", Self.host])
      let scratch = try ScratchFolder()
      let (proxy, port) = try kind.start(scratch, server)
      defer { proxy.signal(SIGTERM) }
      func answer() throws -> HTTPAnswer {
        let peer = try HTTPPeer(port: port)
        peer.request("POST", "/mcp", Server.fields(["Host": Self.host]), body: Server.initialize())
        return try peer.reply()
      }
      #expect(try answer().status == 200)
      #expect(try server.finish() == 0)
      let away = try answer()
      #expect(away.status == 502 && away.errorCode == -32603, "\(away.text)")
      #expect(away.headers["content-type"] == "application/json", "\(away.headers)")
    }

    @Test(arguments: ReverseProxy.installed)
    func `on another port than the usual one its own pages are let in, and others are not`(
      kind: ReverseProxy
    ) throws {
      let server = try Server(network: ["--no-token", "--allowed-host", Self.host])
      let scratch = try ScratchFolder()
      let (proxy, port) = try kind.start(scratch, server)
      defer { proxy.signal(SIGTERM) }
      for (host, origin, status) in [
        ("\(Self.host):\(port)", "http://\(Self.host):\(port)", 200),
        ("\(Self.host):\(port)", "http://\(Self.host):\(port + 1)", 403),
        ("\(Self.host):\(port)", "http://\(Self.host)", 403),
        (Self.host, "https://\(Self.host)", 200), (Self.host, "https://\(Self.host):\(port)", 403),
      ] {
        let peer = try HTTPPeer(port: port)
        peer.request(
          "POST", "/mcp/", Server.fields(["Host": host, "Origin": origin]), body: Server.initialize())
        let answer = try peer.reply()
        #expect(answer.status == status, "\(host) \(origin): \(answer.text)")
      }
      #expect(try server.finish() == 0)
    }

    @Test(.enabled(if: ReverseProxy.installed.contains(.nginx)))
    func `what nginx refuses itself is said in JSON, and a client without Host has one`() throws {
      let server = try Server(network: ["--no-token", "--allowed-host", Self.host])
      let scratch = try ScratchFolder()
      let (proxy, port) = try ReverseProxy.nginx.start(scratch, server)
      defer { proxy.signal(SIGTERM) }
      let long = String(repeating: "a", count: 40_000)
      for (request, status, code) in [
        ("POST /mcp HTTP/1.1\r\nHost: \(Self.host)\r\nContent-Length: 20000000\r\n\r\n", 413, -32600),
        ("nonsense\r\n\r\n", 400, -32600), ("GET /mcp HTTP/1.1\r\n\r\n", 400, -32600),
        ("GET /\(long) HTTP/1.1\r\nHost: \(Self.host)\r\n\r\n", 414, -32600),
        ("GET /mcp HTTP/1.1\r\nHost: \(Self.host)\r\nX: \(long)\r\n\r\n", 400, -32600),
        ("TRACE /mcp HTTP/1.1\r\nHost: \(Self.host)\r\n\r\n", 405, -32600),
        ("GET /refused.json HTTP/1.1\r\nHost: \(Self.host)\r\n\r\n", 404, -32600),
      ] {
        let peer = try HTTPPeer(port: port)
        peer.send(request)
        let answer = try peer.reply()
        #expect(answer.status == status && answer.errorCode == code, "\(request.prefix(40)): \(answer.text)")
        #expect(answer.headers["content-type"] == "application/json", "\(request.prefix(40))")
      }
      // It is known by the name of the site, and by the address that it asks for, whatever Host says.
      for start in [
        "GET /mcp HTTP/1.0\r\n",
        "GET http://\(Self.host)/mcp HTTP/1.1\r\nHost: evil.example\r\n",
      ] {
        let peer = try HTTPPeer(port: port)
        peer.send("\(start)Accept: text/event-stream\r\nConnection: close\r\n\r\n")
        let answer = try peer.reply()
        #expect(answer.status == 400 && answer.errorMessage.contains("Mcp-Session-Id"), "\(answer.text)")
      }
      #expect(try server.finish() == 0)
    }
  }
}
