import Catalog
import HTTP
import Testing
import Values

@testable import Exchange

@Suite struct `Requests as bytes` {
  private func text(_ request: ExchangeRequest, to url: String = "http://127.0.0.1:8080") throws -> String {
    let writer = RequestWriter(to: try BaseURL(url), version: "1.2.3")
    var bytes: [UInt8] = []
    writer.append(request, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `a read has a path, a host and no body`() throws {
    #expect(
      try text(ExchangeFixture.read) == """
        GET /api/v3/time HTTP/1.1\r
        Host: 127.0.0.1:8080\r
        User-Agent: bulkhead/1.2.3\r
        Accept: application/json\r
        \r\n
        """)
  }

  @Test func `the query is percent-encoded, line breaks and all`() throws {
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

  @Test func `a write says that it has no body`() throws {
    let text = try text(ExchangeFixture.write)
    #expect(text.hasPrefix("POST /api/v3/order?symbol=BTCUSDT&signature=5ec7e7 HTTP/1.1\r\n"))
    #expect(text.contains("\r\nContent-Length: 0\r\n"))
  }

  @Test func `our own parser reads it back`() throws {
    let writer = RequestWriter(to: try BaseURL("https://[::1]"), version: "1")
    var parser = HTTPRequestParser()
    var bytes: [UInt8] = []
    writer.append(ExchangeFixture.write, to: &bytes)
    #expect(try parser.receive(bytes.span) == bytes.count)
    let next = parser.next()
    let request = try #require(next)
    #expect(request.headers["Host"] == "[::1]")
    #expect(request.keepsAlive)
  }
}
