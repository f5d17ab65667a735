import Foundation
import TestSupport
import Testing

extension `End to end` {
  /// Valid traffic over HTTP with random damage; `./test mutations` sends a million.
  @Suite struct `Mutated traffic over HTTP` {
    private typealias Server = HTTPServerUnderTest

    /// How much the gateway may grow by damaged traffic once it has seen a tenth of it: a leak of three bytes
    /// a request would be more in a million of them.
    private static let growthKibibytesMax = 2_048

    @Test func `it never stops the gateway, touches no other session and leaves nothing behind`() throws {
      let server = try Server()
      let session = try server.open()
      let victim = try server.open()
      let pid = try #require(try server.call("server_status", in: session).data["gateway_pid"] as? Int)
      let gateway = try #require(ProcessRecord(Int32(pid)))
      func memory() throws -> Int { try #require(gateway.kibibytes("RssAnon")) }
      var random = SeededNumbers(seed: 20_261_128)
      let samples = Self.samples(session)
      var statuses: [Int: Int] = [:]
      var openedCount = 0
      var readings: [Int] = []
      for number in 0..<MutationCount.wanted {
        var bytes = Array(samples[Int(random.next() % UInt64(samples.count))].utf8)
        for _ in 0...(random.next() % 4) { Self.mutate(&bytes, &random) }
        let peer = try HTTPPeer(port: server.port, seconds: 5)
        peer.send(bytes)
        peer.finishSending()
        // No reply is one of the answers.
        let answer = try? peer.head()
        let status = answer?.status ?? 0
        statuses[status, default: 0] += 1
        #expect(status < 500 || status == 501 || status == 505, "mutation \(number): \(status)")
        if let answer, status >= 400 {
          let refusal = try peer.whole(answer)
          #expect(refusal.errorCode != nil && !refusal.errorMessage.isEmpty, "mutation \(number)")
          #expect(refusal.headers["content-type"] == "application/json", "mutation \(number)")
        }
        if let opened = answer?.session {
          // What a session takes while it is there is measured elsewhere.
          openedCount += 1
          let end = try HTTPPeer(port: server.port)
          end.request("DELETE", "/mcp", ["Mcp-Session-Id": opened])
          #expect(try end.head().status == 204, "mutation \(number)")
        }
        if number % 500 == 0 { try server.expectAlive(victim, "after mutation \(number)") }
        if number % max(1, MutationCount.wanted / 10) == 0 { readings.append(try memory()) }
      }
      readings.append(try memory())
      print("statuses of \(MutationCount.wanted) mutations: \(statuses.sorted { $0.key < $1.key })")
      print("\(openedCount) sessions opened; anonymous memory of the gateway by tenths: \(readings) KiB")
      try #require(readings.count > 10)
      #expect(readings[readings.count - 1] - readings[1] < Self.growthKibibytesMax, "\(readings)")
      try server.expectAlive(victim)
      #expect(try server.call("server_status", in: victim).data["gateway_pid"] as? Int == pid)
      #expect(try server.finish() == 0)
    }

    private static func samples(_ session: String) -> [String] {
      func post(_ body: String, _ fields: String) -> String {
        "POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
          + "Accept: application/json, text/event-stream\r\n\(fields)Content-Length: \(body.utf8.count)\r\n\r\n"
          + body
      }
      let named = "Mcp-Session-Id: \(session)\r\n"
      return [
        post(Server.initialize(), ""), post(Server.request(1, "ping"), named),
        post(Server.request(2, "tools/list"), named),
        post(Server.request(3, "tools/call", ["name": "server_status"]), named),
        post(#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":3}}"#, named),
        post(
          Server.stateless("server/discover"),
          "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: server/discover\r\n"),
        "GET /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\(named)Last-Event-ID: g1-0\r\n\r\n",
        "OPTIONS /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\n\r\n",
      ]
    }

    private static func mutate(_ bytes: inout [UInt8], _ random: inout SeededNumbers) {
      guard !bytes.isEmpty else { return }
      let index = Int(random.next() % UInt64(bytes.count))
      switch random.next() % 6 {
      case 0: bytes[index] = UInt8(truncatingIfNeeded: random.next())
      case 1: bytes.remove(at: index)
      case 2: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: index)
      case 3: bytes.removeSubrange(index..<min(bytes.count, index + Int(random.next() % 40)))
      case 4:
        let end = min(bytes.count, index + Int(random.next() % 60))
        bytes.insert(contentsOf: bytes[index..<end], at: index)
      default: bytes[index] ^= UInt8(1) << UInt8(random.next() % 8)
      }
    }
  }
}
