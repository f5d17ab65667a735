import Catalog
import HTTP
import LinuxIO
import MCP
import TestSupport
import Testing

@testable import HTTPServer
@testable import Transports

@Suite(.onLoop) struct `Sessions over HTTP, when the table is full` {
  /// A table of a test, with sessions that are told apart by when they were used.
  @LoopActor
  private final class Fixture: HTTPRequestHandler {
    var table: SessionTable
    private var nextNumber: UInt8 = 0
    private let description = ServerDescription(name: "test", version: "1", instructions: "", tools: [])

    init(countMax: Int) { table = SessionTable(countMax: countMax) }

    /// Makes a session that was last used then, and says which ones made room for it.
    @discardableResult
    func insert(_ lastUsed: UInt64, of owner: Principal = .local) -> [UInt64] {
      table.insert(session(lastUsed, of: owner)).map(\.lastUsed).sorted()
    }

    func session(_ lastUsed: UInt64, of owner: Principal = .local) -> HTTPSession {
      nextNumber += 1
      let id = SessionID(random: [UInt8](repeating: nextNumber, count: SessionID.byteCount))
      let session = HTTPSession(
        kind: .streamable, number: UInt64(nextNumber), id: id, owner: owner, Dialogue(description))
      session.lastUsed = lastUsed
      return session
    }

    /// When those that are there were used.
    var times: [UInt64] { table.all.map(\.lastUsed).sorted() }

    func receive(_ request: consuming HTTPRequest, on connection: HTTPConnection) {}
    func refusal(of head: HTTPRequest, on connection: HTTPConnection) -> HTTPReply? { nil }
    func refusal(status: Int, words: String, head: HTTPRequest?) -> HTTPReply { HTTPReply(status: status) }

    /// A connection that nobody uses.
    func connection() throws -> HTTPConnection {
      let listener = try TCPListener(address: "127.0.0.1", port: 0)
      let server = HTTPServer(listener: listener, handler: self, settings: HTTPServerSettings())
      let channel = try Channel(try TCPClient.connect(to: "127.0.0.1", port: listener.port))
      servers.append(server)
      return HTTPConnection(channel: channel, address: "127.0.0.1", number: 1, server: server)
    }

    private var servers: [HTTPServer] = []

    /// Lets a call run in a session.
    func begin(_ session: HTTPSession) throws {
      let place = ReplyPlace(connection: try connection())
      let exchange = Exchange(session, place, AcceptedTypes(HTTPHeaders()))
      session.running.append(.init(localID: 1, callID: 1, exchange: exchange, isHosted: false))
    }

    /// Opens the stream of a session for what nobody asks for.
    func listen(_ session: HTTPSession) throws {
      session.listening = MessageStream(name: "g1", of: session.owner, connection: try connection())
    }
  }

  private static func owner(_ name: String) throws -> Principal {
    try #require(Principal(name: name, scopes: .all))
  }

  @Test @LoopActor func `the one that was unused for the longest makes room for the next`() {
    let fixture = Fixture(countMax: 4)
    for time: UInt64 in [40, 10, 30, 20] { #expect(fixture.insert(time).isEmpty) }
    #expect(fixture.insert(50) == [10])
    #expect(fixture.times == [20, 30, 40, 50])
    // One that is used is young again.
    fixture.table.all.first { $0.lastUsed == 20 }?.lastUsed = 60
    #expect(fixture.insert(70) == [30] && fixture.insert(80) == [40])
    #expect(fixture.times == [50, 60, 70, 80] && fixture.table.count == 4)
  }

  @Test @LoopActor func `one in sixty-four goes at once where there are many`() {
    let fixture = Fixture(countMax: 192)
    for time in 1...192 { #expect(fixture.insert(UInt64(time)).isEmpty) }
    #expect(fixture.insert(1_000) == [1, 2, 3])
    #expect(fixture.table.count == 190)
    #expect(fixture.insert(1_001).isEmpty && fixture.insert(1_002).isEmpty)
    #expect(fixture.insert(1_003) == [4, 5, 6])
  }

  @Test @LoopActor func `one that a client waits at stays, be it for an answer or at a stream`() throws {
    let fixture = Fixture(countMax: 4)
    let (calling, listening) = (fixture.session(1), fixture.session(2))
    for session in [calling, listening] { #expect(fixture.table.insert(session).isEmpty) }
    try fixture.begin(calling)
    try fixture.listen(listening)
    fixture.insert(3)
    fixture.insert(4)
    #expect(fixture.insert(5) == [3] && fixture.insert(6) == [4])
    #expect(fixture.times == [1, 2, 5, 6])
    // A stream whose connection is gone keeps nobody waiting, nor does a call that has ended.
    listening.listening?.connection = nil
    #expect(fixture.insert(7) == [2])
    calling.end(1)
    #expect(fixture.insert(8) == [1])
  }

  @Test @LoopActor func `of those that clients wait at no more go than have to`() throws {
    let fixture = Fixture(countMax: 128)
    for time in 1...128 {
      let session = fixture.session(UInt64(time))
      #expect(fixture.table.insert(session).isEmpty)
      if time != 100 { try fixture.begin(session) }
    }
    // Two could go, and one of them is idle; then none is.
    #expect(fixture.insert(200) == [100])
    for session in fixture.table.all where !session.isBusy { try fixture.begin(session) }
    #expect(fixture.insert(201) == [1])
    #expect(fixture.table.count == 128)
  }

  @Test @LoopActor func `whoever has more than a share loses one of those and drives out nobody else`() throws
  {
    let (greedy, modest) = (try Self.owner("greedy"), try Self.owner("modest"))
    let fixture = Fixture(countMax: 4)
    fixture.insert(1, of: modest)
    for time: UInt64 in 2...4 { fixture.insert(time, of: greedy) }
    for time: UInt64 in 5...20 { #expect(fixture.insert(time, of: greedy) == [time - 3]) }
    #expect(fixture.times == [1, 18, 19, 20])
    // The other one has a share left, and may take it, by the age of all.
    fixture.table.all.first { $0.owner == modest }?.lastUsed = 30
    #expect(fixture.insert(31, of: modest) == [18])
    #expect(fixture.table.all.filter { $0.owner == modest }.count == 2)
    // The same name with another token is somebody else.
    let next = try #require(Principal(name: "greedy", scopes: .all, serial: 7))
    #expect(fixture.insert(40, of: next) == [19])
  }

  @Test @LoopActor func `whoever has less than a share keeps it, and who has the most loses some`()
    throws
  {
    let (greedy, modest) = (try Self.owner("greedy"), try Self.owner("modest"))
    let third = try Self.owner("third")
    let fixture = Fixture(countMax: 128)
    for time: UInt64 in 1...8 { fixture.insert(time, of: modest) }
    for time: UInt64 in 9...128 { fixture.insert(time, of: greedy) }
    // One that has been unused for longer is there, but it is not of who has the most.
    #expect(fixture.insert(200, of: third) == [9, 10])
    func count(_ owner: Principal) -> Int { fixture.table.all.count { $0.owner == owner } }
    for time: UInt64 in 201...290 { fixture.insert(time, of: third) }
    #expect(count(modest) == 8 && abs(count(greedy) - count(third)) <= 2)
    #expect(fixture.table.count > 126)
  }

  @Test @LoopActor func `one that a client waits at goes before one of somebody who has less`() throws {
    let (greedy, modest) = (try Self.owner("greedy"), try Self.owner("modest"))
    let fixture = Fixture(countMax: 4)
    fixture.insert(1, of: modest)
    for time: UInt64 in 2...4 {
      let session = fixture.session(time, of: greedy)
      #expect(fixture.table.insert(session).isEmpty)
      try fixture.begin(session)
    }
    #expect(fixture.insert(5, of: try Self.owner("third")) == [2])
    #expect(fixture.times == [1, 3, 4, 5])
  }

  @Test @LoopActor func `one without an id takes no place`() {
    let fixture = Fixture(countMax: 1)
    fixture.insert(1)
    let single = HTTPSession(
      kind: .stateless, number: 9, id: nil, owner: .local,
      Dialogue(ServerDescription(name: "test", version: "1", instructions: "", tools: [])))
    #expect(fixture.table.insert(single).isEmpty)
    #expect(fixture.times == [1])
  }
}
