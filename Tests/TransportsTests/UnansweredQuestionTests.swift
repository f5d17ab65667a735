import Authorization
import Catalog
import Foundation
import LinuxIO
import Log
import MCP
import TestSupport
import Testing

@testable import Transports

@Suite(.onLoop) struct `A question over HTTP that nobody answers` {
  /// The transport of a test, and who runs its calls: the desk asks a person about each.
  @LoopActor
  private final class Fixture {
    let port: Int
    let transport: HTTPTransport
    private(set) var verdicts: [ElicitationVerdict] = []

    init(personNanoseconds: UInt64) throws {
      let listener = try TCPListener(address: "127.0.0.1", port: 0)
      port = listener.port
      var settings = HTTPTransportSettings(boundAddress: "127.0.0.1", demandsToken: false)
      settings.personNanoseconds = personNanoseconds
      let transport = HTTPTransport(
        settings, listener: listener, authorizer: Authorizer(), logger: Logger(process: "test", level: .error)
      ) { _ in
        ServerDescription(name: "test", version: "1", instructions: "", tools: Catalog.tools)
      }
      self.transport = transport
      transport.connect(
        CallDesk(
          submit: { [unowned transport] callID, _, _, _ in
            transport.confirm(callID, message: "buy?", state: nil)
          }, cancel: { _ in },
          confirmed: { [unowned self, unowned transport] callID, verdict in
            verdicts.append(verdict)
            transport.deliver(callID, isSuccess: false, envelope: Array("{\"success\":false}".utf8).span)
          }))
      onLoop {
        // It ends with `drain`; that listening breaks is no part of the test.
        try? await transport.run()
      }
    }

    /// Sends a message, and reads until a text has come or the connection's end.
    func post(_ body: String, _ fields: String = "", until wanted: String) async throws -> String {
      let channel = try Channel(try TCPClient.connect(to: "127.0.0.1", port: port))
      channel.write(
        Array(
          ("POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            + "Accept: application/json, text/event-stream\r\n\(fields)Content-Length: \(body.utf8.count)\r\n\r\n"
            + body).utf8))
      var text = ""
      var buffer = ReceiveBuffer(byteCountMax: 1 << 20)
      let deadline = EventLoop.now + 10_000_000_000
      while !text.contains(wanted), try await channel.read(into: &buffer, deadline: deadline) > 0 {
        text += String(decoding: buffer.take(buffer.count), as: UTF8.self)
      }
      channel.close()
      return text
    }
  }

  @Test @LoopActor func `is taken back when the person's time is over, and the call goes on without a yes`()
    async throws
  {
    let fixture = try Fixture(personNanoseconds: 50_000_000)
    let hello = try await fixture.post(
      #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","#
        + #""capabilities":{"elicitation":{}},"clientInfo":{"name":"x","version":"1"}}}"#, until: "\r\n\r\n{")
    let lines = hello.split(separator: "\r\n")
    let field = try #require(lines.first { $0.lowercased().hasPrefix("mcp-session") })
    let said = try await fixture.post(
      #"{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"get_server_time","arguments":{}}}"#,
      "\(field)\r\n", until: #""id":2"#)
    #expect(fixture.verdicts == [.dismissed])
    let isInOrder = said.hasInOrder("elicitation/create", "notifications/cancelled", #""id":2"#)
    #expect(isInOrder, "\(said)")
    // What comes too late is an answer to nothing.
    let late = try await fixture.post(
      #"{"jsonrpc":"2.0","id":"bulkhead-1","result":{"action":"accept","content":{"confirm":true}}}"#,
      "\(field)\r\n", until: "\r\n\r\n")
    #expect(late.hasPrefix("HTTP/1.1 202"), "\(late)")
    #expect(fixture.verdicts == [.dismissed])
    fixture.transport.drain()
  }
}

extension String {
  /// Whether these parts are there in this order.
  fileprivate func hasInOrder(_ parts: String...) -> Bool {
    var rest = self[...]
    for part in parts {
      guard let found = rest.range(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return true
  }
}
