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

  @Test func `a request that comes too slowly ends with its connection, and nothing is booked`() throws {
    let customer = try PaperCustomer([])
    let order = customer.request(
      "POST", "/api/v3/order",
      "symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=GTC&quantity=0.01&price=200000")
    let slow = try LoopbackSocket.connected(port: customer.port)
    defer { close(slow) }
    let start = ContinuousClock.now
    // All but the last line end.
    #expect(LoopbackSocket.send(slow, String(order.dropLast())))
    #expect(LoopbackSocket.receive(slow)?.isEmpty ?? true)
    let waited = ContinuousClock.now - start
    #expect(waited > .seconds(5) && waited < .seconds(30))
    #expect((try customer.ask("GET", "/api/v3/openOrders") as? [Any])?.isEmpty == true)
    customer.program.signal(SIGTERM)
    #expect(try customer.program.waitForExit() == 0)
  }

  @Test func `a body over the bound is refused before it comes`() throws {
    let paper = try PaperUnderTest()
    let descriptor = try LoopbackSocket.connected(port: paper.port)
    defer { close(descriptor) }
    let head = "POST /api/v3/order HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 262145\r\n\r\n"
    #expect(LoopbackSocket.send(descriptor, head))
    let answer = String(decoding: LoopbackSocket.receive(descriptor) ?? [], as: UTF8.self)
    #expect(answer.hasPrefix("HTTP/1.1 413 "))
    #expect(LoopbackSocket.receive(descriptor)?.isEmpty ?? true, "and the connection ends")
    #expect(try paper.finish() == 0)
  }
}
