import HTTP
import LinuxIO
import TestSupport
import Testing

@testable import Transports

@Suite(.onLoop) struct `Pages of other sites over HTTP` {
  /// The status of an answer to a request.
  @LoopActor
  private static func status(
    _ fixture: TransportFixture, _ line: String, _ fields: [String]
  ) async throws -> String {
    let channel = try fixture.connect()
    defer { channel.close() }
    fixture.send(line, fields, body: line.hasPrefix("POST") ? "{}" : "", on: channel)
    let words = try await fixture.read(channel, until: "\r\n\r\n").split(separator: " ", maxSplits: 2)
    return words.count > 1 ? String(words[1]) : "nothing"
  }

  @Test @LoopActor func `are turned away at every address, also where they send no origin`() async throws {
    let fixture = try TransportFixture { $0.allowedOrigins = ["https://app.example"] }
    for line in [
      "GET /mcp", "POST /mcp", "DELETE /mcp", "GET /sse", "POST /messages", "GET /messages", "PUT /sse",
      "GET /nothing", "HEAD /sse",
    ] {
      for site in ["cross-site", "same-site", "Cross-Site", "none, cross-site"] {
        let refused = try await Self.status(
          fixture, line, ["Sec-Fetch-Site: \(site)", "Accept: text/event-stream"])
        #expect(refused == "403", "\(line) \(site)")
      }
      let known = ["Sec-Fetch-Site: cross-site", "Origin: https://app.example", "Accept: text/event-stream"]
      let strange = ["Sec-Fetch-Site: same-origin", "Origin: https://other.example"]
      #expect(try await Self.status(fixture, line, known) != "403", "\(line)")
      #expect(try await Self.status(fixture, line, strange) == "403", "\(line)")
      for site in ["none", "same-origin"] {
        let taken = try await Self.status(
          fixture, line, ["Sec-Fetch-Site: \(site)", "Accept: text/event-stream"])
        #expect(taken != "403", "\(line) \(site)")
      }
    }
    // A browser asks beforehand for a page that it names.
    for line in ["OPTIONS /mcp", "OPTIONS /sse"] {
      #expect(try await Self.status(fixture, line, ["Sec-Fetch-Site: cross-site"]) == "204", "\(line)")
    }
    fixture.transport.drain()
  }

  @Test @LoopActor func `open no stream by loading an image, and clients open one by asking for it`()
    async throws
  {
    let fixture = try TransportFixture()
    for accept in ["image/avif,image/webp,*/*;q=0.8", "*/*", "text/html", "text/*"] {
      #expect(try await Self.status(fixture, "GET /sse", ["Accept: \(accept)"]) == "406", "\(accept)")
    }
    #expect(fixture.transport.sessions.count == 0)
    for accept in ["text/event-stream", "application/json, text/event-stream;q=0.5"] {
      #expect(try await Self.status(fixture, "GET /sse", ["Accept: \(accept)"]) == "200", "\(accept)")
    }
    // Who does not say what he takes is no browser.
    let channel = try fixture.connect()
    channel.write(Array("GET /sse HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".utf8))
    #expect(try await fixture.read(channel, until: "session_id=").hasPrefix("HTTP/1.1 200 "))
    channel.close()
    fixture.transport.drain()
  }
}
