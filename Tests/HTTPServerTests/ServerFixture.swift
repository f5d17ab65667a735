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

  /// A connection whose client has asked for far more than the kernel takes for one that reads nothing.
  func connectWithoutReading(_ target: String = "/huge") async throws -> Channel {
    let client = try connect()
    let before = server.unreadByteCount
    client.write(Array("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
    await wait { server.unreadByteCount > before }
    guard server.unreadByteCount > before else { throw Channel.Failure.timedOut }
    return client
  }

  /// The only connection, whose client leaves a little unread: less than one answer to "/large".
  func connectWithLittleUnread() async throws -> Channel {
    let client = try connect()
    for _ in 0..<2_048 {
      let count = handler.targets.count
      client.write(Array("GET /large HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
      await wait { handler.targets.count > count }
      guard server.unreadByteCount > 0 else { continue }
      // The kernel may take more once it has sent something.
      await EventLoop.shared.sleep(nanoseconds: 100_000_000)
      if server.unreadByteCount > 0 { return client }
    }
    throw Channel.Failure.timedOut
  }

  /// Asks for a target on a connection, and says what came when the answer was there.
  func ask(_ target: String, on client: Channel) async throws -> String {
    client.write(Array("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
    return try await read(client, until: 1, of: "body of \(target)")
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

  /// Asks for a target, and reads until its answer ends what came: however much lay unread before it.
  func askLate(_ target: String, on client: Channel) async throws {
    client.write(Array("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
    let end = Array("body of \(target)\r\n".utf8)
    var buffer = ReceiveBuffer(byteCountMax: 1 << 20)
    var last: [UInt8] = []
    let deadline = EventLoop.now + 60_000_000_000
    while last != end {
      guard try await client.read(into: &buffer, deadline: deadline) > 0 else { throw Channel.Failure.closed }
      last = Array((last + buffer.take(buffer.count)).suffix(end.count))
    }
  }

  /// Reads to the end of the connection.
  func readToEnd(_ channel: Channel) async throws -> String {
    try await read(channel, until: 1, of: "what never comes")
  }
}
