import HTTP
import Testing

@Suite struct `Request parser` {
  @Test func `four requests in one read are taken in order, one at a time`() throws {
    let outcome = Feeding.requests([Samples.requestBytes[...]], ends: true)
    #expect(outcome.failure == nil)
    try #require(outcome.messages.count == 4)
    let first = outcome.messages[0]
    #expect(first.method == "GET")
    #expect(first.target == "/api/v3/depth?symbol=BTCUSDT&limit=5")
    #expect(first.path == "/api/v3/depth")
    #expect(first.query == "symbol=BTCUSDT&limit=5")
    #expect(first.headers["x-note"] == "café")
    #expect(first.body.isEmpty)
    #expect(first.keepsAlive)
    #expect(outcome.messages[1].method == "POST")
    #expect(outcome.messages[1].query == nil)
    #expect(outcome.messages[1].body == Array("a=1&b=2\r\n\r\n".utf8))
    #expect(outcome.messages[2].body == Array("hello, chunks!!".utf8))
    #expect(outcome.messages[2].headers["content-length"] == nil, "trailers are dropped")
    #expect(outcome.messages[2].headers.values(for: "Host") == ["[::1]:80"])
    #expect(outcome.messages[3].version == .http10)
    #expect(outcome.messages[3].keepsAlive)
  }

  @Test func `a call takes the bytes of one message and says how many`() throws {
    var parser = HTTPRequestParser()
    let one = Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
    let two = one + one
    #expect(parser.isIdle)
    #expect(try parser.receive(two.span) == one.count)
    #expect(!parser.isIdle)
    #expect(try parser.receive(two.span) == 0, "the finished message was not taken yet")
    #expect(parser.next() != nil)
    #expect(parser.next() == nil)
    #expect(parser.isIdle)
    try parser.receiveEnd()
  }

  @Test(arguments: [
    ("HTTP/1.1", "", true),
    ("HTTP/1.1", "Connection: close\r\n", false),
    ("HTTP/1.1", "Connection: Upgrade, CLOSE\r\n", false),
    ("HTTP/1.1", "Connection: closed\r\n", true),
    ("HTTP/1.1", "Connection: keep-alive\r\nConnection: close\r\n", false),
    ("HTTP/1.0", "", false),
    ("HTTP/1.0", "Connection: keep-alive\r\n", true),
    ("HTTP/1.0", "Connection: keep-alive, close\r\n", false),
  ])
  func `a connection lives on by version and Connection`(version: String, field: String, lives: Bool) throws {
    let outcome = Feeding.request("GET / \(version)\r\nHost: a\r\n\(field)\r\n")
    #expect(try #require(outcome.messages.first).keepsAlive == lives)
  }

  @Test func `a failed parser stays failed`() {
    var parser = HTTPRequestParser()
    let bad = Array("GET / HTTP/1.1\n".utf8)
    #expect(throws: HTTPFailure.bareLineFeed) { try parser.receive(bad.span) }
    let good = Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
    #expect(throws: HTTPFailure.bareLineFeed) { try parser.receive(good.span) }
    #expect(throws: HTTPFailure.bareLineFeed) { try parser.receiveEnd() }
    #expect(parser.next() == nil)
    #expect(!parser.isIdle)
  }

  @Test func `one empty line before a request is skipped, a second one is refused`() {
    let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    #expect(Feeding.request("\r\n" + request).messages.count == 1)
    #expect(Feeding.request(request + "\r\n" + request).messages.count == 2)
    #expect(Feeding.request("\r\n\r\n" + request).failure == .malformedStartLine)
    #expect(Feeding.requests([Array("\r\n".utf8)[...]], ends: true).failure == nil)
    #expect(Feeding.requests([Array("\r".utf8)[...]], ends: true).failure == .truncated)
  }

  @Test func `a client that waits for 100 Continue is noticed until its body comes`() throws {
    var parser = HTTPRequestParser()
    let head = Array("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n".utf8)
    #expect(!parser.awaitsContinue)
    _ = try parser.receive(head.span)
    #expect(parser.awaitsContinue)
    _ = try parser.receive([UInt8]("o".utf8).span)
    #expect(!parser.awaitsContinue)
    _ = try parser.receive([UInt8]("k".utf8).span)
    #expect(parser.next()?.body == Array("ok".utf8))

    _ = try parser.receive((head + Array("ok".utf8)).span)
    #expect(!parser.awaitsContinue, "the body came with the head")
  }

  @Test func `nobody waits for 100 Continue without a body or in HTTP 1.0`() throws {
    for text in [
      "GET / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n",
      "POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n",
    ] {
      var parser = HTTPRequestParser()
      _ = try parser.receive(Array(text.utf8).span)
      #expect(!parser.awaitsContinue)
    }
  }

  @Test func `the asterisk is a target of OPTIONS only`() {
    #expect(Feeding.request("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").messages.first?.target == "*")
    #expect(Feeding.request("options * HTTP/1.1\r\nHost: a\r\n\r\n").failure == .unsupportedTarget)
    #expect(Feeding.request("GET * HTTP/1.1\r\nHost: a\r\n\r\n").failure == .unsupportedTarget)
  }

  @Test func `characters that clients of the exchange leave raw are let through`() {
    let outcome = Feeding.request("GET /t?symbols=[\"A\",\"B\"]{}|^` HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(outcome.messages.first?.query == "symbols=[\"A\",\"B\"]{}|^`")
  }
}
