import Foundation
import HTTP
import HTTPServer
import LinuxIO
import TestSupport
import Testing

@Suite(.onLoop) struct `HTTP connections` {
  /// A server of one test with a client's connection to it.
  @LoopActor
  private struct Fixture {
    let listener: TCPListener
    let server: HTTPServer
    let handler: EchoHandler

    init(_ change: (inout HTTPServerSettings) -> Void = { _ in }) throws {
      listener = try TCPListener(address: "127.0.0.1", port: 0)
      handler = EchoHandler()
      var settings = HTTPServerSettings()
      change(&settings)
      let server = HTTPServer(listener: listener, handler: handler, settings: settings)
      self.server = server
      // As long as the test program: a listener is never given up.
      onLoop {
        // It ends with an error when the program does.
        try? await server.serve()
      }
    }

    func connect() throws -> Channel {
      try Channel(try TCPClient.connect(to: "127.0.0.1", port: listener.port))
    }
  }

  /// Reads until a text holds so many of something, or the end.
  @LoopActor
  private func read(_ channel: Channel, until count: Int, of part: String) async throws -> String {
    var text = ""
    var buffer = ReceiveBuffer(byteCountMax: 1 << 20)
    let deadline = EventLoop.now + 10_000_000_000
    while text.components(separatedBy: part).count - 1 < count {
      guard try await channel.read(into: &buffer, deadline: deadline) > 0 else { break }
      text += String(decoding: buffer.take(buffer.count), as: UTF8.self)
    }
    return text
  }

  @Test @LoopActor func `requests that come at once are answered in their order, however many`() async throws
  {
    let fixture = try Fixture()
    let client = try fixture.connect()
    let requests = (0..<100).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined()
    client.write(Array(requests.utf8))
    let text = try await read(client, until: 100, of: "HTTP/1.1 200")
    let bodies = text.components(separatedBy: "\r\n").filter { $0.hasPrefix("body of /") }
    #expect(bodies.joined().components(separatedBy: "body of /").count - 1 >= 99)
    #expect(fixture.handler.targets == (0..<100).map { "/\($0)" })
    client.close()
  }

  @Test @LoopActor func `a stream is chunks for HTTP 1.1 and the rest of the connection for 1.0`()
    async throws
  {
    let fixture = try Fixture()
    let newer = try fixture.connect()
    newer.write(Array("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
    let chunked = try await read(newer, until: 1, of: "0\r\n\r\n")
    #expect(chunked.contains("Transfer-Encoding: chunked\r\n"))
    #expect(chunked.hasSuffix("\r\n\r\n3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n"))
    let older = try fixture.connect()
    older.write(Array("GET /stream HTTP/1.0\r\nHost: a\r\n\r\n".utf8))
    let whole = try await read(older, until: 2, of: "never")
    #expect(!whole.contains("Transfer-Encoding") && whole.hasSuffix("\r\n\r\nonetwo"))
  }

  @Test @LoopActor func `the connection that has been idle the longest makes room for the next`() async throws
  {
    let fixture = try Fixture { $0.connectionCountMax = 4 }
    var clients: [Channel] = []
    for _ in 0..<4 {
      let client = try fixture.connect()
      client.write(Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
      _ = try await read(client, until: 1, of: "body of")
      clients.append(client)
    }
    let last = try fixture.connect()
    last.write(Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
    #expect(try await read(last, until: 1, of: "body of").contains("200"))
    #expect(try await read(clients[0], until: 1, of: "never").isEmpty, "the first one was not closed")
    #expect(fixture.server.connectionCount <= 4)
    for client in clients + [last] { client.close() }
  }

  @Test @LoopActor func `a handler hears once that its client went away`() async throws {
    let fixture = try Fixture()
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
