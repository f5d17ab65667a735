import HTTP
import HTTPServer
import LinuxIO
import TestSupport
import Testing

/// Whose bytes go first where there is not room for everybody's.
@Suite(.onLoop) struct `Room that others want` {
  private func post(_ target: String, _ byteCount: Int, of bodyByteCount: Int) -> [UInt8] {
    Array("POST \(target) HTTP/1.1\r\nHost: a\r\nContent-Length: \(bodyByteCount)\r\n\r\n".utf8)
      + [UInt8](repeating: UInt8(ascii: "x"), count: byteCount)
  }

  @Test @LoopActor func `a request that was granted takes the room of the largest that was not`() async throws
  {
    let fixture = try ServerFixture {
      $0.heldByteCountMax = 12 * 1_024
      $0.freeByteCount = 1_024
    }
    let (small, large) = (try fixture.connect(), try fixture.connect())
    small.write(post("/small", 4_095, of: 4_096))
    await fixture.wait { fixture.server.heldByteCount >= 3_000 }
    large.write(post("/large", 8_191, of: 8_192))
    await fixture.wait { fixture.server.heldByteCount >= 10_000 }
    let known = try fixture.connect()
    known.write(post("/granted", 8_191, of: 8_192))
    #expect(try await fixture.readToEnd(large).hasPrefix("HTTP/1.1 503 "))
    for (client, target) in [(known, "/granted"), (small, "/small")] {
      client.write([UInt8(ascii: "x")])
      #expect(try await fixture.read(client, until: 1, of: "body of \(target)").hasPrefix("HTTP/1.1 200 "))
    }
    #expect(fixture.handler.targets == ["/granted", "/small"] && fixture.server.heldByteCount == 0)
    for client in [small, large, known] { client.close() }
  }

  @Test @LoopActor func `of those that were granted a request, the one that is too much is refused`()
    async throws
  {
    let fixture = try ServerFixture {
      $0.heldByteCountMax = 8 * 1_024
      $0.freeByteCount = 1_024
    }
    let (first, second) = (try fixture.connect(), try fixture.connect())
    first.write(post("/granted/1", 5_999, of: 6_000))
    await fixture.wait { fixture.server.heldByteCount > 4_000 }
    second.write(post("/granted/2", 5_999, of: 6_000))
    #expect(try await fixture.readToEnd(second).hasPrefix("HTTP/1.1 503 "))
    first.write([UInt8(ascii: "x")])
    #expect(try await fixture.read(first, until: 1, of: "body of /granted/1").hasPrefix("HTTP/1.1 200 "))
    for client in [first, second] { client.close() }
  }

  @Test @LoopActor func `a whole reply that is more than all may leave unread ends its connection`()
    async throws
  {
    let fixture = try ServerFixture { $0.unreadByteCountMax = 1_024 * 1_024 }
    let other = try await fixture.connectWithLittleUnread()
    let client = try fixture.connect()
    client.write(Array("GET /huge HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
    await fixture.wait { fixture.handler.targets.last == "/huge" && fixture.server.connectionCount == 1 }
    #expect(fixture.server.connectionCount == 1)
    #expect(fixture.server.unreadByteCount <= 64 * 1_024 + 1_024)
    try await fixture.askLate("/after", on: other)
    for client in [other, client] { client.close() }
  }

  @Test @LoopActor func `when all together leave too much unread, the one that leaves the most ends`()
    async throws
  {
    let hugeByteCount = EchoHandler.hugeBody.count
    let fixture = try ServerFixture { $0.unreadByteCountMax = hugeByteCount }
    let most = try await fixture.connectWithoutReading()
    let before = fixture.server.unreadByteCount
    #expect(before > hugeByteCount / 2 && before <= hugeByteCount, "\(before)")
    // What the kernel takes for the first one, it takes for the second one as well, give or take a little.
    fixture.handler.fittingByteCount = 2 * (hugeByteCount - before) + hugeByteCount / 8
    let less = try fixture.connect()
    less.write(Array("GET /fitting HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
    await fixture.wait { fixture.server.connectionCount == 1 && fixture.handler.targets.count == 2 }
    #expect(fixture.server.connectionCount == 1)
    #expect((1..<before).contains(fixture.server.unreadByteCount), "\(fixture.server.unreadByteCount)")
    for client in [most, less] { client.close() }
  }
}
