public import LinuxIO

/// Accepts connections and closes those that are past their deadline.
///
/// When all places are taken, those make room for the next one that have been idle, or left replies unread,
/// for the longest; when there is none, those whose request has been coming for the longest. A connection
/// that had a request granted goes after the others. So nobody shuts others out by holding connections with
/// little or nothing sent, or nothing read, and one whose request is being answered is never cut off.
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
  private(set) var connections: [Int: HTTPConnection] = [:]
  private(set) var nextNumber = 1
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
        guard error.isPassing || error.concernsOneConnection else { throw error }
        // What the others hold is what has run out.
        if error.isPassing { makeRoom() }
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
    for connection in connections.values
    where connection.idleSince != nil && connection.queuedByteCount == 0 {
      connection.close()
    }
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

  /// One timer for all: a timer a request would leave thousands of cancelled ones behind.
  private func sweep() {
    let now = EventLoop.now
    var comments = Self.commentCountMax
    for connection in Array(connections.values) { connection.sweep(at: now, comments: &comments) }
  }
}
