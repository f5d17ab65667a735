import Foundation
import TestSupport
import Testing

extension `End to end` {
  @Suite struct `Bad input over HTTP` {
    private typealias Server = HTTPServerUnderTest

    /// Sends bytes on a connection of their own; says the status, or 0 when it was closed without one.
    private static func status(of text: String, at port: UInt16) throws -> Int {
      let peer = try HTTPPeer(port: port)
      peer.send(text)
      peer.finishSending()
      // A connection that ends without a reply is an answer too.
      guard let answer = try? peer.reply() else { return 0 }
      if answer.status >= 400 {
        #expect(answer.errorCode != nil, "no JSON: \(answer.text)")
        #expect(answer.headers["content-type"] == "application/json")
      }
      return answer.status
    }

    /// Requests by what is odd about them, with the status that each gets; 0 for none.
    private static func shapes(_ usual: String, _ length: String, _ ping: String) -> [(String, String, Int)] {
      let hex = String(ping.utf8.count, radix: 16)
      return [
        ("as it should be", "POST /mcp HTTP/1.1\r\n\(usual)\(length)\r\n\(ping)", 200),
        (
          "in chunks",
          "POST /mcp HTTP/1.1\r\n\(usual)Transfer-Encoding: chunked\r\n\r\n\(hex)\r\n\(ping)\r\n0\r\n\r\n",
          200
        ),
        ("two lengths", "POST /mcp HTTP/1.1\r\n\(usual)\(length)Content-Length: 0\r\n\r\n\(ping)", 400),
        ("two equal lengths", "POST /mcp HTTP/1.1\r\n\(usual)\(length)\(length)\r\n\(ping)", 400),
        (
          "length and chunks",
          "POST /mcp HTTP/1.1\r\n\(usual)\(length)Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n\(ping)", 400
        ),
        ("a length in a list", "POST /mcp HTTP/1.1\r\n\(usual)Content-Length: 3, 3\r\n\r\nabc", 400),
        ("a signed length", "POST /mcp HTTP/1.1\r\n\(usual)Content-Length: +3\r\n\r\nabc", 400),
        ("another coding", "POST /mcp HTTP/1.1\r\n\(usual)Transfer-Encoding: gzip, chunked\r\n\r\n", 501),
        ("a blank before the colon", "POST /mcp HTTP/1.1\r\n\(usual)Content-Length : 3\r\n\r\nabc", 400),
        ("a folded line", "POST /mcp HTTP/1.1\r\n\(usual)X: a\r\n b\r\n\(length)\r\n\(ping)", 400),
        ("no carriage return", "POST /mcp HTTP/1.1\n\(usual)\(length)\r\n\(ping)", 400),
        ("a lone carriage return", "POST /mcp HTTP/1.1\r\n\(usual)X: a\rb\r\n\(length)\r\n\(ping)", 400),
        ("a null byte", "POST /mcp HTTP/1.1\r\n\(usual)X: a\u{0}b\r\n\(length)\r\n\(ping)", 400),
        ("no host", "POST /mcp HTTP/1.1\r\nContent-Length: 0\r\n\r\n", 400),
        ("two hosts", "POST /mcp HTTP/1.1\r\nHost: evil.example\r\n\(usual)\(length)\r\n\(ping)", 400),
        ("a whole address", "POST http://127.0.0.1/mcp HTTP/1.1\r\n\(usual)\(length)\r\n\(ping)", 400),
        ("a tunnel", "CONNECT 127.0.0.1:80 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 400),
        ("version 2", "POST /mcp HTTP/2.0\r\n\(usual)\(length)\r\n\(ping)", 505),
        ("version 0.9", "GET /mcp\r\n", 0),
        ("another protocol", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\r\n\r\n", 400),
        ("a bad chunk", "POST /mcp HTTP/1.1\r\n\(usual)Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
        ("another expectation", "POST /mcp HTTP/1.1\r\n\(usual)Expect: 200-ok\r\n\(length)\r\n\(ping)", 417),
        (
          "two sessions", "POST /mcp HTTP/1.1\r\n\(usual)Mcp-Session-Id: x\r\n\(length)\r\n\(ping)", 400
        ),
        (
          "two origins",
          "POST /mcp HTTP/1.1\r\n\(usual)Origin: http://127.0.0.1\r\nOrigin: http://evil.example\r\n"
            + "\(length)\r\n\(ping)", 400
        ),
        ("a long line", "GET /\(String(repeating: "a", count: 20_000)) HTTP/1.1\r\n\(usual)\r\n", 414),
        (
          "large headers",
          "POST /mcp HTTP/1.1\r\n\(usual)X: \(String(repeating: "a", count: 40_000))\r\n\(length)\r\n\(ping)",
          431
        ),
        (
          "many headers",
          "POST /mcp HTTP/1.1\r\n\(usual)\(String(repeating: "X: a\r\n", count: 200))\(length)\r\n\(ping)",
          431
        ),
        ("a large body", "POST /mcp HTTP/1.1\r\n\(usual)Content-Length: 5000000\r\n\r\n{", 413),
        ("half a body", "POST /mcp HTTP/1.1\r\n\(usual)\(length)\r\n\(ping.dropLast())", 0),
        ("half a head", "POST /mcp HTTP/1.1\r\nHost: 127", 0),
        ("nothing", "", 0),
      ]
    }

    @Test func `shapes that two readers could understand differently are refused`() throws {
      let server = try Server()
      let session = try server.open()
      let ping = Server.request(1, "ping")
      let usual =
        "Host: 127.0.0.1\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\n"
        + "Mcp-Session-Id: \(session)\r\n"
      let length = "Content-Length: \(ping.utf8.count)\r\n"
      for (what, text, wanted) in Self.shapes(usual, length, ping) {
        let status = try Self.status(of: text, at: server.port)
        #expect(status == wanted, "\(what): \(status)")
      }
      try server.expectAlive(session)
      // What comes behind a refused request is never read as another one.
      let peer = try HTTPPeer(port: server.port)
      let second = "POST /mcp HTTP/1.1\r\n\(usual)\(length)\r\n\(ping)"
      peer.send("POST /mcp HTTP/1.1\r\n\(usual)\(length)Content-Length: 0\r\n\r\n\(second)")
      #expect(try peer.reply().status == 400)
      #expect(try peer.isClosed())
      #expect(try server.finish() == 0)
    }

    @Test func `requests that come byte by byte or many at once are answered in their order`() throws {
      let server = try Server()
      let session = try server.open()
      func request(_ id: Int) -> String {
        let body = Server.request(id, "ping")
        return "POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
          + "Mcp-Session-Id: \(session)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
      }
      let slow = try HTTPPeer(port: server.port)
      for byte in request(1).utf8 { slow.send([byte]) }
      #expect(try slow.reply().message().id == 1)
      let many = try HTTPPeer(port: server.port)
      many.send((1...200).map(request).joined())
      for id in 1...200 { #expect(try many.reply().message().id == id) }
      // One that waits to be told to go on.
      let polite = try HTTPPeer(port: server.port)
      let parts = request(3).components(separatedBy: "\r\n\r\n")
      polite.send("\(parts[0])\r\nExpect: 100-continue\r\n\r\n")
      usleep(100_000)
      polite.send(parts[1])
      #expect(try polite.reply().message().id == 3)
      // And one that sends no more, but reads.
      let half = try HTTPPeer(port: server.port)
      half.send(request(4))
      half.finishSending()
      #expect(try half.reply().message().id == 4)
      #expect(try half.isClosed())
      #expect(try server.finish() == 0)
    }

    @Test func `clients that never read or never finish hold up nobody`() throws {
      let server = try Server()
      let session = try server.open()
      var idle: [HTTPPeer] = []
      for _ in 0..<200 {
        let peer = try HTTPPeer(port: server.port)
        peer.send("POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Le")
        idle.append(peer)
      }
      // One that asks for the longest answer again and again, and never reads one.
      let deaf = try HTTPPeer(port: server.port, seconds: 1)
      let body = Server.request(1, "tools/list")
      let request =
        "POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        + "Mcp-Session-Id: \(session)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
      var isTaken = true
      for _ in 0..<20_000 where isTaken { isTaken = deaf.send(request) }
      #expect(!isTaken, "requests were taken without end from a client that reads nothing")
      let status = try server.call("server_status", in: session)
      let gateway = Int32(try #require(status.data["gateway_pid"] as? Int))
      let memory = ProcessMemory.residentKibibytes(of: gateway) ?? .max
      #expect(memory < 100_000, "the gateway grew to \(memory) KiB")
      try server.expectAlive(session)
      #expect(try server.finish() == 0)
    }
  }
}
