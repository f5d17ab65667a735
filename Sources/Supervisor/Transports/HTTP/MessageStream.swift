internal import Catalog
internal import HTTP
internal import HTTPServer
internal import LinuxIO

/// A stream of messages to one client, which may outlive the connection that carries it.
///
/// Each event has a number, and so many of the last ones are kept that a client whose connection was cut can
/// come back and hear what it has missed: on this stream and on no other (MCP 2025-11-25, "Resumability and
/// Redelivery").
@LoopActor
final class MessageStream {
  /// The most events of one stream that are kept.
  static let keptCountMax = 256
  /// The most bytes of one stream's events that are kept; a longer event is sent once and not kept.
  static let keptByteCountMax = 1_024 * 1_024
  /// After how long a client that lost its connection should come back.
  static let retryMilliseconds = 1_000

  /// What its events' ids begin with; unique within the session. Without one nothing is kept.
  let name: String?
  /// Whose it is, who alone can come back to it.
  let owner: Principal
  /// The connection that carries it now.
  var connection: HTTPConnection?
  /// Whether its events are kept; not where nobody can come back to it.
  var keepsEvents: Bool
  private(set) var isFinished = false
  /// When its last message was written, in nanoseconds of the monotonic clock.
  private(set) var finishedAt: UInt64 = 0
  private var kept: [(number: Int, bytes: [UInt8])] = []
  private(set) var keptByteCount = 0
  private var nextNumber = 1

  init(name: String?, of owner: Principal, connection: HTTPConnection?) {
    self.name = name
    self.owner = owner
    keepsEvents = name != nil
    self.connection = connection
  }

  /// Writes an event without a message, whose id a client can come back with (MCP 2025-11-25).
  func prime() {
    guard let name else { return }
    var bytes: [UInt8] = []
    let nothing: [UInt8] = []
    EventStream.append(
      id: "\(name)-0", retryMilliseconds: Self.retryMilliseconds, text: nothing.span, to: &bytes)
    connection?.stream(bytes.span)
  }

  /// Writes the event that says where messages are sent to (2024-11-05, "HTTP with SSE").
  func announce(endpoint: String) {
    var bytes: [UInt8] = []
    EventStream.append(name: "endpoint", text: endpoint.utf8Span.span, to: &bytes)
    connection?.stream(bytes.span)
  }

  /// Writes one message.
  ///
  /// - Returns: how many bytes more are kept than before.
  func write(_ line: Span<UInt8>) -> Int {
    let before = keptByteCount
    var bytes: [UInt8] = []
    bytes.reserveCapacity(line.count + 48)
    EventStream.append(
      id: name.map { "\($0)-\(nextNumber)" }, name: "message", text: line, to: &bytes)
    defer { nextNumber += 1 }
    if keepsEvents {
      kept.append((nextNumber, bytes))
      keptByteCount += bytes.count
      while kept.count > Self.keptCountMax || keptByteCount > Self.keptByteCountMax {
        keptByteCount -= kept.removeFirst().bytes.count
      }
    }
    connection?.stream(bytes.span)
    return keptByteCount - before
  }

  /// Ends the reply that carries it, and goes on without one until the client comes back.
  func pause() {
    connection?.endStream()
    connection = nil
  }

  /// Says that nothing will be written any more, and ends the reply that carries it.
  func finish(at now: UInt64) {
    isFinished = true
    finishedAt = now
    connection?.endStream()
    connection = nil
  }

  /// Whether all that came behind this event is still there.
  func canReplay(after number: Int) -> Bool {
    guard number < nextNumber else { return false }
    return number == nextNumber - 1 || kept.first.map { $0.number <= number + 1 } ?? false
  }

  /// Goes on over another connection, with what was missed.
  func resume(after number: Int, on connection: HTTPConnection) {
    if let before = self.connection, before !== connection { before.close() }
    self.connection = connection
    for event in kept where event.number > number { connection.stream(event.bytes.span) }
    if isFinished {
      connection.endStream()
      self.connection = nil
    }
  }

  /// Lets go of everything that has been kept; says how many bytes that was.
  func forget() -> Int {
    defer {
      kept = []
      keptByteCount = 0
    }
    return keptByteCount
  }
}
