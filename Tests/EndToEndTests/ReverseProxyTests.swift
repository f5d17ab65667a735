import Foundation
import TestSupport
import Testing

extension `End to end` {
  @Suite struct `Behind a reverse proxy` {
    private typealias Server = HTTPServerUnderTest

    /// False where there is no nginx; says so. `apt-get install nginx-light` brings one.
    static let hasProxy: Bool = {
      let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/sbin/nginx")
      if !isInstalled { print("not checked here: deploy/nginx.conf, since there is no nginx") }
      return isInstalled
    }()

    /// The configuration that ships, on other ports and without the certificate.
    private static func configuration(_ scratch: ScratchFolder, port: UInt16, server: UInt16) throws -> String
    {
      let file = Repository.root.appendingPathComponent("deploy/nginx.conf")
      let shipped = try String(contentsOf: file, encoding: .utf8)
      let site = shipped.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
        !line.contains("ssl_") && !line.contains("[::]")
      }.joined(separator: "\n")
        .replacingOccurrences(of: "listen 443 ssl;", with: "listen 127.0.0.1:\(port);")
        .replacingOccurrences(of: "127.0.0.1:8000", with: "127.0.0.1:\(server)")
      let paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map { name in
        "\(name)_temp_path \(scratch.path(name));"
      }.joined(separator: "\n")
      return """
        daemon off; master_process off; pid \(scratch.path("pid")); error_log stderr warn;
        events { worker_connections 64; }
        http { access_log off; \(paths)
        \(site)
        }
        """
    }

    @Test(.enabled(if: hasProxy)) func `events pass at once, headers stay, and a cut is a cut`() throws {
      let exchange = try FakeExchange { number, _ in
        number == 0
          ? [.pause(milliseconds: 2_500), .reply(body: FakeExchange.priceBody())] : [.silence]
      }
      defer { exchange.stop() }
      let server = try Server(
        ["--base-url", exchange.url], network: ["--no-token", "--allowed-host", "mcp.example.com"])
      let scratch = try ScratchFolder()
      let port = try LoopbackSocket.unusedPort()
      let text = try Self.configuration(scratch, port: port, server: server.port)
      let file = try scratch.write(Data(text.utf8), as: "nginx.conf")
      let proxy = try ProgramUnderTest("/usr/sbin/nginx", ["-c", file, "-p", scratch.path("")])
      defer { proxy.signal(SIGTERM) }
      try proxy.wait(for: "the proxy") {
        // Not there yet is what is waited for.
        guard let descriptor = try? LoopbackSocket.connected(port: port) else {
          #expect(!proxy.isEnded, "\(proxy.errorText)")
          return proxy.isEnded
        }
        close(descriptor)
        return true
      }
      let host = ["Host": "mcp.example.com"]
      let greeting = try HTTPPeer(port: port)
      greeting.request("POST", "/mcp", Server.fields(host), body: Server.initialize())
      let opened = try greeting.reply()
      let session = try #require(opened.session)
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
      // Another name than those allowed reaches the server as it is.
      let stranger = try HTTPPeer(port: port)
      stranger.request("POST", "/mcp", Server.fields(["Host": "evil.example"]), body: Server.initialize())
      #expect(try stranger.reply().status == 403)
      let elsewhere = try HTTPPeer(port: port)
      elsewhere.request("GET", "/other", host)
      let missing = try elsewhere.reply()
      #expect(missing.status == 404 && missing.errorCode == -32600)
      // Without a session the end of the client's connection is the end of the call.
      let single = try HTTPPeer(port: port)
      single.request(
        "POST", "/mcp",
        Server.fields(
          host.merging(Server.statelessFields("tools/call", name: "get_ticker_price")) { $1 }),
        body: Server.stateless(
          "tools/call", ["name": "get_ticker_price", "arguments": ["symbol": "BTCUSDT"]]))
      try server.program.wait(for: "the request at the exchange") { exchange.requestCount == 2 }
      shutdown(single.descriptor, Int32(SHUT_RDWR))
      try server.program.wait(for: "the end of the call") { exchange.closedByPeerCount == 1 }
      #expect(try server.finish() == 0)
    }
  }
}
