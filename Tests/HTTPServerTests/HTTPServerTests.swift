import Foundation
import HTTP
import HTTPServer
import LinuxIO
import TestSupport
import Testing

@Suite(.onLoop) struct `HTTP connections` {
  @Test @LoopActor func `requests that come at once are answered in their order, however many`() async throws
  {
    let fixture = try ServerFixture()
    let client = try fixture.connect()
    let requests = (0..<100).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined()
    client.write(Array(requests.utf8))
    let text = try await fixture.read(client, until: 100, of: "HTTP/1.1 200")
    let bodies = text.components(separatedBy: "\r\n").filter { $0.hasPrefix("body of /") }
    #expect(bodies.joined().components(separatedBy: "body of /").count - 1 >= 99)
    #expect(fixture.handler.targets == (0..<100).map { "/\($0)" })
    client.close()
  }

  @Test @LoopActor func `a stream is chunks for HTTP 1.1 and the rest of the connection for 1.0`()
    async throws
  {
    let fixture = try ServerFixture()
    let newer = try fixture.connect()
    newer.write(Array("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
    let chunked = try await fixture.read(newer, until: 1, of: "0\r\n\r\n")
    #expect(chunked.contains("Transfer-Encoding: chunked\r\n"))
    #expect(chunked.hasSuffix("\r\n\r\n3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n"))
    let older = try fixture.connect()
    older.write(Array("GET /stream HTTP/1.0\r\nHost: a\r\n\r\n".utf8))
    let whole = try await fixture.read(older, until: 2, of: "never")
    #expect(!whole.contains("Transfer-Encoding") && whole.hasSuffix("\r\n\r\nonetwo"))
  }

  @Test @LoopActor func `the connection that has been idle the longest makes room for the next`() async throws
  {
    let fixture = try ServerFixture { $0.connectionCountMax = 4 }
    var clients: [Channel] = []
    for _ in 0..<4 {
      let client = try fixture.connect()
      client.write(Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
      _ = try await fixture.read(client, until: 1, of: "body of")
      clients.append(client)
    }
    let last = try fixture.connect()
    last.write(Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
    #expect(try await fixture.read(last, until: 1, of: "body of").contains("200"))
    #expect(try await fixture.read(clients[0], until: 1, of: "never").isEmpty, "the first one was not closed")
    #expect(fixture.server.connectionCount <= 4)
    for client in clients + [last] { client.close() }
  }

  @Test @LoopActor func `a handler hears once that its client went away`() async throws {
    let fixture = try ServerFixture()
    let client = try fixture.connect()
    client.write(Array("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
    while fixture.handler.targets.isEmpty { await EventLoop.shared.sleep(nanoseconds: 1_000_000) }
    client.close()
    let limit = EventLoop.now + 10_000_000_000
    while fixture.handler.goneCount == 0, EventLoop.now < limit {
      await EventLoop.shared.sleep(nanoseconds: 1_000_000)
    }
    #expect(fixture.handler.goneCount == 1)
  }
}
