import Catalog
import Foundation
import HTTPServer
import LinuxIO
import Log
import MCP
import Verification

@testable import Authorization
@testable import Transports

/// A transport on loopback that lets in the tokens of a test, and clients' connections to it.
@LoopActor
final class TransportFixture {
  let transport: HTTPTransport
  private let port: Int
  private var tokens: [String: String] = [:]
  private(set) var principals: [String: Principal] = [:]

  /// - Parameter names: of the tokens; without any, none is demanded.
  init(_ names: String..., change: (inout HTTPTransportSettings) -> Void = { _ in }) throws {
    let listener = try TCPListener(address: "127.0.0.1", port: 0)
    port = listener.port
    var table = TokenTable()
    for (number, name) in names.enumerated() {
      let letters = BearerToken.letters(randomBytes: [UInt8](repeating: UInt8(number + 1), count: 32))
      tokens[name] = String(decoding: letters, as: UTF8.self)
      let entry = TokenEntry(
        name: name, scopes: .all, fingerprint: Fingerprint(of: letters.span), createdSeconds: 1,
        expirySeconds: nil)
      guard let entry else { throw TokenTable.Failure(description: "no entry") }
      principals[name] = entry.principal
      try table.add(entry)
    }
    var authorizer = Authorizer()
    authorizer.replace(table)
    var settings = HTTPTransportSettings(boundAddress: "127.0.0.1", demandsToken: !names.isEmpty)
    change(&settings)
    let transport = HTTPTransport(
      settings, listener: listener, authorizer: authorizer, logger: Logger(process: "test", level: .error)
    ) { _ in
      ServerDescription(name: "test", version: "1", instructions: "", tools: Catalog.tools)
    }
    self.transport = transport
    transport.connect(CallDesk(submit: { _, _, _, _ in }, cancel: { _ in }, confirmed: { _, _ in }))
    onLoop {
      // It ends with `drain`; that listening breaks is no part of the test.
      try? await transport.run()
    }
  }

  func connect() throws -> Channel { try Channel(try TCPClient.connect(to: "127.0.0.1", port: port)) }

  /// Sends a request, of the token of that name.
  func send(
    _ line: String, as name: String? = nil, _ fields: [String] = [], body: String = "", on channel: Channel
  ) {
    var lines = ["\(line) HTTP/1.1", "Host: 127.0.0.1", "Content-Type: application/json"] + fields
    if !fields.contains(where: { $0.hasPrefix("Accept:") }) {
      lines.append("Accept: application/json, text/event-stream")
    }
    if let token = name.flatMap({ tokens[$0] }) { lines.append("Authorization: Bearer \(token)") }
    if !body.isEmpty { lines.append("Content-Length: \(body.utf8.count)") }
    channel.write(Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8))
  }

  /// Reads until something has come, or the end.
  func read(_ channel: Channel, until wanted: String) async throws -> String {
    var text = ""
    var buffer = ReceiveBuffer(byteCountMax: 1 << 20)
    let deadline = EventLoop.now + 30_000_000_000
    while !text.contains(wanted), try await channel.read(into: &buffer, deadline: deadline) > 0 {
      text += String(decoding: buffer.take(buffer.count), as: UTF8.self)
    }
    return text
  }

  /// Opens a session and says its header field.
  func open(as name: String? = nil, _ version: String = "2025-11-25") async throws -> String {
    let channel = try connect()
    let body =
      #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"\#(version)","#
      + #""capabilities":{},"clientInfo":{"name":"x","version":"1"}}}"#
    send("POST /mcp", as: name, body: body, on: channel)
    let lines = try await read(channel, until: "\r\n\r\n{").split(separator: "\r\n")
    channel.close()
    return lines.first { $0.lowercased().hasPrefix("mcp-session") }.map { String($0) } ?? ""
  }
}
