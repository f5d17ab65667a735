import HTTP
import TestSupport
import Testing

@Suite struct `Writer` {
  private static func text(_ request: HTTPRequest) throws -> String {
    var bytes: [UInt8] = []
    try HTTPWriter.append(request, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func text(_ reply: HTTPReply, answering request: HTTPRequest? = nil) throws -> String {
    var bytes: [UInt8] = []
    try HTTPWriter.append(reply, answering: request, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `a request is written byte for byte`() throws {
    let headers = HTTPHeaders([("Host", "api.example:443"), ("Accept", "*/*")])
    #expect(
      try Self.text(HTTPRequest(target: "/a?b=c", headers: headers))
        == "GET /a?b=c HTTP/1.1\r\nHost: api.example:443\r\nAccept: */*\r\n\r\n")
    #expect(
      try Self.text(HTTPRequest(method: "DELETE", target: "/", headers: headers, keepsAlive: false))
        == "DELETE / HTTP/1.1\r\nHost: api.example:443\r\nAccept: */*\r\nConnection: close\r\n\r\n")
    #expect(
      try Self.text(HTTPRequest(method: "POST", target: "/", headers: headers)).contains(
        "\r\nContent-Length: 0\r\n"))
  }

  @Test func `a reply is written byte for byte`() throws {
    let reply = HTTPReply(status: 200, reason: "OK", body: Array("{}".utf8))
    #expect(try Self.text(reply) == "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
    let head = HTTPRequest(method: "HEAD", target: "/")
    #expect(try Self.text(reply, answering: head) == "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n")
    let old = HTTPRequest(target: "/", version: .http10)
    #expect(
      try Self.text(reply, answering: old)
        == "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\n{}")
    let last = HTTPReply(status: 404, keepsAlive: false)
    #expect(try Self.text(last) == "HTTP/1.1 404 \r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    #expect(try Self.text(HTTPReply(status: 204)) == "HTTP/1.1 204 \r\n\r\n")
  }

  @Test func `framing fields of the caller are left out`() throws {
    let headers = HTTPHeaders([
      ("Host", "a"), ("content-length", "99"), ("Transfer-Encoding", "chunked"), ("CONNECTION", "upgrade"),
      ("X", "y"),
    ])
    #expect(
      try Self.text(HTTPRequest(method: "POST", target: "/", headers: headers, body: Array("ab".utf8)))
        == "POST / HTTP/1.1\r\nHost: a\r\nX: y\r\nContent-Length: 2\r\n\r\nab")
  }

  @Test(arguments: [
    ("GET", "/", [("Host", "a"), ("X", "y\r\nZ: w")], HTTPFailure.controlCharacter),
    ("GET", "/", [("Host", "a"), ("X", "y\n")], .controlCharacter),
    ("GET", "/", [("Host", "a"), ("X", "\ry")], .controlCharacter),
    ("GET", "/", [("Host", "a"), ("X", "y\u{0}")], .controlCharacter),
    ("GET", "/", [("Host", "a"), ("X", "y\u{7F}")], .controlCharacter),
    ("GET", "/", [("Host", "a"), ("Connection", "y\r\nZ: w")], .controlCharacter),
    ("GET", "/", [("Host", "a"), ("X\r\nY", "z")], .malformedHeaderName),
    ("GET", "/", [("Host", "a"), ("X:", "z")], .malformedHeaderName),
    ("GET", "/", [("Host", "a"), ("", "z")], .emptyHeaderName),
    ("GET", "/", [("Host", "a\r\nX: y")], .controlCharacter),
    ("GET", "/", [("Host", "a b")], .malformedHost),
    ("GET", "/", [("Host", "a"), ("host", "a")], .repeatedHost),
    ("GET", "/", [("X", "y")], .missingHost),
    ("GET /x", "/", [("Host", "a")], .malformedMethod),
    ("", "/", [("Host", "a")], .malformedMethod),
    ("GET\r\n", "/", [("Host", "a")], .malformedMethod),
    ("GET", "", [("Host", "a")], .malformedTarget),
    ("GET", "/ HTTP/1.1\r\nX: y", [("Host", "a")], .malformedTarget),
    ("GET", "/a b", [("Host", "a")], .malformedTarget),
    ("GET", "/\u{0}", [("Host", "a")], .malformedTarget),
    ("GET", "/é", [("Host", "a")], .malformedTarget),
    ("GET", "/#x", [("Host", "a")], .malformedTarget),
    ("GET", "http://a/", [("Host", "a")], .unsupportedTarget),
    ("GET", "*", [("Host", "a")], .unsupportedTarget),
  ])
  func `a request that would break out of its place is refused and leaves nothing behind`(
    method: String, target: String, headers: [(String, String)], failure: HTTPFailure
  ) {
    let request = HTTPRequest(
      method: method, target: target, headers: HTTPHeaders(headers.map { (name: $0.0, value: $0.1) }))
    var bytes: [UInt8] = [1, 2, 3]
    #expect(throws: failure) { try HTTPWriter.append(request, to: &bytes) }
    #expect(bytes == [1, 2, 3])
  }

  @Test func `a reply that would break out of its place is refused and leaves nothing behind`() {
    let replies: [(HTTPReply, HTTPFailure)] = [
      (HTTPReply(status: 200, reason: "OK\r\nX: y"), .controlCharacter),
      (HTTPReply(status: 200, headers: HTTPHeaders([("X", "a\nb")])), .controlCharacter),
      (HTTPReply(status: 200, headers: HTTPHeaders([("X y", "z")])), .malformedHeaderName),
      (HTTPReply(status: 100), .malformedStatus),
      (HTTPReply(status: 600), .malformedStatus),
      (HTTPReply(status: -1), .malformedStatus),
      (HTTPReply(status: 204, body: [1]), .bodyNotAllowed),
      (HTTPReply(status: 304, body: [1]), .bodyNotAllowed),
    ]
    for (reply, failure) in replies {
      var bytes: [UInt8] = [1, 2, 3]
      #expect(throws: failure) { try HTTPWriter.append(reply, to: &bytes) }
      #expect(bytes == [1, 2, 3])
    }
  }

  @Test func `what is written is read back the same`() throws {
    var random = SeededGenerator(seed: 7)
    let methods = ["GET", "POST", "DELETE", "PUT", "OPTIONS"]
    for round in 0..<200 {
      let count = Int.random(in: 0...300, using: &random)
      let body = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      let fields: [(name: String, value: String)] = [
        ("Host", "h\(round):80"), ("X-Empty", ""), ("X-Text", "é \t \(round)"), ("X-Text", "again"),
      ]
      let request = HTTPRequest(
        method: methods[round % methods.count], target: "/p/\(round)?q=%20", headers: HTTPHeaders(fields),
        body: body,
        keepsAlive: round % 3 != 0)
      var bytes: [UInt8] = []
      try HTTPWriter.append(request, to: &bytes)
      let read = try #require(Feeding.requests([bytes[...]]).messages.first)
      #expect(read.method == request.method && read.target == request.target && read.body == body)
      #expect(read.keepsAlive == request.keepsAlive)
      #expect(read.headers.prefix(4).map(\.value) == fields.map(\.value))

      let reply = HTTPReply(
        status: 200 + round, reason: "r\(round)", headers: HTTPHeaders(fields),
        body: [204, 304].contains(200 + round) ? [] : body, keepsAlive: round % 2 == 0)
      bytes = []
      try HTTPWriter.append(reply, to: &bytes)
      let readReply = try #require(Feeding.replies([bytes[...]]).messages.first)
      #expect(
        readReply.status == reply.status && readReply.reason == reply.reason && readReply.body == reply.body)
      #expect(readReply.keepsAlive == reply.keepsAlive)
      #expect(readReply.headers.prefix(4).map(\.value) == fields.map(\.value))
    }
  }

  @Test func `the interim reply is one that the parser skips`() {
    var bytes: [UInt8] = []
    HTTPWriter.appendContinue(to: &bytes)
    bytes += Array("HTTP/1.1 204 None\r\n\r\n".utf8)
    #expect(Feeding.replies([bytes[...]]).messages.map(\.status) == [204])
  }
}
