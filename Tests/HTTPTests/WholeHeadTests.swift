import Testing

@testable import HTTP

@Suite struct `A head in one piece` {
  private func read(_ text: String, _ limits: HTTPLimits = .reply) -> WholeHead? {
    let bytes = Array(text.utf8)
    return WholeHead(bytes.span, limits: limits)
  }

  @Test func `a usual head is read with its fields, its framing and its length`() throws {
    let text = "HTTP/1.1 200 OK\r\nServer: nginx\r\nx-mbx-used-weight-1m:\t12 \r\nContent-Length: 2\r\n\r\n"
    let head = try #require(read(text + "{}"))
    #expect(head.line.status == 200)
    #expect(head.facts.contentLength == 2)
    #expect(head.byteCount == text.utf8.count)
    #expect(head.headerByteCount == text.utf8.count - "HTTP/1.1 200 OK\r\n".utf8.count)
    let headers = HTTPHeaders(unchecked: Array(text.utf8), fields: head.fields)
    #expect(headers.map(\.name) == ["Server", "x-mbx-used-weight-1m", "Content-Length"])
    #expect(headers.map(\.value) == ["nginx", "12", "2"])
  }

  @Test(arguments: [
    "", "HTTP/1.1 200 OK", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nA: b\r\n",
    "HTTP/1.1 200 OK\r\nA: b\r\n\r",
    "\r\nHTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\nA: b\n\n", "HTTP/1.1 200 OK\r\nA: b\n\r\n",
    "HTTP/1.1 200 OK\r\nA : b\r\n\r\n", "HTTP/1.1 200 OK\r\n b\r\n\r\n", "HTTP/1.1 200 OK\r\n: b\r\n\r\n",
    "HTTP/1.1 200 OK\r\nA: b\u{0}c\r\n\r\n", "HTTP/1.1 200 OK\r\nA: b\rc\r\n\r\n", "HTTP/1.1 2x0 OK\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
  ])
  func `what is cut or odd is left to the two passes`(text: String) {
    #expect(read(text) == nil)
  }

  @Test func `what goes beyond a bound is left to the two passes`() {
    let text = "HTTP/1.1 200 OK\r\nA: b\r\nC: d\r\n\r\n"
    #expect(
      read(text, HTTPLimits(startLineByteCountMax: 15, headerByteCountMax: 14, bodyByteCountMax: 0)) != nil)
    #expect(read(text, HTTPLimits(startLineByteCountMax: 14, bodyByteCountMax: 0)) == nil)
    #expect(read(text, HTTPLimits(headerByteCountMax: 13, bodyByteCountMax: 0)) == nil)
    #expect(read(text, HTTPLimits(headerCountMax: 1, bodyByteCountMax: 0)) == nil)
    let many = String(repeating: "A: b\r\n", count: 49)
    #expect(read("HTTP/1.1 200 OK\r\n\(many)\r\n") == nil)
  }
}
