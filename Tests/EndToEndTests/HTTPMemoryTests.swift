import Foundation
import Testing

extension `End to end` {
  /// What clients leave behind in the gateway, by what the kernel says that it holds.
  @Suite struct `Memory of the gateway over HTTP` {
    private typealias Server = HTTPServerUnderTest

    @Test func `a long request that is listened or waited behind is not kept`() throws {
      let exchange = try FakeExchange { _, _ in [.silence] }
      defer { exchange.stop() }
      let server = try Server(exchange)
      let session = try server.open()
      try server.waitForWorker(in: session)
      let gateway = try #require(
        ProcessRecord.descendants(of: server.program.pid).first {
          $0.text("cmdline")?.contains("internal-gateway") == true
        })
      // Each number has eight bytes where a message was read.
      let numbers = "[" + Array(repeating: "1", count: 500_000).joined(separator: ",") + "]"
      func padded(_ request: String) -> String {
        request.replacingOccurrences(of: #""padding":0"#, with: #""padding":\#(numbers)"#)
      }
      let before = try #require(gateway.kibibytes("VmRSS"))
      var peers: [HTTPPeer] = []
      for number in 0..<24 {
        let peer = try HTTPPeer(port: server.port)
        peers.append(peer)
        if number < 12 {
          peer.request(
            "POST", "/mcp", Server.fields(Server.statelessFields("subscriptions/listen")),
            body: padded(
              Server.stateless(
                "subscriptions/listen", ["notifications": ["toolsListChanged": true], "padding": 0])))
        } else {
          let name = "get_ticker_price"
          peer.request(
            "POST", "/mcp", Server.fields(Server.statelessFields("tools/call", name: name)),
            body: padded(
              Server.stateless(
                "tools/call", ["name": name, "arguments": ["symbol": "BTCUSDT"], "padding": 0])))
        }
      }
      // A call is answered with a stream when it takes longer than a second.
      for (number, peer) in peers.enumerated() {
        #expect(try peer.head().headers["content-type"] == "text/event-stream", "\(number)")
      }
      let after = try #require(gateway.kibibytes("VmRSS"))
      // Kept, they are 24 times four mebibytes at the least; one message and its reading are some five.
      #expect(after - before < 32 * 1_024, "\(before) KiB, then \(after)")
      peers.removeAll()
      #expect(try server.finish() == 0)
    }
  }
}
