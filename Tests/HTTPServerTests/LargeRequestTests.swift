import HTTP
import HTTPServer
import LinuxIO
import TestSupport
import Testing

@Suite(.onLoop) struct `Large requests` {
  private static func request(_ target: String, bodyByteCount: Int) -> [UInt8] {
    Array("POST \(target) HTTP/1.1\r\nHost: a\r\nContent-Length: \(bodyByteCount)\r\n\r\n".utf8)
      + [UInt8](repeating: UInt8(ascii: "x"), count: bodyByteCount)
  }

  @Test(arguments: [(40_000, 6), (1_000, 1)]) @LoopActor
  func `have a turn of the loop each, and small ones share theirs`(
    byteCount: Int, turnCountMin: Int
  ) async throws {
    let fixture = try ServerFixture()
    let clients = try (0..<6).map { _ in try fixture.connect() }
    await fixture.wait { fixture.server.connectionCount == 6 }
    // All in one turn of ours, so that the server finds all of them at once.
    for (number, client) in clients.enumerated() {
      client.write(Self.request("/\(number)", bodyByteCount: byteCount))
    }
    await fixture.wait { fixture.handler.targets.count == 6 }
    let turns = Set(fixture.handler.turns)
    #expect(turnCountMin == 6 ? turns.count == 6 : turns.count < 6, "\(turns.count)")
    for (number, client) in clients.enumerated() {
      #expect(try await fixture.read(client, until: 1, of: "body of /\(number)").contains("200"))
      client.close()
    }
  }

  @Test @LoopActor func `of a client that is gone are dropped, and hold nothing`() async throws {
    let fixture = try ServerFixture()
    let clients = try (0..<4).map { _ in try fixture.connect() }
    await fixture.wait { fixture.server.connectionCount == 4 }
    for (number, client) in clients.enumerated() {
      client.write(Self.request("/\(number)", bodyByteCount: 100_000))
    }
    // Until the first has been handed on, and the others are waiting or on their way.
    await fixture.wait { !fixture.handler.targets.isEmpty }
    for client in clients { client.closeByReset() }
    await fixture.wait { fixture.server.connectionCount == 0 && fixture.server.heldByteCount == 0 }
    #expect(fixture.server.connectionCount == 0)
    #expect(fixture.server.heldByteCount == 0)
  }

  @Test @LoopActor func `of a client that sends no more are answered as if it had been seen in time`()
    async throws
  {
    let fixture = try ServerFixture()
    let clients = try (0..<4).map { _ in try fixture.connect() }
    await fixture.wait { fixture.server.connectionCount == 4 }
    for client in clients {
      client.write(Self.request("/wait", bodyByteCount: 40_000))
      client.shutdownWriting()
    }
    await fixture.wait { fixture.handler.goneCount == 4 }
    #expect(fixture.handler.goneCount == 4)
    #expect(fixture.handler.targets.count == 4)
  }
}
