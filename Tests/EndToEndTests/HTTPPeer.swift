import Foundation
import Testing

/// One connection of a client to an HTTP server, with a plain socket: what goes out is what a test writes.
final class HTTPPeer {
  let descriptor: Int32
  private var bytes: [UInt8] = []
  private var isChunked = false
  /// Bytes of a stream's body whose framing is taken off.
  private var streamed: [UInt8] = []
  private var events: [HTTPEvent] = []
  private(set) var isStreamOver = false

  /// - Parameter source: connects from 127.0.0.N.
  init(
    port: UInt16, seconds: Int = Int(ProgramUnderTest.patienceSeconds), from source: UInt8? = nil
  ) throws {
    descriptor = try LoopbackSocket.connected(port: port, from: source)
    var patience = timeval(tv_sec: seconds, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  /// Sends bytes as they are; false when the server takes no more.
  @discardableResult
  func send(_ text: String) -> Bool { LoopbackSocket.send(descriptor, text) }

  func send(_ bytes: [UInt8]) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return }
      sent += count
    }
  }

  /// Sends a request with a length.
  func request(_ method: String, _ target: String, _ headers: [String: String] = [:], body: String? = nil) {
    var fields = headers
    if fields["Host"] == nil { fields["Host"] = "127.0.0.1" }
    if let body { fields["Content-Length"] = String(body.utf8.count) }
    let lines = fields.map { "\($0.key): \($0.value)\r\n" }.sorted().joined()
    send("\(method) \(target) HTTP/1.1\r\n\(lines)\r\n\(body ?? "")")
  }

  /// Whether something can be read, or the end is there, within a time.
  func hasNews(milliseconds: Int32) -> Bool {
    if !bytes.isEmpty { return true }
    var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&polled, 1, milliseconds) > 0
  }

  /// Says that nothing more will be sent.
  func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Reads more; false at the end of the connection.
  private func more() throws -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    if count > 0 {
      bytes += buffer[..<count]
      return true
    }
    if count == 0 || errno == ECONNRESET { return false }
    throw EndToEndFailure.system("recv", errno: errno)
  }

  /// Waits for the end of the connection; false when something came first.
  func isClosed() throws -> Bool {
    if !bytes.isEmpty { return false }
    return try !more()
  }

  /// Reads the head of a reply.
  func head() throws -> HTTPAnswer {
    while true {
      if let end = HeadEnd.index(in: bytes) {
        let answer = try HTTPAnswer(head: Array(bytes[..<end]))
        bytes.removeFirst(end)
        if answer.status == 100 { continue }
        isChunked = answer.headers["transfer-encoding"] == "chunked"
        isStreamOver = false
        return answer
      }
      guard try more() else { throw EndToEndFailure.unreadable("the connection ended before a reply") }
    }
  }

  /// Reads a whole reply.
  func reply() throws -> HTTPAnswer {
    try whole(head())
  }

  /// Reads the rest of a reply whose head was read.
  func whole(_ head: HTTPAnswer) throws -> HTTPAnswer {
    var answer = head
    if isChunked {
      while !isStreamOver { try readChunk() }
      answer.body = streamed
      streamed = []
      return answer
    }
    guard let length = answer.headers["content-length"].flatMap({ Int($0) }) else { return answer }
    while bytes.count < length {
      guard try more() else { throw EndToEndFailure.unreadable("the connection ended inside a reply") }
    }
    answer.body = Array(bytes[..<length])
    bytes.removeFirst(length)
    return answer
  }

  private func readChunk() throws {
    while true {
      if let end = bytes.firstIndex(of: 10), let size = chunkSize(bytes[..<end]) {
        let start = end + 1
        if bytes.count >= start + size + 2 {
          streamed += bytes[start..<(start + size)]
          bytes.removeFirst(start + size + 2)
          if size == 0 { isStreamOver = true }
          return
        }
      }
      guard try more() else {
        isStreamOver = true
        return
      }
    }
  }

  private func chunkSize(_ line: ArraySlice<UInt8>) -> Int? {
    Int(String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines), radix: 16)
  }

  /// The next event of a stream whose head was read; nil when the stream is over.
  func event() throws -> HTTPEvent? {
    while events.isEmpty {
      if isStreamOver { return nil }
      try readChunk()
      events += HTTPEvent.take(from: &streamed)
    }
    return events.removeFirst()
  }

  /// The next event that carries a message.
  func message() throws -> Answer? {
    while let event = try event() {
      if event.name == "message", !event.data.isEmpty { return try event.message() }
    }
    return nil
  }
}
