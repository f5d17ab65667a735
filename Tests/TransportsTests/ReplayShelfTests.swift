import Catalog
import LinuxIO
import MCP
import TestSupport
import Testing

@testable import Transports

@Suite(.onLoop) struct `What is kept of streams over HTTP` {
  /// A shelf, and streams that somebody may come back to.
  @LoopActor
  private final class Fixture {
    var shelf: ReplayShelf
    private let description = ServerDescription(name: "test", version: "1", instructions: "", tools: [])
    private var nextNumber: UInt8 = 0

    init(byteCountMax: Int = ReplayShelf.byteCountMax, streamCountMax: Int = ReplayShelf.streamCountMax) {
      shelf = ReplayShelf(byteCountMax: byteCountMax, streamCountMax: streamCountMax)
    }

    func session(_ owner: Principal) -> HTTPSession {
      nextNumber += 1
      let id = SessionID(random: [UInt8](repeating: nextNumber, count: SessionID.byteCount))
      return HTTPSession(
        kind: .streamable, number: UInt64(nextNumber), id: id, owner: owner, Dialogue(description))
    }

    /// A stream with a message of so many bytes.
    func open(_ session: HTTPSession, byteCount: Int) -> MessageStream {
      let stream = session.openStream("p").stream
      shelf.open(stream)
      write(stream, byteCount: byteCount)
      return stream
    }

    func write(_ stream: MessageStream, byteCount: Int) {
      shelf.count(stream.write([UInt8](repeating: 0x78, count: byteCount).span), of: stream)
    }

    /// A stream that has ended.
    @discardableResult
    func end(_ session: HTTPSession, byteCount: Int, at now: UInt64 = 0) -> MessageStream {
      let stream = open(session, byteCount: byteCount)
      stream.finish(at: now)
      shelf.add(stream, of: session)
      return stream
    }
  }

  private static func owner(_ name: String) throws -> Principal {
    try #require(Principal(name: name, scopes: .all))
  }

  @Test @LoopActor func `whoever has the most kept loses his own oldest, and nobody else any`() throws {
    let fixture = Fixture(byteCountMax: 100_000)
    let modest = fixture.session(try Self.owner("modest"))
    let greedy = fixture.session(try Self.owner("greedy"))
    let first = fixture.end(modest, byteCount: 1_000)
    let streams = (0..<40).map { _ in fixture.end(greedy, byteCount: 5_000) }
    #expect(fixture.shelf.byteCount <= 100_000)
    #expect(first.canReplay(after: 0) && modest.stream(named: "p1") === first)
    let kept = streams.map { $0.canReplay(after: 0) }
    #expect(kept == [Bool](repeating: false, count: 21) + [Bool](repeating: true, count: 19))
    #expect(greedy.stream(named: "p1") == nil && greedy.stream(named: "p40") != nil)
    // What a third one wants is taken from where the most is.
    let third = fixture.session(try Self.owner("third"))
    for _ in 0..<9 { fixture.end(third, byteCount: 5_000) }
    #expect(third.stream(named: "p1")?.canReplay(after: 0) == true && first.canReplay(after: 0))
  }

  @Test @LoopActor func `so does whoever has the most streams`() throws {
    let fixture = Fixture(streamCountMax: 30)
    let modest = fixture.session(try Self.owner("modest"))
    let greedy = fixture.session(try Self.owner("greedy"))
    let first = fixture.end(modest, byteCount: 1_000)
    let streams = (0..<40).map { _ in fixture.end(greedy, byteCount: 10) }
    #expect(first.canReplay(after: 0))
    #expect(streams.count { $0.canReplay(after: 0) } == 29 && streams[39].canReplay(after: 0))
  }

  @Test @LoopActor func `streams that go on are the last to lose what they keep, and keep on`() throws {
    let fixture = Fixture(byteCountMax: 30_000)
    let session = fixture.session(try Self.owner("desk"))
    let (small, large) = (fixture.open(session, byteCount: 8_000), fixture.open(session, byteCount: 12_000))
    let ended = fixture.end(session, byteCount: 8_000)
    fixture.write(small, byteCount: 8_000)
    #expect(!ended.canReplay(after: 0) && small.canReplay(after: 0) && large.canReplay(after: 0))
    fixture.write(large, byteCount: 8_000)
    #expect(small.canReplay(after: 0) && !large.canReplay(after: 0) && large.canReplay(after: 2))
    fixture.write(large, byteCount: 100)
    #expect(large.canReplay(after: 2) && !large.canReplay(after: 1))
    #expect(fixture.shelf.byteCount == small.keptByteCount + large.keptByteCount)
    // Nobody can name this one any more.
    fixture.shelf.forget(small)
    fixture.write(small, byteCount: 100)
    #expect(small.keptByteCount == 0 && fixture.shelf.byteCount == large.keptByteCount)
  }

  @Test @LoopActor func `an event that is longer than what one stream may keep is not kept`() throws {
    let fixture = Fixture()
    let session = fixture.session(.local)
    let stream = fixture.open(session, byteCount: MessageStream.keptByteCountMax)
    #expect(stream.keptByteCount == 0 && fixture.shelf.byteCount == 0)
    #expect(!stream.canReplay(after: 0) && stream.canReplay(after: 1))
    fixture.write(stream, byteCount: 100)
    #expect(stream.canReplay(after: 1) && !stream.canReplay(after: 0))
  }

  @Test @LoopActor func `a stream that has ended is kept for its time`() throws {
    let fixture = Fixture()
    let session = fixture.session(.local)
    let early = fixture.end(session, byteCount: 100, at: 1)
    let late = fixture.end(session, byteCount: 100, at: 2)
    fixture.shelf.sweep(at: ReplayShelf.keepNanoseconds + 1)
    #expect(early.canReplay(after: 0))
    fixture.shelf.sweep(at: ReplayShelf.keepNanoseconds + 2)
    #expect(!early.canReplay(after: 0) && late.canReplay(after: 0))
    #expect(session.stream(named: "p1") == nil && session.stream(named: "p2") === late)
    fixture.shelf.sweep(at: ReplayShelf.keepNanoseconds + 3)
    #expect(fixture.shelf.byteCount == 0)
  }

  @Test @LoopActor func `what one token asks for takes nothing from what waits for another`() async throws {
    let fixture = try TransportFixture("desk", "phone")
    fixture.transport.shelf = ReplayShelf(byteCountMax: 100_000)
    let (desk, phone) = (try await fixture.open(as: "desk"), try await fixture.open(as: "phone"))
    let events = "Accept: text/event-stream"
    func ask(_ method: String, as name: String, _ session: String) async throws -> String {
      let channel = try fixture.connect()
      let body = #"{"jsonrpc":"2.0","id":7,"method":"\#(method)"}"#
      fixture.send("POST /mcp", as: name, [session, events], body: body, on: channel)
      defer { channel.close() }
      return try await fixture.read(channel, until: "\r\n0\r\n\r\n")
    }
    #expect(try await ask("ping", as: "desk", desk).contains(#""result":{}"#))
    // Each is a good part of what all may keep.
    for _ in 0..<4 { #expect(try await ask("tools/list", as: "phone", phone).contains("id: p")) }
    let again = try fixture.connect()
    fixture.send("GET /mcp", as: "desk", [desk, events, "Last-Event-ID: p1-0"], on: again)
    let heard = try await fixture.read(again, until: "\r\n0\r\n\r\n")
    #expect(heard.hasPrefix("HTTP/1.1 200 ") && heard.contains(#""id":7,"result":{}"#), "\(heard)")
    fixture.transport.drain()
  }
}
