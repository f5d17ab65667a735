import Foundation
import Testing

/// More clients at a paper exchange than it has places for.
@Suite struct `Crowded paper exchanges` {
  private static let placeCount = 1_024

  @Test(.timeLimit(.minutes(1))) func `connections without a request shut nobody out`() throws {
    let paper = try PaperUnderTest()
    var idle = try (0..<Self.placeCount + 100).map { _ in try LoopbackSocket.connected(port: paper.port) }
    defer { for descriptor in idle { close(descriptor) } }
    let start = ContinuousClock.now
    for _ in 0..<3 {
      let body = try LoopbackSocket.body(of: "/api/v3/ping", port: paper.port)
      #expect(String(decoding: body, as: UTF8.self) == "{}")
    }
    // Places become free by themselves after 75 s only.
    #expect(ContinuousClock.now - start < .seconds(30))
    // Those that came last are served as ever, and the first has made room.
    let last = idle.removeLast()
    defer { close(last) }
    #expect(LoopbackSocket.send(last, "GET /api/v3/ping HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"))
    #expect(LoopbackSocket.receive(last)?.isEmpty == false)
    let first = idle.removeFirst()
    defer { close(first) }
    #expect(LoopbackSocket.receive(first)?.isEmpty ?? true)
    #expect(try paper.finish() == 0)
  }
}
