import Foundation
import HTTP
import HTTPServer
import LinuxIO

/// A server of one test on loopback, with clients' connections to it.
@LoopActor
struct ServerFixture {
  let listener: TCPListener
  let server: HTTPServer
  let handler: EchoHandler

  init(_ change: (inout HTTPServerSettings) -> Void = { _ in }) throws {
    listener = try TCPListener(address: "127.0.0.1", port: 0)
    handler = EchoHandler()
    var settings = HTTPServerSettings()
    // The loop is shared with everything that is tested at the same time: what a test is not about may take
    // its time.
    settings.requestNanoseconds = 600_000_000_000
    settings.idleNanoseconds = 600_000_000_000
    settings.flushNanoseconds = 600_000_000_000
    change(&settings)
    let server = HTTPServer(listener: listener, handler: handler, settings: settings)
    self.server = server
    // As long as the test program: a listener is never given up.
    onLoop {
      // It ends with an error when the program does.
      try? await server.serve()
    }
  }

  func connect() throws -> Channel {
    try Channel(try TCPClient.connect(to: "127.0.0.1", port: listener.port))
  }

  /// Opens a stream that the handler keeps, and waits until it is there.
  func openStream() async throws -> (client: Channel, connection: HTTPConnection) {
    let client = try connect()
    let count = handler.kept.count
    client.write(Array("GET /keep HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
    await wait { handler.kept.count > count }
    guard handler.kept.count > count else { throw Channel.Failure.timedOut }
    return (client, handler.kept[count])
  }

  /// Waits until something holds, a minute at most.
  func wait(until condition: () -> Bool) async {
    let limit = EventLoop.now + 60_000_000_000
    while !condition(), EventLoop.now < limit { await EventLoop.shared.sleep(nanoseconds: 1_000_000) }
  }

  /// Reads until a text holds so many of something, or the end.
  func read(_ channel: Channel, until count: Int, of part: String) async throws -> String {
    var text = ""
    var buffer = ReceiveBuffer(byteCountMax: 1 << 20)
    let deadline = EventLoop.now + 60_000_000_000
    while text.components(separatedBy: part).count - 1 < count {
      guard try await channel.read(into: &buffer, deadline: deadline) > 0 else { break }
      text += String(decoding: buffer.take(buffer.count), as: UTF8.self)
    }
    return text
  }

  /// Reads to the end of the connection.
  func readToEnd(_ channel: Channel) async throws -> String {
    try await read(channel, until: 1, of: "what never comes")
  }
}
