import Foundation
import Testing

extension `End to end` {
  @Suite struct `Many connections over HTTP` {
    private typealias Server = HTTPServerUnderTest

    /// A server with little more than a hundred places for connections.
    private static func small() throws -> Server { try Server(descriptorLimit: 200) }

    private static func descriptorCount(of server: Server, in session: String) throws -> Int {
      let gateway = try #require(try server.call("server_status", in: session).data["gateway_pid"] as? Int)
      return try FileManager.default.contentsOfDirectory(atPath: "/proc/\(gateway)/fd").count
    }

    @Test func `a connection that ends gives its place back as soon as its client has closed`() throws {
      let server = try Server()
      let session = try server.open()
      // Each worker that starts later brings a link of its own.
      try server.program.wait(for: "all workers") {
        let workers = try server.call("server_status", in: session).data["workers"] as? [[String: Any]]
        return workers?.allSatisfy { $0["state"] as? String == "ready" } == true
      }
      let before = try Self.descriptorCount(of: server, in: session)
      for number in 0..<50 {
        let peer = try HTTPPeer(port: server.port)
        peer.send(
          number % 2 == 0
            ? "GET /x HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n"
            : "GET /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        #expect(try peer.reply().status >= 400)
      }
      try server.program.wait(for: "the descriptors of the closed connections", seconds: 1.5) {
        try Self.descriptorCount(of: server, in: session) <= before + 2
      }
      #expect(try server.finish() == 0)
    }

    @Test func `those who send a byte now and then shut nobody out`() throws {
      let server = try Self.small()
      let session = try server.open()
      var slow: [HTTPPeer] = []
      for _ in 0..<160 {
        let peer = try HTTPPeer(port: server.port)
        peer.send("P")
        slow.append(peer)
      }
      // They have a second; then they make room.
      usleep(1_300_000)
      for _ in 0..<20 { try server.expectAlive(session) }
      #expect(try server.finish() == 0)
    }

    @Test func `three hundred clients of HTTP with SSE have each its own answers`() throws {
      let server = try Server()
      let session = try server.open()
      try server.waitForWorker(in: session)
      let clients = try (0..<300).map { _ -> (stream: HTTPPeer, path: String) in
        let stream = try HTTPPeer(port: server.port)
        stream.request("GET", "/sse", ["Accept": "text/event-stream"])
        #expect(try stream.head().status == 200)
        return (stream: stream, path: try #require(try stream.event()).data)
      }
      #expect(Set(clients.map { $0.path }).count == clients.count)
      for client in clients {
        #expect(try server.post(Server.initialize("2024-11-05"), to: client.path).status == 202)
      }
      for client in clients {
        #expect(try client.stream.message()?.result?["protocolVersion"] as? String == "2024-11-05")
        let ready = #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#
        #expect(try server.post(ready, to: client.path).status == 202)
      }
      // All of them ask, and then all of them listen.
      func symbol(_ number: Int) -> String { number % 2 == 0 ? "BTCUSDT" : "ETHUSDT" }
      for (number, client) in clients.enumerated() {
        let call = Server.request(
          1_000 + number, "tools/call",
          ["name": "get_ticker_price", "arguments": ["symbol": symbol(number)]])
        #expect(try server.post(call, to: client.path).status == 202)
      }
      for (number, client) in clients.enumerated() {
        let answer = try #require(try client.stream.message())
        #expect(answer.id == 1_000 + number && !answer.isToolError, "\(number): \(answer.text)")
        #expect(answer.text.contains(symbol(number)), "\(number): \(answer.text)")
      }
      try server.expectAlive(session)
      #expect(try server.finish() == 0)
    }

    @Test func `four hundred clients are told of an order, each of what it watches`() throws {
      let server = try Server()
      let session = try server.open()
      try server.waitForWorker(in: session)
      try server.program.wait(for: "trading") {
        try server.call("trading_status", in: session).data["trading"] as? String == "open"
      }
      let addresses = ["bulkhead://orders/recent", "bulkhead://orders/BTCUSDT"]
      let streams = try (0..<400).map { number -> HTTPPeer in
        let own = ["Mcp-Session-Id": try server.open()]
        let watch = Server.request(5, "resources/subscribe", ["uri": addresses[number % 2]])
        #expect(try server.post(watch, own).status == 200)
        let stream = try HTTPPeer(port: server.port)
        stream.request("GET", "/mcp", own.merging(["Accept": "text/event-stream"]) { $1 })
        #expect(try stream.head().status == 200)
        return stream
      }
      let order: [String: Any] = [
        "symbol": "BTCUSDT", "side": "BUY", "type": "MARKET", "quote_quantity": "50",
      ]
      #expect(try server.call("create_order", order, in: session).isSuccess)
      for (number, stream) in streams.enumerated() {
        let told = try #require(try stream.message(), "\(number)")
        #expect(told.method == "notifications/resources/updated", "\(number): \(told.message)")
        let params = told.message["params"] as? [String: Any]
        #expect(params?["uri"] as? String == addresses[number % 2], "\(number): \(told.message)")
      }
      try server.expectAlive(session)
      #expect(try server.finish() == 0)
    }

    @Test func `streams that stay open leave room for requests`() throws {
      let server = try Self.small()
      let session = try server.open()
      var streams: [HTTPPeer] = []
      var statuses: [Int: Int] = [:]
      for number in 0..<130 {
        let peer = try HTTPPeer(port: server.port)
        if number % 2 == 0 {
          peer.request("GET", "/sse", ["Accept": "text/event-stream"])
        } else {
          peer.request(
            "POST", "/mcp", Server.fields(Server.statelessFields("subscriptions/listen")),
            body: Server.stateless("subscriptions/listen", ["notifications": [:] as [String: Any]]))
        }
        statuses[try peer.head().status, default: 0] += 1
        streams.append(peer)
      }
      #expect(statuses[200, default: 0] > 100 && statuses[503, default: 0] > 0, "\(statuses)")
      try server.expectAlive(session)
      // Those that end make room for others.
      streams.removeFirst(40)
      try server.program.wait(for: "room for another stream") {
        let peer = try HTTPPeer(port: server.port)
        peer.request("GET", "/sse", ["Accept": "text/event-stream"])
        return try peer.head().status == 200
      }
      #expect(try server.finish() == 0)
    }
  }
}
