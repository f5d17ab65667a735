import HTTP
import Testing

@Suite struct `Reply parser` {
  @Test func `a stream of replies is taken in order and interim ones are skipped`() throws {
    let outcome = Feeding.replies([Samples.replyBytes[...]], ends: true)
    #expect(outcome.failure == nil)
    #expect(outcome.messages.map(\.status) == [200, 418, 204, 304, 502])
    try #require(outcome.messages.count == 5)
    #expect(outcome.messages[0].reason == "OK")
    #expect(outcome.messages[0].body == Array("{\"price\":\"1.0\"}".utf8))
    #expect(outcome.messages[0].headers.integer(named: "x-mbx-used-weight-1m") == 12)
    #expect(outcome.messages[0].headers["Link"] == nil)
    #expect(outcome.messages[1].reason == "I'm a teapot")
    #expect(outcome.messages[1].body == Array("{}".utf8))
    #expect(outcome.messages[3].reason == "")
    #expect(outcome.messages[4].body == Array("<html>until the end".utf8))
    #expect(outcome.messages.map(\.keepsAlive) == [true, true, true, true, false])
  }

  @Test func `a reply to HEAD has no body, the next one has`() throws {
    let bytes = Array(
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".utf8)
    let outcome = Feeding.replies([bytes[...]], methods: ["HEAD"])
    #expect(outcome.messages.map(\.body) == [[], Array("ok".utf8)])
    #expect(outcome.messages.first?.headers.integer(named: "content-length") == 5)
    let chunked = Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)
    #expect(Feeding.replies([chunked[...]], methods: ["HEAD"]).messages.count == 1)
    let endless = Array("HTTP/1.1 200 OK\r\n\r\n".utf8)
    #expect(Feeding.replies([endless[...]], methods: ["HEAD"]).messages.first?.keepsAlive == true)
  }

  @Test func `a 204 that announces a body is taken and its connection given up`() {
    for field in ["Content-Length: 3", "Transfer-Encoding: chunked"] {
      let outcome = Feeding.reply("HTTP/1.1 204 No Content\r\n\(field)\r\n\r\n")
      #expect(outcome.messages.first?.keepsAlive == false)
      #expect(outcome.messages.first?.body == [])
    }
    #expect(
      Feeding.reply("HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n").messages.first?.keepsAlive == true
    )
  }

  @Test func `a reply without a length is whole only when the stream ends`() throws {
    var parser = HTTPReplyParser()
    let bytes = Array("HTTP/1.1 200 OK\r\n\r\nabc".utf8)
    #expect(try parser.receive(bytes.span) == bytes.count)
    #expect(parser.next() == nil)
    #expect(try parser.receiveEnd()?.body == Array("abc".utf8))
    #expect(parser.isIdle)
    #expect(try parser.receiveEnd() == nil)
  }

  @Test func `a finished reply that was not taken is handed over at the end of the stream`() throws {
    var parser = HTTPReplyParser()
    let bytes = Array("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".utf8)
    _ = try parser.receive(bytes.span)
    #expect(try parser.receiveEnd()?.status == 200)
  }

  @Test func `a stream that ends after an interim reply is truncated`() {
    #expect(Feeding.reply("HTTP/1.1 100 Continue\r\n\r\n", ends: true).failure == .truncated)
    #expect(Feeding.reply("", ends: true).failure == nil)
  }

  @Test(arguments: [
    ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n", HTTPFailure.unexpectedUpgrade),
    ("HTTP/2 200 OK\r\n\r\n", .malformedStartLine),
    ("HTTP/2.0 200 OK\r\n\r\n", .unsupportedVersion),
    ("http/1.1 200 OK\r\n\r\n", .malformedStartLine),
    ("ICY 200 OK\r\n\r\n", .malformedStartLine),
    ("\r\nHTTP/1.1 200 OK\r\n\r\n", .malformedStartLine),
    ("HTTP/1.1  200 OK\r\n\r\n", .malformedStatus),
    ("HTTP/1.1 20\r\n\r\n", .malformedStartLine),
    ("HTTP/1.1 2000 OK\r\n\r\n", .malformedStatus),
    ("HTTP/1.1 099 OK\r\n\r\n", .malformedStatus),
    ("HTTP/1.1 600 OK\r\n\r\n", .malformedStatus),
    ("HTTP/1.1 +20 OK\r\n\r\n", .malformedStatus),
    ("HTTP/1.1 200 O\u{1B}K\r\n\r\n", .controlCharacter),
    ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n", .repeatedContentLength),
    ("HTTP/1.1 200 OK\r\nContent-Length: 1, 1\r\n\r\n", .malformedContentLength),
    (
      "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
      .contentLengthWithTransferEncoding
    ),
    ("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", .unsupportedTransferEncoding),
    ("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", .transferEncodingInOldVersion),
    ("HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n", .obsoleteLineFolding),
    ("<html>not HTTP at all</html>\r\n\r\n", .malformedStartLine),
  ])
  func `a reply that could be read in two ways is refused`(text: String, failure: HTTPFailure) {
    #expect(Feeding.reply(text) == Outcome(messages: [], failure: failure))
  }
}
