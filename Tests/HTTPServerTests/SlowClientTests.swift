import Foundation
import HTTP
import HTTPServer
import LinuxIO
import TestSupport
import Testing

/// What becomes of clients that send slowly, do not read, or send too much, each bound set small.
@Suite(.onLoop) struct `Clients that hold up a server` {
  private static let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 16 * 1_024)
  /// Far more than the kernel takes for a client that does not read (tcp_wmem and tcp_rmem: 38 MiB at most).
  private static let pieceCountMax = 3_072

  private func post(_ bodyByteCount: Int, _ target: String = "/") -> [UInt8] {
    Array("POST \(target) HTTP/1.1\r\nHost: a\r\nContent-Length: \(bodyByteCount)\r\n\r\n".utf8)
  }

  @Test(arguments: ["POST / HT", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nab"])
  @LoopActor func `a request that does not come whole in time is answered with 408, however it trickles`(
    start: String
  ) async throws {
    let fixture = try ServerFixture {
      $0.requestNanoseconds = 100_000_000
      $0.limits = HTTPLimits(startLineByteCountMax: 1 << 20, bodyByteCountMax: 1 << 20)
    }
    let client = try fixture.connect()
    client.write(Array(start.utf8))
    var buffer = ReceiveBuffer(byteCountMax: 1 << 16)
    let limit = EventLoop.now + 10_000_000_000
    while buffer.isEmpty, EventLoop.now < limit {
      var failure: Channel.Failure?
      do throws(Channel.Failure) {
        _ = try await client.read(into: &buffer, deadline: EventLoop.now + 10_000_000)
      } catch {
        failure = error
      }
      // A byte now and then does not buy more time.
      guard failure == .timedOut else { break }
      client.write([UInt8(ascii: "x")])
    }
    let head = String(decoding: buffer.take(buffer.count), as: UTF8.self)
    #expect(head.hasPrefix("HTTP/1.1 408 ") && head.contains("Connection: close"), "\(head)")
    #expect(head.hasSuffix("the request did not come whole in time"), "\(head)")
    #expect(fixture.handler.targets.isEmpty)
    client.close()
    await fixture.wait { fixture.server.connectionCount == 0 }
    #expect(fixture.server.connectionCount == 0)
  }

  @Test @LoopActor func `a connection without a request is closed without a word when its time is over`()
    async throws
  {
    let fixture = try ServerFixture { $0.idleNanoseconds = 50_000_000 }
    let (new, used) = (try fixture.connect(), try fixture.connect())
    used.write(Array("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
    #expect(try await fixture.readToEnd(used).hasSuffix("body of /1\r\n"))
    #expect(try await fixture.readToEnd(new).isEmpty)
  }

  @Test @LoopActor func `a stream whose client leaves too much unread is closed, and nothing is kept of it`()
    async throws
  {
    let fixture = try ServerFixture { $0.streamQueuedByteCountMax = 64 * 1_024 }
    let (client, connection) = try await fixture.openStream()
    var queuedMax = 0
    for _ in 0..<Self.pieceCountMax where connection.isOpen {
      connection.stream(Self.piece.span)
      queuedMax = max(queuedMax, connection.queuedByteCount)
    }
    #expect(!connection.isOpen, "it was written to without end")
    #expect(queuedMax > 32 * 1_024 && queuedMax <= 64 * 1_024, "\(queuedMax)")
    #expect(fixture.handler.goneCount == 1)
    #expect(fixture.server.connectionCount == 0 && fixture.server.unreadByteCount == 0)
    client.close()
  }

  @Test @LoopActor func `when all together leave too much unread, the stream that adds to it is closed`()
    async throws
  {
    let fixture = try ServerFixture {
      $0.streamQueuedByteCountMax = 1 << 30
      $0.unreadByteCountMax = 256 * 1_024
    }
    let (first, older) = try await fixture.openStream()
    for _ in 0..<Self.pieceCountMax where older.queuedByteCount < 128 * 1_024 {
      older.stream(Self.piece.span)
    }
    #expect(fixture.server.unreadByteCount == older.queuedByteCount && older.queuedByteCount > 0)
    let (second, newer) = try await fixture.openStream()
    var (queuedMax, togetherMax) = (0, 0)
    for _ in 0..<Self.pieceCountMax where newer.isOpen {
      newer.stream(Self.piece.span)
      queuedMax = max(queuedMax, newer.queuedByteCount)
      togetherMax = max(togetherMax, newer.queuedByteCount + older.queuedByteCount)
    }
    #expect(!newer.isOpen && older.isOpen, "the one that reads nothing, or all that read nothing")
    #expect(queuedMax > 0 && togetherMax <= 256 * 1_024, "\(queuedMax), \(togetherMax)")
    // Of the older one the kernel may have taken more meanwhile, which is counted later.
    #expect(fixture.server.unreadByteCount >= older.queuedByteCount)
    for client in [first, second] { client.close() }
  }

  @Test @LoopActor func `a stream on which something waits too long is closed, and one that is read is not`()
    async throws
  {
    let fixture = try ServerFixture {
      $0.streamQueuedByteCountMax = 1 << 30
      $0.flushNanoseconds = 50_000_000
    }
    let (deaf, unread) = try await fixture.openStream()
    let (client, quiet) = try await fixture.openStream()
    quiet.stream(Self.piece.span)
    // As much as there is: of a little the kernel might take the rest once it has sent something.
    for _ in 0..<Self.pieceCountMax { unread.stream(Self.piece.span) }
    #expect(unread.queuedByteCount > 0)
    await fixture.wait {
      // The kernel may take more meanwhile, until its buffers have grown to their bounds.
      if unread.isOpen, unread.queuedByteCount == 0 { unread.stream(Self.piece.span) }
      return !unread.isOpen
    }
    #expect(!unread.isOpen && quiet.isOpen)
    #expect(fixture.handler.goneCount == 1 && fixture.server.unreadByteCount == 0)
    for client in [deaf, client] { client.close() }
  }

  @Test @LoopActor func `of a client that reads no answers no more requests are read, and then it goes`()
    async throws
  {
    let fixture = try ServerFixture {
      $0.outputByteCountMax = 64 * 1_024
      $0.flushNanoseconds = 50_000_000
    }
    let client = try fixture.connect()
    let requests = String(repeating: "GET /large HTTP/1.1\r\nHost: a\r\n\r\n", count: 1_000)
    client.write(Array(requests.utf8))
    await fixture.wait { fixture.handler.targets.count > 1 && fixture.server.connectionCount == 0 }
    #expect(fixture.server.connectionCount == 0)
    #expect((2..<1_000).contains(fixture.handler.targets.count), "\(fixture.handler.targets.count)")
    #expect(fixture.server.unreadByteCount == 0)
    client.close()
  }

  @Test @LoopActor func `a request beyond what all may hold is refused with 503, and the others go on`()
    async throws
  {
    let fixture = try ServerFixture {
      $0.heldByteCountMax = 8 * 1_024
      $0.freeByteCount = 1_024
    }
    let (first, second) = (try fixture.connect(), try fixture.connect())
    let most = [UInt8](repeating: UInt8(ascii: "x"), count: 5_999)
    first.write(post(6_000, "/first") + most)
    await fixture.wait { fixture.server.heldByteCount > 4_000 }
    #expect((4_000..<8_192).contains(fixture.server.heldByteCount), "\(fixture.server.heldByteCount)")
    second.write(post(6_000, "/second") + most)
    let refusal = try await fixture.readToEnd(second)
    #expect(refusal.hasPrefix("HTTP/1.1 503 ") && refusal.contains("too many large requests"), "\(refusal)")
    first.write([UInt8(ascii: "x")])
    #expect(try await fixture.read(first, until: 1, of: "body of /first").hasPrefix("HTTP/1.1 200 "))
    #expect(fixture.handler.targets == ["/first"] && fixture.server.heldByteCount == 0)
    for client in [first, second] { client.close() }
  }

  @Test @LoopActor func `what comes behind a refusal is read for four bodies, and then the connection ends`()
    async throws
  {
    // Four of these are far more than the kernel takes by itself.
    let bodyByteCount = 8 * 1_024 * 1_024
    let fixture = try ServerFixture {
      $0.limits = HTTPLimits(bodyByteCountMax: bodyByteCount)
      $0.lingerNanoseconds = 600_000_000_000
    }
    let body = [UInt8](repeating: UInt8(ascii: "x"), count: bodyByteCount)
    let patient = try fixture.connect()
    patient.write(post(1 << 30))
    #expect(try await fixture.read(patient, until: 1, of: "\r\n\r\n").hasPrefix("HTTP/1.1 413 "))
    for _ in 0..<4 { patient.write(body) }
    await fixture.wait { patient.queuedByteCount == 0 || patient.hasFailedWriting }
    #expect(patient.queuedByteCount == 0 && !patient.hasFailedWriting)
    #expect(fixture.server.connectionCount == 1 && fixture.server.heldByteCount == 0)
    patient.close()
    await fixture.wait { fixture.server.connectionCount == 0 }
    // One that does not stop is closed, without having ended.
    let pushing = try fixture.connect()
    pushing.write(post(1 << 30))
    #expect(try await fixture.read(pushing, until: 1, of: "\r\n\r\n").hasPrefix("HTTP/1.1 413 "))
    for _ in 0..<8 { pushing.write(body) }
    await fixture.wait { pushing.hasFailedWriting }
    #expect(pushing.hasFailedWriting && fixture.server.connectionCount == 0)
    #expect(fixture.handler.targets.isEmpty)
    pushing.close()
  }

  @Test @LoopActor func `a client that does nothing behind a refusal is not waited for`() async throws {
    let fixture = try ServerFixture { $0.lingerNanoseconds = 50_000_000 }
    let client = try fixture.connect()
    client.write(post(1 << 30))
    #expect(try await fixture.readToEnd(client).hasPrefix("HTTP/1.1 413 "))
    await fixture.wait { fixture.server.connectionCount == 0 }
    #expect(fixture.server.connectionCount == 0)
    client.close()
  }
}
