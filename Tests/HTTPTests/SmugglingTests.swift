import HTTP
import Testing

@Suite struct `Request smuggling` {
  /// A request whose lines after the start line are `fields`, each ended by CR LF.
  private static func post(_ fields: String, body: String = "") -> String {
    "POST / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n\(body)"
  }

  private static func line(_ startLine: String) -> String {
    "\(startLine)\r\nHost: a\r\n\r\n"
  }

  static let lengths: [(String, HTTPFailure, Int)] = [
    (post("Content-Length: 1\r\nContent-Length: 2", body: "ab"), .repeatedContentLength, 400),
    (post("Content-Length: 1\r\ncontent-length: 1", body: "a"), .repeatedContentLength, 400),
    (post("Content-Length: 1, 1", body: "a"), .malformedContentLength, 400),
    (post("Content-Length: -1"), .malformedContentLength, 400),
    (post("Content-Length: +1", body: "a"), .malformedContentLength, 400),
    (post("Content-Length: 0x1", body: "a"), .malformedContentLength, 400),
    (post("Content-Length: 1 1", body: "a"), .malformedContentLength, 400),
    (post("Content-Length: 1.0", body: "a"), .malformedContentLength, 400),
    (post("Content-Length: \"1\"", body: "a"), .malformedContentLength, 400),
    (post("Content-Length:"), .malformedContentLength, 400),
    (post("Content-Length: 1_0"), .malformedContentLength, 400),
    (post("Content-Length: \u{661}"), .malformedContentLength, 400),
    (post("Content-Length: 9223372036854775808"), .malformedContentLength, 400),
    (post("Content-Length: 18446744073709551617"), .malformedContentLength, 400),
    (post("Content-Length: 9223372036854775807"), .bodyTooLarge(byteCountMax: 1_048_576), 413),
  ]

  static let encodings: [(String, HTTPFailure, Int)] = [
    (
      post("Content-Length: 4\r\nTransfer-Encoding: chunked", body: "0\r\n\r\n"),
      .contentLengthWithTransferEncoding, 400
    ),
    (
      post("Transfer-Encoding: chunked\r\nContent-Length: 0", body: "0\r\n\r\n"),
      .contentLengthWithTransferEncoding, 400
    ),
    (post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"), .repeatedTransferEncoding, 400),
    (post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity"), .repeatedTransferEncoding, 400),
    (post("Transfer-Encoding: chunked, chunked"), .unsupportedTransferEncoding, 501),
    (post("Transfer-Encoding: gzip, chunked"), .unsupportedTransferEncoding, 501),
    (post("Transfer-Encoding: chunked, identity"), .unsupportedTransferEncoding, 501),
    (post("Transfer-Encoding: identity"), .unsupportedTransferEncoding, 501),
    (post("Transfer-Encoding: xchunked"), .unsupportedTransferEncoding, 501),
    (post("Transfer-Encoding: chunked;q=1"), .unsupportedTransferEncoding, 501),
    (post("Transfer-Encoding: \"chunked\""), .unsupportedTransferEncoding, 501),
    (post("Transfer-Encoding: ,chunked"), .unsupportedTransferEncoding, 501),
    (post("Transfer-Encoding:"), .unsupportedTransferEncoding, 501),
    (post("Transfer-Encoding: chun\u{212A}ed"), .unsupportedTransferEncoding, 501),
    (post("Transfer-Encoding: \u{0B}chunked"), .controlCharacter, 400),
    (post("Transfer-Encoding : chunked"), .whitespaceBeforeColon, 400),
    (post("Transfer-Encoding\t: chunked"), .whitespaceBeforeColon, 400),
    (
      "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", .transferEncodingInOldVersion, 400
    ),
  ]

  static let lines: [(String, HTTPFailure, Int)] = [
    ("GET / HTTP/1.1\nHost: a\n\n", .bareLineFeed, 400),
    ("GET / HTTP/1.1\r\nHost: a\nX: y\r\n\r\n", .bareLineFeed, 400),
    ("GET / HTTP/1.1\r\nHost: a\r\n\n", .bareLineFeed, 400),
    ("GET / HTTP/1.1\r\nHost: a\rX: y\r\n\r\n", .bareCarriageReturn, 400),
    ("GET / HTTP/1.1\r\r\nHost: a\r\n\r\n", .bareCarriageReturn, 400),
    (post("X: a\r\n b"), .obsoleteLineFolding, 400),
    (post("X: a\r\n\tContent-Length: 5"), .obsoleteLineFolding, 400),
    ("GET / HTTP/1.1\r\n Host: a\r\n\r\n", .obsoleteLineFolding, 400),
    (post("X : y"), .whitespaceBeforeColon, 400),
    (post(": y"), .emptyHeaderName, 400),
    (post("X"), .malformedHeaderName, 400),
    (post("X y: z"), .malformedHeaderName, 400),
    (post("X y"), .malformedHeaderName, 400),
    (post("X(y): z"), .malformedHeaderName, 400),
    (post("\u{E9}: z"), .malformedHeaderName, 400),
    (post("\"X\": z"), .malformedHeaderName, 400),
    (post("X\u{0}: y"), .controlCharacter, 400),
    (post("X: a\u{0}b"), .controlCharacter, 400),
    (post("X: a\u{7F}b"), .controlCharacter, 400),
    (post("X: a\u{0C}b"), .controlCharacter, 400),
  ]

  static let starts: [(String, HTTPFailure, Int)] = [
    (line("GET /"), .malformedStartLine, 400),
    (line("GET"), .malformedStartLine, 400),
    (line("GET  / HTTP/1.1"), .malformedTarget, 400),
    (line("GET /  HTTP/1.1"), .malformedStartLine, 400),
    (line("GET / HTTP/1.1 "), .malformedStartLine, 400),
    (line(" GET / HTTP/1.1"), .malformedMethod, 400),
    (line("GET\t/ HTTP/1.1"), .malformedMethod, 400),
    (line("G(T / HTTP/1.1"), .malformedMethod, 400),
    (line("GET /a b HTTP/1.1"), .malformedStartLine, 400),
    (line("GET /\t HTTP/1.1"), .malformedTarget, 400),
    (line("GET /\u{E9} HTTP/1.1"), .malformedTarget, 400),
    (line("GET /#fragment HTTP/1.1"), .malformedTarget, 400),
    (line("GET /\u{0} HTTP/1.1"), .controlCharacter, 400),
    (line("GET http://a/ HTTP/1.1"), .unsupportedTarget, 400),
    (line("GET path HTTP/1.1"), .unsupportedTarget, 400),
    (line("CONNECT a:443 HTTP/1.1"), .unsupportedTarget, 400),
    (line("GET / HTTP/1.2"), .unsupportedVersion, 505),
    (line("GET / HTTP/0.9"), .unsupportedVersion, 505),
    (line("GET / HTTP/2.0"), .unsupportedVersion, 505),
    (line("PRI * HTTP/2.0"), .unsupportedVersion, 505),
    (line("GET / HTTP/1.10"), .malformedStartLine, 400),
    (line("GET / HTTP/1,1"), .malformedStartLine, 400),
    (line("GET / http/1.1"), .malformedStartLine, 400),
    (line("GET / HTTP/11"), .malformedStartLine, 400),
    ("GET / HTTP/1.1\r\nAccept: */*\r\n\r\n", .missingHost, 400),
    (post("Host: a"), .repeatedHost, 400),
    ("GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", .repeatedHost, 400),
    ("GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", .malformedHost, 400),
    ("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", .malformedHost, 400),
    ("GET / HTTP/1.1\r\nHost: user@a\r\n\r\n", .malformedHost, 400),
    ("GET / HTTP/1.1\r\nHost: a:b\r\n\r\n", .malformedHost, 400),
    ("GET / HTTP/1.1\r\nHost: a:1:2\r\n\r\n", .malformedHost, 400),
    ("GET / HTTP/1.1\r\nHost: ::1\r\n\r\n", .malformedHost, 400),
    ("GET / HTTP/1.1\r\nHost: [::1\r\n\r\n", .malformedHost, 400),
    ("GET / HTTP/1.1\r\nHost: [::1]a\r\n\r\n", .malformedHost, 400),
    ("GET / HTTP/1.1\r\nHost: [::1]:x\r\n\r\n", .malformedHost, 400),
    ("GET / HTTP/1.1\r\nHost: a]\r\n\r\n", .malformedHost, 400),
    ("GET / HTTP/1.1\r\nHost: a[::1]\r\n\r\n", .malformedHost, 400),
    (post("Expect: something"), .unsupportedExpectation, 417),
  ]

  static let chunks: [(String, HTTPFailure, Int)] = [
    "\r\n", " 1\r\na\r\n0\r\n\r\n", "-1\r\na\r\n0\r\n\r\n", "+1\r\na\r\n0\r\n\r\n", "0x1\r\na\r\n0\r\n\r\n",
    "g\r\n",
    "1 \r\na\r\n0\r\n\r\n", "1 1\r\na", "1,2\r\na", ";x\r\n", "1\r\nab\r\n0\r\n\r\n", "1\r\na\n0\r\n\r\n",
    "1\r\na0\r\n\r\n",
    "1\r\na\r0\r\n\r\n", "0000000000000001\r\na\r\n0\r\n\r\n", "10000000000000001\r\na\r\n0\r\n\r\n",
  ].map { (post("Transfer-Encoding: chunked", body: $0), .malformedChunk, 400) }

  static let chunkLines: [(String, HTTPFailure, Int)] = [
    ("1\na\r\n0\r\n\r\n", HTTPFailure.bareLineFeed, 400),
    ("1;x\na\r\n0\r\n\r\n", .bareLineFeed, 400),
    ("1\r\ra\r\n0\r\n\r\n", .bareCarriageReturn, 400),
    ("1;x\ry\r\na\r\n0\r\n\r\n", .bareCarriageReturn, 400),
    ("1;x\u{0}\r\na\r\n0\r\n\r\n", .controlCharacter, 400),
    ("0\r\nX : y\r\n\r\n", .whitespaceBeforeColon, 400),
    ("0\r\nX: y\r\n z\r\n\r\n", .obsoleteLineFolding, 400),
    ("0\r\nX: y\n\r\n", .bareLineFeed, 400),
    ("0\r\nX\r\n\r\n", .malformedHeaderName, 400),
    ("FFFFFFFFFFFFFFF\r\n", .bodyTooLarge(byteCountMax: 1_048_576), 413),
    ("100001\r\n", .bodyTooLarge(byteCountMax: 1_048_576), 413),
  ].map { (post("Transfer-Encoding: chunked", body: $0.0), $0.1, $0.2) }

  static let all = lengths + encodings + lines + starts + chunks + chunkLines

  @Test(arguments: all)
  func `a shape that two readers could understand differently is refused`(
    text: String, failure: HTTPFailure, status: Int
  ) {
    let outcome = Feeding.request(text + "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(outcome == Outcome(messages: [], failure: failure))
    #expect(failure.status == status)
  }

  @Test(arguments: all)
  func `the failure does not depend on how the bytes arrive`(text: String, failure: HTTPFailure, status: Int)
  {
    let bytes = Array(text.utf8)
    for position in 0...bytes.count {
      #expect(Feeding.requests([bytes[..<position], bytes[position...]]).failure == failure)
    }
    #expect(Feeding.requests(bytes.indices.map { bytes[$0...$0] }).failure == failure)
  }

  @Test func `chunked is known without case`() {
    let outcome = Feeding.request(Self.post("Transfer-Encoding: \t Chunked ", body: "1\r\na\r\n0\r\n\r\n"))
    #expect(outcome.messages.first?.body == Array("a".utf8))
  }

  @Test func `every byte at every place of a value is let through or refused by its class alone`() {
    for byte in UInt8.min...UInt8.max {
      for place in 0..<20 {
        let value = [UInt8](repeating: 0x61, count: place) + [byte] + [UInt8](repeating: 0x62, count: 20)
        let bytes = Array("GET / HTTP/1.1\r\nHost: a\r\nX: ".utf8) + value + Array("\r\n\r\n".utf8)
        let outcome = Feeding.requests([bytes[...]])
        switch byte {
        case 0x0A: #expect(outcome.failure == .bareLineFeed)
        case 0x0D: #expect(outcome.failure == .bareCarriageReturn)
        case 0x09, 0x20...0x7E, 0x80...: #expect(outcome.messages.count == 1)
        default: #expect(outcome.failure == .controlCharacter)
        }
      }
    }
  }
}
