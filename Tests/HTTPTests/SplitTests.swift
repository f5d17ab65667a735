import HTTP
import Testing

@Suite struct `Split and truncated streams` {
  @Test func `requests are the same wherever the stream is split`() {
    let bytes = Samples.requestBytes
    let whole = Feeding.requests([bytes[...]], ends: true)
    #expect(whole.messages.count == 4)
    for position in 0...bytes.count {
      #expect(Feeding.requests([bytes[..<position], bytes[position...]], ends: true) == whole)
    }
    #expect(Feeding.requests(bytes.indices.map { bytes[$0...$0] }, ends: true) == whole)
  }

  @Test func `replies are the same wherever the stream is split`() {
    let bytes = Samples.replyBytes
    let whole = Feeding.replies([bytes[...]], ends: true)
    #expect(whole.messages.count == 5)
    for position in 0...bytes.count {
      #expect(Feeding.replies([bytes[..<position], bytes[position...]], ends: true) == whole)
    }
    #expect(Feeding.replies(bytes.indices.map { bytes[$0...$0] }, ends: true) == whole)
  }

  @Test func `a request stream cut inside a message is truncated, and never a message more`() throws {
    let bytes = Samples.requestBytes
    var ends: [Int] = []
    var parser = HTTPRequestParser()
    var offset = 0
    while offset < bytes.count {
      offset += try parser.receive(bytes.span.extracting(offset...))
      if parser.next() != nil { ends.append(offset) }
    }
    #expect(ends.count == 4)
    // Before the last request stands an empty line: after it nothing of a message has come either.
    let idle = Set([0] + ends + [ends[2] + 2])
    for count in 0..<bytes.count {
      let outcome = Feeding.requests([bytes[..<count]], ends: true)
      #expect(outcome.failure == (idle.contains(count) ? nil : .truncated), "cut after \(count)")
      #expect(outcome.messages.count == ends.filter { $0 <= count }.count)
    }
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\nX: y\r\n\r\n",
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n",
    "HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n",
  ])
  func `a reply cut at any byte is truncated`(text: String) {
    let bytes = Array(text.utf8)
    for count in 1..<bytes.count {
      #expect(Feeding.replies([bytes[..<count]], ends: true) == Outcome(messages: [], failure: .truncated))
    }
    #expect(Feeding.replies([bytes[...]], ends: true).messages.count == 1)
  }

  @Test func `a reply without a length that is cut inside its head is truncated`() {
    let head = Array("HTTP/1.1 200 OK\r\nServer: x\r\n\r\n".utf8)
    for count in 1..<head.count {
      #expect(Feeding.replies([head[..<count]], ends: true).failure == .truncated)
    }
    #expect(Feeding.replies([head[...]], ends: true).messages.first?.body == [])
  }
}
