import Catalog
import LinuxIO
import TestSupport
import Testing

@testable import Transports

@Suite(.onLoop) struct `Places for streams over HTTP` {
  /// Opens the stream of a session over a connection; false when there is no place for it.
  @LoopActor
  private static func listen(
    _ fixture: TransportFixture, _ session: String, as name: String, on channel: Channel
  ) async throws -> Bool {
    fixture.send("GET /mcp", as: name, [session, "Accept: text/event-stream"], on: channel)
    return try await fixture.read(channel, until: "\r\n\r\n").hasPrefix("HTTP/1.1 200 ")
  }

  /// Ends the stream of a session by ending the session, and waits until its connection has heard.
  @LoopActor
  private static func end(
    _ fixture: TransportFixture, _ session: String, as name: String, on channel: Channel
  ) async throws {
    let other = try fixture.connect()
    fixture.send("DELETE /mcp", as: name, [session], on: other)
    _ = try await fixture.read(other, until: "\r\n\r\n")
    other.close()
    _ = try await fixture.read(channel, until: "0\r\n\r\n")
  }

  @Test @LoopActor func `are counted for whoever has them, over connections that change hands`() async throws
  {
    let fixture = try TransportFixture("desk", "phone") { $0.connectionCountMax = 32 }
    let phone = try await fixture.open(as: "phone")
    // More often than one token has places, 14 of them.
    for _ in 0..<15 {
      let desk = try await fixture.open(as: "desk")
      let channel = try fixture.connect()
      try #require(try await Self.listen(fixture, desk, as: "desk", on: channel))
      try await Self.end(fixture, desk, as: "desk", on: channel)
      try #require(try await Self.listen(fixture, phone, as: "phone", on: channel))
      let desks = try #require(fixture.principals["desk"])
      #expect(fixture.transport.streamPlaces.count(of: desks) == 0)
      channel.close()
    }
    let limit = EventLoop.now + 30_000_000_000
    while fixture.transport.streamPlaces.count > 0, EventLoop.now < limit {
      await EventLoop.shared.sleep(nanoseconds: 1_000_000)
      fixture.transport.streamPlaces.forgetEnded()
    }
    for principal in fixture.principals.values {
      #expect(fixture.transport.streamPlaces.count(of: principal) == 0)
    }
    fixture.transport.drain()
  }
}
