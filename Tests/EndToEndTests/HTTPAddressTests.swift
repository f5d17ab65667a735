import Foundation
import Testing

extension `End to end` {
  @Suite struct `Addresses over HTTP` {
    private typealias Server = HTTPServerUnderTest

    @Test func `an address with a slash at its end is the same address`() throws {
      let server = try Server()
      let opened = try server.post(Server.initialize(), to: "/mcp/")
      #expect(opened.status == 200, "\(opened.text)")
      let named = ["Mcp-Session-Id": try #require(opened.session)]
      // One session, whichever way it is spelled.
      let ready = #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#
      #expect(try server.post(ready, named, to: "/mcp/").status == 202)
      #expect(try server.post(Server.request(2, "ping"), named).status == 200)
      let single = Server.statelessFields("tools/call", name: "server_status")
      let call = Server.stateless("tools/call", ["name": "server_status"])
      #expect(try server.post(call, single, to: "/mcp/?from=here").message().isSuccess)
      let peer = try HTTPPeer(port: server.port)
      peer.request("OPTIONS", "/mcp/")
      #expect(try peer.reply().headers["allow"] == "GET, POST, DELETE, OPTIONS")
      peer.request("PUT", "/sse/")
      #expect(try peer.reply().status == 405)
      peer.request("DELETE", "/mcp/", named)
      #expect(try peer.reply().status == 204)
      #expect(try server.post(Server.request(3, "ping"), named).status == 404)

      let stream = try HTTPPeer(port: server.port)
      stream.request("GET", "/sse/", ["Accept": "text/event-stream"])
      #expect(try stream.head().status == 200)
      let messages = try #require(try stream.event()).data
      let slashed = messages.replacingOccurrences(of: "/messages?", with: "/messages/?")
      #expect(slashed != messages)
      #expect(try server.post(Server.initialize("2024-11-05"), to: slashed).status == 202)
      #expect(try stream.message()?.id == 1)
      #expect(try server.finish() == 0)
    }

    @Test func `both spellings want a token, a known Host and a known page`() throws {
      let home = try HomeFolder()
      let desk = try home.token("desk", "market")
      let server = try Server(network: [], environment: ["HOME": home.path])
      for path in ["/mcp", "/mcp/", "/sse", "/sse/", "/messages", "/messages/"] {
        let method = path.hasPrefix("/sse") ? "GET" : "POST"
        func status(_ headers: [String: String]) throws -> Int {
          let peer = try HTTPPeer(port: server.port)
          peer.request(
            method, path, Server.fields(headers), body: method == "POST" ? Server.initialize() : nil)
          return try peer.head().status
        }
        #expect(try status([:]) == 401, "\(path)")
        #expect(try status(desk.merging(["Host": "evil.example"]) { $1 }) == 403, "\(path)")
        #expect(try status(desk.merging(["Origin": "https://evil.example"]) { $1 }) == 403, "\(path)")
        // Messages need the session of a stream.
        #expect(try status(desk) == (path.hasPrefix("/messages") ? 404 : 200), "\(path)")
      }
      #expect(try server.finish() == 0)
    }

    @Test func `nothing else is taken for one of them`() throws {
      let server = try Server()
      let whole = try HTTPPeer(port: server.port)
      whole.request("OPTIONS", "*")
      let asked = try whole.reply()
      #expect(asked.status == 204 && asked.headers["allow"]?.contains("POST") == true, "the whole server")
      for path in [
        "/", "//mcp", "/mcp//", "/mcp/.", "/./mcp", "/x/../mcp", "/%6dcp", "/mcp%2f", "/MCP", "/mcp;x",
        "/mcp/x",
        "/messages/x", "/.well-known/oauth-protected-resource/mcp",
      ] {
        let answer = try server.post(Server.initialize(), to: path)
        #expect(answer.status == 404 && answer.errorCode == -32600, "\(path)")
        #expect(answer.errorMessage.contains("/mcp"), "\(path)")
      }
      #expect(try server.finish() == 0)
    }
  }
}
