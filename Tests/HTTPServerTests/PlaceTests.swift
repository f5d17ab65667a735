import HTTP
import HTTPServer
import LinuxIO
import TestSupport
import Testing

/// Who gives up its place where there are not enough, and what clients do to keep one.
@Suite(.onLoop) struct `Places that others want` {
  @Test @LoopActor func `clients that read nothing do not keep others out`() async throws {
    let fixture = try ServerFixture { $0.connectionCountMax = 3 }
    var deaf: [Channel] = []
    for _ in 0..<2 { deaf.append(try await fixture.connectWithoutReading()) }
    var others: [Channel] = []
    for number in 0..<4 {
      let client = try fixture.connect()
      others.append(client)
      #expect(try await fixture.ask("/\(number)", on: client).hasPrefix("HTTP/1.1 200 "))
    }
    #expect(fixture.server.connectionCount <= 3 && fixture.server.unreadByteCount == 0)
    for client in deaf + others { client.close() }
  }

  @Test @LoopActor func `whoever was granted nothing makes room before those that were`() async throws {
    let fixture = try ServerFixture {
      $0.connectionCountMax = 5
      $0.graceNanoseconds = 0
    }
    let idle = try fixture.connect()
    _ = try await fixture.ask("/granted/1", on: idle)
    let grantedDeaf = try await fixture.connectWithoutReading("/granted/huge")
    let before = fixture.server.unreadByteCount
    let deaf = try await fixture.connectWithoutReading()
    let new = try fixture.connect()
    _ = try await fixture.ask("/granted/2", on: new)
    #expect(fixture.server.connectionCount == 4)
    // The next one takes the last place, which is kept free.
    let last = try fixture.connect()
    _ = try await fixture.ask("/last", on: last)
    #expect(fixture.server.connectionCount == 4)
    #expect(fixture.server.unreadByteCount <= before, "the one that was granted nothing is still there")
    #expect(try await fixture.ask("/granted/3", on: idle).hasPrefix("HTTP/1.1 200 "))
    #expect(try await fixture.ask("/new", on: new).hasPrefix("HTTP/1.1 200 "))
    #expect(fixture.server.connectionCount == 4)
    for client in [idle, grantedDeaf, deaf, new, last] { client.close() }
  }

  @Test @LoopActor func `what a client sends while it reads nothing is not dealt with, and buys it no time`()
    async throws
  {
    let fixture = try ServerFixture { $0.flushNanoseconds = 200_000_000 }
    let client = try await fixture.connectWithLittleUnread()
    let count = fixture.handler.targets.count
    client.write(Array("GET /more HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
    await fixture.wait { fixture.server.connectionCount == 0 }
    #expect(fixture.server.connectionCount == 0 && fixture.server.unreadByteCount == 0)
    #expect(fixture.handler.targets.count == count, "it was answered although it reads nothing")
    client.close()
  }

  @Test @LoopActor func `a client that reads late has its further requests answered then`() async throws {
    let fixture = try ServerFixture()
    let client = try await fixture.connectWithoutReading()
    try await fixture.askLate("/late", on: client)
    #expect(fixture.handler.targets.last == "/late" && fixture.server.unreadByteCount == 0)
    client.close()
  }

  @Test @LoopActor func `the first few that are not granted leave the connection open, and then it ends`()
    async throws
  {
    let fixture = try ServerFixture { $0.deniedInARowMax = 3 }
    let client = try fixture.connect()
    let targets =
      ["/denied", "/denied", "/granted", "/denied", "/denied", "/granted"]
      + [String](repeating: "/denied", count: 20)
    let requests = targets.map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined()
    client.write(Array(requests.utf8))
    let text = try await fixture.readToEnd(client)
    #expect(fixture.handler.targets == Array(targets.prefix(9)), "\(fixture.handler.targets)")
    let replies = text.split(separator: "HTTP/1.1 ")
    #expect(replies.map { $0.prefix(3) } == ["401", "401", "200", "401", "401", "200", "401", "401", "401"])
    #expect(
      replies.map { $0.contains("Connection: close\r\n") } == [Bool](repeating: false, count: 8) + [true])
    await fixture.wait { fixture.server.connectionCount == 0 }
    #expect(fixture.server.connectionCount == 0)
    client.close()
  }
}
