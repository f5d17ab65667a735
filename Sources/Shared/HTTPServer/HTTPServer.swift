public import LinuxIO

/// Accepts connections and closes those that are past their deadline.
///
/// When all places are taken, those that have been idle the longest make room for the next; when none is
/// idle, those whose request has been coming for the longest. A connection that had a request granted goes
/// after the others. So nobody shuts others out by holding connections with little or nothing sent, and one
/// whose request is being answered is never cut off.
@LoopActor
public final class HTTPServer {
  private static let sweepNanoseconds: UInt64 = 1_000_000_000
  /// Quiet streams that are written to in one sweep, so that ten thousand of them do not hold up the others.
  private static let commentCountMax = 1_024

  /// The bounds it keeps.
  public let settings: HTTPServerSettings
  /// Bytes of requests beyond what every connection may hold.
  public private(set) var heldByteCount = 0
  /// Bytes of replies that clients have not taken.
  public private(set) var unreadByteCount = 0
  let handler: any HTTPRequestHandler
  private let listener: TCPListener
  /// Requests that wait for a turn of their own, the oldest first.
  var largeRequests: [LargeRequest] = []
  private var connections: [Int: HTTPConnection] = [:]
  private var nextNumber = 1
  private var isStopping = false

  /// A server that does nothing before `serve`.
  public init(listener: TCPListener, handler: any HTTPRequestHandler, settings: HTTPServerSettings) {
    self.listener = listener
    self.handler = handler
    self.settings = settings
  }

  /// Connections at the moment.
  public var connectionCount: Int { connections.count }

  /// Accepts for ever.
  ///
  /// - Throws: when listening itself has broken.
  public func serve() async throws(SystemFailure) {
    // As long as the program: the server is never given up.
    onLoop { [self] in
      while true {
        await EventLoop.shared.sleep(nanoseconds: Self.sweepNanoseconds)
        sweep()
      }
    }
    while true {
      do throws(SystemFailure) {
        let accepted = try await listener.accept()
        let address = accepted.address
        let channel = try Channel(accepted.takeDescriptor())
        start(channel, from: address)
      } catch {
        guard error.isPassing else { throw error }
        makeRoom()
        await EventLoop.shared.sleep(nanoseconds: 50_000_000)
      }
      while connections.count >= settings.connectionCountMax, !makeRoom() {
        await EventLoop.shared.sleep(nanoseconds: 50_000_000)
      }
    }
  }

  /// Takes no further connection, and closes those that wait for a request.
  public func stop() {
    isStopping = true
    for connection in connections.values where connection.idleSince != nil { connection.close() }
  }

  /// Waits until what was written has gone out, but no longer than `nanoseconds`.
  public func flush(nanoseconds: UInt64) async {
    let limit = EventLoop.now + nanoseconds
    while EventLoop.now < limit, connections.values.contains(where: { $0.queuedByteCount > 0 }) {
      await EventLoop.shared.sleep(nanoseconds: 10_000_000)
    }
  }

  private func start(_ channel: Channel, from address: String) {
    if isStopping { return channel.close() }
    let connection = HTTPConnection(channel: channel, address: address, number: nextNumber, server: self)
    connections[nextNumber] = connection
    nextNumber += 1
    connection.start()
  }

  func forget(_ connection: HTTPConnection) {
    connections[connection.number] = nil
  }

  func count(held: Int, unread: Int) {
    heldByteCount += held
    unreadByteCount += unread
  }

  /// Closes the connections that others can best do without: one in sixty-four at once, so that a flood of
  /// new ones does not mean a look at all of them for each. Never the newest, of which nothing has been read.
  ///
  /// - Returns: false when there is none.
  @discardableResult
  private func makeRoom() -> Bool {
    let now = EventLoop.now
    var candidates: [(isReading: Bool, wasGranted: Bool, since: UInt64, number: Int)] = []
    for (number, connection) in connections where number != nextNumber - 1 {
      if let since = connection.idleSince {
        candidates.append((false, connection.wasGranted, since, number))
      } else if connection.stage == .reading, let since = connection.requestSince,
        now > since, now - since > settings.graceNanoseconds
      {
        candidates.append((true, connection.wasGranted, since, number))
      }
    }
    if candidates.isEmpty { return false }
    candidates.sort { one, other in
      if one.isReading != other.isReading { return !one.isReading }
      if one.wasGranted != other.wasGranted { return !one.wasGranted }
      return (one.since, one.number) < (other.since, other.number)
    }
    let count = max(1, settings.connectionCountMax / 64)
    for candidate in candidates.prefix(count) { connections[candidate.number]?.close() }
    return true
  }

  /// One timer for all: a timer a request would leave thousands of cancelled ones behind.
  private func sweep() {
    let now = EventLoop.now
    var comments = Self.commentCountMax
    for connection in Array(connections.values) { connection.sweep(at: now, comments: &comments) }
  }
}
