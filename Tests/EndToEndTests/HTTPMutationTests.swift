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

    /// After so many the stream of HTTP with SSE is opened anew, so that little lies unread on it.
    private static let streamLifeCount = 50

    @Test(arguments: [false, true])
    func `it never stops the gateway, touches no other session and leaves nothing behind`(
      demandsToken: Bool
    ) throws {
      let home = try HomeFolder()
      let field = demandsToken ? try home.token("desk", "market,account,trade") : [:]
      let server = try Server(
        network: demandsToken ? [] : ["--no-token"], environment: ["HOME": home.path])
      server.usualFields = field
      let session = try server.open()
      let victim = try server.open()
      let pid = try #require(try server.call("server_status", in: session).data["gateway_pid"] as? Int)
      let gateway = try #require(ProcessRecord(Int32(pid)))
      func memory() throws -> Int { try #require(gateway.kibibytes("RssAnon")) }
      var random = SeededNumbers(seed: demandsToken ? 20_261_129 : 20_261_128)
      let count = MutationCount.wanted / 2
      var statuses: [Int: Int] = [:]
      var openedCount = 0
      var readings: [Int] = []
      var samples: [Sample] = []
      var stream: HTTPPeer?
      for number in 0..<count {
        if number % Self.streamLifeCount == 0 {
          let (opened, path) = try Self.openStream(server, field)
          stream = opened
          samples = Self.samples(session, path, field)
        }
        let sample = samples[Int(random.next() % UInt64(samples.count))]
        var bytes = Array(sample.text.utf8)
        for _ in 0...(random.next() % 4) { Self.mutate(&bytes, &random) }
        let answer = try Self.answer(to: bytes, sample, server.port, "mutation \(number)")
        statuses[answer?.status ?? 0, default: 0] += 1
        if let opened = answer?.session {
          // What a session takes while it is there is measured elsewhere.
          openedCount += 1
          let end = try HTTPPeer(port: server.port)
          end.request("DELETE", "/mcp", field.merging(["Mcp-Session-Id": opened]) { $1 })
          #expect(try end.head().status == 204, "mutation \(number)")
        }
        if number % 500 == 0 { try server.expectAlive(victim, "after mutation \(number)") }
        if number % max(1, count / 10) == 0 {
          readings.append(try memory())
          Self.show(number, of: count, readings[readings.count - 1])
        }
      }
      readings.append(try memory())
      print("statuses of \(count) mutations: \(statuses.sorted { $0.key < $1.key })")
      print("\(openedCount) sessions opened; anonymous memory of the gateway by tenths: \(readings) KiB")
      try #require(readings.count > 10)
      #expect(readings[readings.count - 1] - readings[1] < Self.growthKibibytesMax, "\(readings)")
      // Each kind of answer was there: what is sent is not all refused for the same reason.
      for status in [200, 202, 400, 404] + (demandsToken ? [401] : []) where count >= 1_000 {
        #expect(statuses[status, default: 0] > 0, "\(status): \(statuses)")
      }
      try server.expectAlive(victim)
      try Self.expect(pid, in: server, victim)
      withExtendedLifetime(stream) {}
      #expect(try server.finish() == 0)
    }

    /// Expects the same gateway to answer. Calls among the damaged traffic may have used up what its token
    /// may call at once.
    private static func expect(_ pid: Int, in server: Server, _ session: String) throws {
      try server.program.wait(for: "the same gateway to answer a call") {
        try server.call("server_status", in: session).data["gateway_pid"] as? Int == pid
      }
    }

    /// A million take a quarter of an hour: whoever waits sees how far it is.
    private static func show(_ number: Int, of count: Int, _ kibibytes: Int) {
      guard count >= 50_000 else { return }
      let line = "\(number) of \(count) mutations sent; the gateway has \(kibibytes) KiB\n"
      FileHandle.standardError.write(Data(line.utf8))
    }

    /// Sends bytes, and looks at what comes; no reply is one of the answers.
    private static func answer(
      to bytes: [UInt8], _ sample: Sample, _ port: UInt16, _ what: Comment
    ) throws -> HTTPAnswer? {
      let peer = try HTTPPeer(port: port, seconds: 5)
      peer.send(bytes)
      // The end of what is sent would cancel a call without a session; what lacks its own end waits for it.
      if sample.isCall { _ = peer.hasNews(milliseconds: 20) }
      peer.finishSending()
      // A connection that ends without a reply is no failure here.
      guard let answer = try? peer.head() else { return nil }
      let status = answer.status
      #expect(status < 500 || status == 501 || status == 505, what)
      if status >= 400 {
        let refusal = try peer.whole(answer)
        #expect(refusal.errorCode != nil && !refusal.errorMessage.isEmpty, what)
        #expect(refusal.headers["content-type"] == "application/json", what)
        #expect((refusal.headers["www-authenticate"] != nil) || status != 401, what)
      }
      return answer
    }

    /// Opens a stream of HTTP with SSE, and says where its messages go.
    private static func openStream(
      _ server: Server, _ field: [String: String]
    ) throws -> (HTTPPeer, String) {
      let stream = try HTTPPeer(port: server.port)
      stream.request("GET", "/sse", field.merging(["Accept": "text/event-stream"]) { $1 })
      #expect(try stream.head().status == 200)
      let path = try #require(try stream.event()).data
      #expect(try server.post(Server.initialize("2024-11-05"), to: path).status == 202)
      return (stream, path)
    }

    /// A request as it should be.
    private struct Sample {
      let text: String
      /// Whether it is a call that ends with its connection.
      var isCall = false
    }

    private static func samples(
      _ session: String, _ messages: String, _ field: [String: String]
    ) -> [Sample] {
      let named = "Mcp-Session-Id: \(session)\r\n"
      let token = field.map { "\($0.key): \($0.value)\r\n" }.joined()
      func head(_ line: String, _ fields: String = "") -> String {
        "\(line) HTTP/1.1\r\nHost: 127.0.0.1\r\n\(token)\(fields)"
      }
      func post(_ body: String, _ fields: String, to path: String = "/mcp", inChunks: Bool = false) -> String
      {
        let start = head(
          "POST \(path)",
          "Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\n\(fields)")
        guard inChunks else { return "\(start)Content-Length: \(body.utf8.count)\r\n\r\n\(body)" }
        let (first, second) = (body.prefix(20), body.dropFirst(20))
        return "\(start)Transfer-Encoding: chunked\r\n\r\n"
          + "\(String(first.utf8.count, radix: 16));x=y\r\n\(first)\r\n"
          + "\(String(second.utf8.count, radix: 16))\r\n\(second)\r\n0\r\nX-Trailer: 1\r\n\r\n"
      }
      func stateless(_ method: String, _ params: [String: Any] = [:]) -> String {
        let fields = Server.statelessFields(method, name: params["name"] as? String)
        return post(
          Server.stateless(method, params), fields.map { "\($0.key): \($0.value)\r\n" }.sorted().joined())
      }
      let status = Server.request(3, "tools/call", ["name": "server_status"])
      let plain = [
        post(Server.initialize(), ""), post(Server.request(1, "ping"), named),
        post(Server.request(2, "tools/list"), named), post(status, named),
        post(#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":3}}"#, named),
        post(Server.request(4, "ping"), named, inChunks: true), post(status, named, inChunks: true),
        stateless("server/discover"),
        head("GET /mcp", "Accept: text/event-stream\r\n\(named)Last-Event-ID: g1-0\r\n\r\n"),
        head("OPTIONS /mcp", "Origin: http://127.0.0.1\r\n\r\n"),
        head("GET /sse", "Accept: text/event-stream\r\n\r\n"),
        post(Server.request(5, "ping"), "", to: messages), post(status, "", to: messages),
      ]
      // Brought back from a question that nobody has asked; without it an order that nobody knows.
      let answered: [String: Any] = [
        "name": "cancel_order", "arguments": ["symbol": "BTCUSDT", "order_id": 1] as [String: Any],
        "requestState": String(repeating: "A", count: 120),
        "inputResponses": ["confirm": ["action": "accept", "content": ["confirm": true]] as [String: Any]],
      ]
      let calls = [stateless("tools/call", ["name": "server_status"]), stateless("tools/call", answered)]
      return plain.map { Sample(text: $0) } + calls.map { Sample(text: $0, isCall: true) }
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
