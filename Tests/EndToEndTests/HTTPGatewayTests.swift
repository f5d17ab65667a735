import Foundation
import Testing

extension `End to end` {
  @Suite struct `A gateway that dies over HTTP` {
    private typealias Server = HTTPServerUnderTest

    @Test func `another takes its place at the same socket and clients begin anew`() throws {
      let server = try Server()
      var session = try server.open()
      try server.waitForWorker(in: session)
      var killed: Set<Int32> = []
      for _ in 1...2 {
        let status = try server.call("server_status", in: session).data
        let gateway = Int32(try #require(status["gateway_pid"] as? Int))
        #expect(!killed.contains(gateway))
        killed.insert(gateway)
        kill(gateway, SIGKILL)
        // The socket is still there: whoever connects is served by the next one. Its sessions are gone.
        let answer = try server.post(Server.request(9, "ping"), ["Mcp-Session-Id": session])
        #expect(answer.status == 404)
        session = try server.open()
        let again = session
        try server.program.wait(for: "a worker") { try server.worker(in: again).state == "ready" }
        #expect(try server.call("get_ticker_price", ["symbol": "BTCUSDT"], in: session).isSuccess)
      }
      #expect(try server.finish() == 0)
      #expect(ProcessRecord.descendants(of: server.program.pid).isEmpty)
    }

    @Test func `a worker that dies in the middle of a call goes unnoticed`() throws {
      let exchange = try FakeExchange { number, _ in
        number == 0 ? [.silence] : [.reply(body: FakeExchange.priceBody())]
      }
      defer { exchange.stop() }
      let server = try Server(exchange)
      let session = try server.open()
      try server.waitForWorker(in: session)
      let worker = try #require(try server.worker(in: session).pid)
      let peer = try HTTPPeer(port: server.port)
      peer.request(
        "POST", "/mcp", Server.fields(["Mcp-Session-Id": session]),
        body: Server.request(
          5, "tools/call", ["name": "get_ticker_price", "arguments": ["symbol": "BTCUSDT"]]))
      try server.program.wait(for: "the request at the exchange") { exchange.requestCount == 1 }
      kill(worker, SIGKILL)
      let reply = try peer.reply()
      let isStream = reply.headers["content-type"] == "text/event-stream"
      if !isStream { #expect(try reply.message().isSuccess) }
      #expect(reply.text.contains("64000.10000000"))
      #expect(exchange.requestCount == 2)
      #expect(try server.finish() == 0)
    }
  }
}
