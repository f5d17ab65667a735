import HTTP
import Testing

@Suite struct `Limits of a message` {
  private static func text(_ count: Int) -> String {
    String(repeating: "a", count: count)
  }

  @Test func `a start line may fill its bound and not a byte more`() {
    let limits = HTTPLimits(startLineByteCountMax: 40, bodyByteCountMax: 0)
    // "GET /" and " HTTP/1.1" are 14 bytes.
    for (count, failure) in [(26, nil), (27, HTTPFailure.startLineTooLong(byteCountMax: 40))] {
      let bytes = Array("GET /\(Self.text(count)) HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
      #expect(Feeding.requests([bytes[...]], limits: limits).failure == failure)
      #expect(Feeding.requests(bytes.indices.map { bytes[$0...$0] }, limits: limits).failure == failure)
    }
    #expect(HTTPFailure.startLineTooLong(byteCountMax: 40).status == 414)
  }

  @Test func `an endless start line is refused at the bound, not at its end`() {
    let limits = HTTPLimits(startLineByteCountMax: 40, bodyByteCountMax: 0)
    #expect(Feeding.request(Self.text(40), limits: limits).failure == nil)
    #expect(Feeding.request(Self.text(41), limits: limits).failure == .startLineTooLong(byteCountMax: 40))
    #expect(
      Feeding.request(Self.text(41) + "\u{0}", limits: limits).failure == .startLineTooLong(byteCountMax: 40))
  }

  @Test func `a header section may fill its bound and not a byte more`() {
    // "Host: a", "X: " with their line ends and the empty line are 16 bytes.
    let limits = HTTPLimits(headerByteCountMax: 100, bodyByteCountMax: 0)
    let failure = HTTPFailure.headersTooLarge(byteCountMax: 100)
    for (count, expected) in [
      (84, nil), (85, failure), (86, failure), (87, failure), (88, failure), (200, failure),
    ] {
      let bytes = Array("GET / HTTP/1.1\r\nHost: a\r\nX: \(Self.text(count))\r\n\r\n".utf8)
      #expect(Feeding.requests([bytes[...]], limits: limits).failure == expected)
      #expect(Feeding.requests(bytes.indices.map { bytes[$0...$0] }, limits: limits).failure == expected)
    }
    #expect(failure.status == 431)
  }

  @Test func `as many headers as the bound and not one more`() {
    let limits = HTTPLimits(headerCountMax: 5, bodyByteCountMax: 0)
    let four = String(repeating: "X: y\r\n", count: 4)
    #expect(Feeding.request("GET / HTTP/1.1\r\nHost: a\r\n\(four)\r\n", limits: limits).messages.count == 1)
    let failure = HTTPFailure.tooManyHeaders(countMax: 5)
    #expect(
      Feeding.request("GET / HTTP/1.1\r\nHost: a\r\n\(four)X: y\r\n\r\n", limits: limits).failure == failure)
    #expect(failure.status == 431)
  }

  @Test func `a body may fill its bound and not a byte more, with a length, in chunks or until the end`() {
    let limits = HTTPLimits(bodyByteCountMax: 10)
    let failure = HTTPFailure.bodyTooLarge(byteCountMax: 10)
    for (count, expected) in [(10, nil), (11, failure)] {
      let body = Self.text(count)
      let half = Self.text(count - 5)
      #expect(
        Feeding.reply("HTTP/1.1 200 OK\r\nContent-Length: \(count)\r\n\r\n\(body)", limits: limits).failure
          == expected)
      #expect(
        Feeding.reply(
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\naaaaa\r\n\(count - 5)\r\n\(half)\r\n0\r\n\r\n",
          limits: limits
        ).failure == expected)
      #expect(Feeding.reply("HTTP/1.1 200 OK\r\n\r\n\(body)", limits: limits, ends: true).failure == expected)
    }
    #expect(failure.status == 413)
  }

  @Test func `a length beyond the bound is refused before any of the body has come`() {
    let limits = HTTPLimits(bodyByteCountMax: 10)
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n"
    #expect(Feeding.reply(head, limits: limits).failure == .bodyTooLarge(byteCountMax: 10))
    let chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n"
    #expect(Feeding.reply(chunks, limits: limits).failure == .bodyTooLarge(byteCountMax: 10))
  }

  @Test func `a chunk line may fill its bound and not a byte more`() {
    let limits = HTTPLimits(bodyByteCountMax: 10, chunkLineByteCountMax: 20)
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    #expect(Feeding.reply("\(head)1;\(Self.text(18))\r\na\r\n0\r\n\r\n", limits: limits).messages.count == 1)
    #expect(
      Feeding.reply("\(head)1;\(Self.text(19))", limits: limits).failure
        == .chunkLineTooLong(byteCountMax: 20))
  }

  @Test func `the framing of chunks may outweigh the body by its bound and not by a byte more`() {
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    // Per chunk of one byte 5 bytes of framing, at the end 3; each byte of body allows one: 10 * 4 + 3.
    let body = String(repeating: "1\r\na\r\n", count: 10) + "0\r\n\r\n"
    let exact = HTTPLimits(bodyByteCountMax: 10, chunkOverheadByteCountMax: 43)
    #expect(Feeding.reply(head + body, limits: exact).messages.first?.body.count == 10)
    let short = HTTPLimits(bodyByteCountMax: 10, chunkOverheadByteCountMax: 42)
    #expect(Feeding.reply(head + body, limits: short).failure == .tooMuchChunkOverhead(byteCountMax: 42))
  }

  @Test func `trailers share the bounds of the headers`() {
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    let trailers = "0\r\nX: y\r\nX: y\r\n\r\n"
    // 28 + 2 bytes of headers, 6 + 6 + 2 of trailers.
    #expect(
      Feeding.reply(head + trailers, limits: HTTPLimits(headerByteCountMax: 44, bodyByteCountMax: 0)).messages
        .count == 1)
    #expect(
      Feeding.reply(head + trailers, limits: HTTPLimits(headerByteCountMax: 43, bodyByteCountMax: 0)).failure
        == .headersTooLarge(byteCountMax: 43))
    #expect(
      Feeding.reply(head + trailers, limits: HTTPLimits(headerCountMax: 3, bodyByteCountMax: 0)).messages
        .count == 1)
    #expect(
      Feeding.reply(head + trailers, limits: HTTPLimits(headerCountMax: 2, bodyByteCountMax: 0)).failure
        == .tooManyHeaders(countMax: 2))
  }

  @Test func `as many interim replies as the bound and not one more`() {
    let limits = HTTPLimits(bodyByteCountMax: 0, interimReplyCountMax: 2)
    let interim = "HTTP/1.1 102 Processing\r\n\r\n"
    let final = "HTTP/1.1 204 No Content\r\n\r\n"
    #expect(
      Feeding.reply(interim + interim + final + interim + interim + final, limits: limits).messages.count == 2
    )
    #expect(
      Feeding.reply(interim + interim + interim + final, limits: limits).failure
        == .tooManyInterimReplies(countMax: 2))
  }
}
