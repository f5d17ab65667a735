import Authorization
import Catalog
import Foundation
import LinuxIO
import Log
import MCP
import TestSupport
import Testing

@testable import Transports

@Suite(.onLoop) struct `Notifications over HTTP that were missed` {
  /// The transport of a test, and one client's session in it.
  @LoopActor
  private final class Fixture {
    let transport: HTTPTransport
    private let port: Int
    private var session = ""

    init() throws {
      let listener = try TCPListener(address: "127.0.0.1", port: 0)
      port = listener.port
      let transport = HTTPTransport(
        HTTPTransportSettings(boundAddress: "127.0.0.1", demandsToken: false), listener: listener,
        authorizer: Authorizer(), logger: Logger(process: "test", level: .error)
      ) { _ in
        ServerDescription(
          name: "test", version: "1", instructions: "", tools: Catalog.tools,
          features: ServerFeatures(of: Catalog.tools))
      }
      self.transport = transport
      transport.connect(CallDesk(submit: { _, _, _, _ in }, cancel: { _ in }, confirmed: { _, _ in }))
      onLoop {
        // It ends with `drain`; that listening breaks is no part of the test.
        try? await transport.run()
      }
    }

    func send(_ line: String, _ field: String = "", body: String = "") throws -> Channel {
      let channel = try Channel(try TCPClient.connect(to: "127.0.0.1", port: port))
      let length = body.isEmpty ? "" : "Content-Length: \(body.utf8.count)\r\n"
      channel.write(
        Array(
          ("\(line) HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            + "Accept: application/json, text/event-stream\r\n\(session)\(field)\(length)\r\n\(body)").utf8))
      return channel
    }

    /// Reads until something has come so many times, or the end.
    func read(_ channel: Channel, until wanted: String, times: Int = 1) async throws -> String {
      var text = ""
      var buffer = ReceiveBuffer(byteCountMax: 1 << 20)
      let deadline = EventLoop.now + 10_000_000_000
      while text.components(separatedBy: wanted).count <= times,
        try await channel.read(into: &buffer, deadline: deadline) > 0
      {
        text += String(decoding: buffer.take(buffer.count), as: UTF8.self)
      }
      return text
    }

    /// Opens the session, and has it hear of orders.
    func begin() async throws {
      let hello = try send(
        "POST /mcp",
        body: #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","#
          + #""capabilities":{},"clientInfo":{"name":"x","version":"1"}}}"#)
      let head = try await read(hello, until: "\r\n\r\n{")
      let lines = head.split(separator: "\r\n")
      let line = try #require(lines.first { $0.lowercased().hasPrefix("mcp-session") })
      session = "\(line)\r\n"
      let subscription = try send(
        "POST /mcp",
        body: #"{"jsonrpc":"2.0","id":2,"method":"resources/subscribe","#
          + #""params":{"uri":"\#(Catalog.openOrdersAddress)"}}"#)
      #expect(try await read(subscription, until: "\r\n\r\n{").contains(#""result":{}"#))
    }

    func listen(behind place: String? = nil) throws -> Channel {
      try send("GET /mcp", place.map { "Last-Event-ID: \($0)\r\n" } ?? "")
    }

    func change() { transport.tell(.resource(address: Catalog.openOrdersAddress)) }
  }

  /// The numbers of the events of a stream that carry a message.
  private static func numbers(_ text: String) -> [Int] {
    text.components(separatedBy: "id: g1-").dropFirst().filter { $0.contains("resources/updated") }
      .compactMap { Int($0.prefix { $0.isNumber }) }
  }

  @Test @LoopActor func `come once, in their order, and nothing that was heard comes again`() async throws {
    let fixture = try Fixture()
    try await fixture.begin()
    let first = try fixture.listen()
    _ = try await fixture.read(first, until: "id: g1-0\n")
    fixture.change()
    #expect(Self.numbers(try await fixture.read(first, until: "orders/open")) == [1])
    first.close()
    for _ in 1...2 { fixture.change() }
    let second = try fixture.listen(behind: "g1-1")
    #expect(Self.numbers(try await fixture.read(second, until: "orders/open", times: 2)) == [2, 3])
    fixture.change()
    #expect(Self.numbers(try await fixture.read(second, until: "orders/open")) == [4])
    // Whoever has heard all of it hears what is new, and from its beginning all of it.
    second.close()
    let third = try fixture.listen(behind: "g1-4")
    _ = try await fixture.read(third, until: "\r\n\r\n")
    fixture.change()
    #expect(Self.numbers(try await fixture.read(third, until: "orders/open")) == [5])
    let fourth = try fixture.listen(behind: "g1-0")
    #expect(Self.numbers(try await fixture.read(fourth, until: "orders/open", times: 5)) == [1, 2, 3, 4, 5])
    // The older connection has had its turn, and what was not said is nowhere to be heard.
    #expect(try await fixture.read(third, until: "what never comes").isEmpty)
    let beyond = try fixture.listen(behind: "g1-6")
    #expect(try await fixture.read(beyond, until: "}").hasPrefix("HTTP/1.1 400 "))
    // Another stream for the same has taken the place of this one.
    let other = try fixture.listen()
    #expect(try await fixture.read(other, until: "id: g2-0").hasPrefix("HTTP/1.1 200 "))
    let late = try fixture.listen(behind: "g1-5")
    #expect(try await fixture.read(late, until: "}").hasPrefix("HTTP/1.1 400 "))
    fixture.transport.drain()
  }
}
