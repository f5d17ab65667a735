import Catalog
import HTTP
import LinuxIO
import TestSupport
import Testing
import Values

@testable import Exchange

@Suite(.onLoop) struct `Requests as bytes` {
  @LoopActor private func text(_ request: ExchangeRequest, to url: String = "http://127.0.0.1:8080") throws
    -> String
  {
    let writer = RequestWriter(to: try BaseURL(url), version: "1.2.3")
    var bytes: [UInt8] = []
    try writer.append(request, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test @LoopActor func `a read has a path, a host and no body`() throws {
    #expect(
      try text(ExchangeFixture.read) == """
        GET /api/v3/time HTTP/1.1\r
        Host: 127.0.0.1:8080\r
        User-Agent: bulkhead/1.2.3\r
        Accept: application/json\r
        \r\n
        """)
  }

  @Test @LoopActor func `the query is percent-encoded, line breaks and all`() throws {
    let request = ExchangeRequest(
      endpoint: ExchangeFixture.time, query: [("symbols", #"["A","B"]"#), ("x", "a b\r\nHost: evil&y=ü")],
      weight: 1,
      isRead: true)
    let line = String(try text(request).prefix { $0 != "\r\n" })
    #expect(
      line
        == "GET /api/v3/time?symbols=%5B%22A%22%2C%22B%22%5D&x=a%20b%0D%0AHost%3A%20evil%26y%3D%C3%BC HTTP/1.1"
    )
  }

  @Test @LoopActor func `a write has its parameters in the body, as a form`() throws {
    #expect(
      try text(ExchangeFixture.write) == """
        POST /api/v3/order HTTP/1.1\r
        Host: 127.0.0.1:8080\r
        User-Agent: bulkhead/1.2.3\r
        Accept: application/json\r
        Content-Type: application/x-www-form-urlencoded\r
        Content-Length: 31\r
        \r
        symbol=BTCUSDT&signature=5ec7e7
        """)
  }

  @Test @LoopActor func `a write without parameters says that it has no body`() throws {
    let empty = ExchangeRequest(endpoint: ExchangeFixture.order, weight: 1, isRead: false)
    #expect(try text(empty).hasSuffix("\r\nContent-Length: 0\r\n\r\n"))
  }

  @Test @LoopActor func `our own parser reads it back`() throws {
    let writer = RequestWriter(to: try BaseURL("https://[::1]"), version: "1")
    var parser = HTTPRequestParser()
    var bytes: [UInt8] = []
    try writer.append(ExchangeFixture.write, to: &bytes)
    #expect(try parser.receive(bytes.span) == bytes.count)
    let next = parser.next()
    let request = try #require(next)
    #expect(request.headers["Host"] == "[::1]")
    #expect(request.keepsAlive)
  }
}
