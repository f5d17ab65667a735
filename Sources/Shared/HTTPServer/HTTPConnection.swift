internal import HTTP
public import LinuxIO

/// One connection of a server: requests are answered in their order, each with a whole reply or with a stream
/// that goes on.
///
/// No task and no buffer of its own: an idle connection costs a few hundred bytes. What was sent behind a
/// request that is still being answered stays with the kernel, or in `rest` as far as it was read already.
@LoopActor
public final class HTTPConnection {
  enum Stage {
    /// Reading a request, or waiting for one.
    case reading
    /// A request is being answered; nothing of the reply has been written.
    case answering
    /// A reply without a known end is being written.
    case streaming
    /// The last reply is written; what still comes is read and dropped.
    case lingering
    case closed
  }

  /// What of a request its reply depends on.
  struct Asked {
    var version = HTTPVersion.http11
    var isHead = false
    var keepsAlive = true
  }

  /// Where the client's end is: a literal address without a port.
  public let address: String
  /// Counts up; never used twice by a server.
  public let number: Int
  /// Requests that have come on this connection.
  public internal(set) var requestCount = 0
  /// Called once when the client goes away, or ends its half of the connection, before it has its whole
  /// reply. The reply may still be written: a client that has only said that it will send no more reads it.
  public var onGone: (() -> Void)?

  let channel: Channel
  let reader: SharedBufferReader
  let settings: HTTPServerSettings
  unowned let server: HTTPServer
  var parser: HTTPRequestParser
  var stage = Stage.reading
  var asked = Asked()
  /// Bytes behind a request that is being answered.
  var rest: [UInt8] = []
  /// Bytes of replies that go out together.
  var output: [UInt8] = []
  var isTaking = false
  var isWaitingForRoom = false
  /// Whether the rest has to wait for the next turn.
  var isPaced = false
  /// Whether the head of the present request has been looked at.
  var hasJudgedHead = false
  /// Whether a request of it was granted: others make room before it does.
  var wasGranted = false
  /// Requests since the last one that was granted.
  var deniedInARow = 0
  /// What this connection is counted with in the server's sums.
  var heldByteCount = 0
  /// The body of a request that waits for its turn.
  var linedByteCount = 0
  var unreadByteCount = 0
  /// Since when its client has taken nothing of the replies that wait for it; nil while none does.
  var unreadSince: UInt64?
  private var lingeredByteCount = 0
  /// How many of the largest bodies are read and dropped after the answer that ends the connection.
  private static let lingeredBodyCountMax = 4
  /// When the server closes the connection unless something happens, on the monotonic clock.
  var deadline: UInt64
  /// Since when it has had no request and nothing that waits for its client, or has been about to end; nil
  /// while neither is so.
  var idleSince: UInt64?
  /// When the first byte of a request came that is not whole.
  var requestSince: UInt64?
  /// When something was last written to a stream.
  var lastStreamed: UInt64 = 0

  init(channel: Channel, address: String, number: Int, server: HTTPServer) {
    self.channel = channel
    self.address = address
    self.number = number
    self.server = server
    settings = server.settings
    reader = SharedBufferReader(channel)
    parser = HTTPRequestParser(limits: settings.limits)
    let now = EventLoop.turnTime
    deadline = now + settings.idleNanoseconds
    idleSince = now
  }

  /// Begins to read; ends with the connection, which the server holds meanwhile.
  func start() {
    reader.run(
      take: { [unowned self] in take($0) }, onHangUp: { [unowned self] in hangUp() },
      onEnd: { [self] in end($0) })
  }

  /// True until it is closed.
  public var isOpen: Bool { stage != .closed }

  /// Bytes of replies that the client has not taken.
  public var queuedByteCount: Int { channel.queuedByteCount + output.count }

  /// Closes the connection at once; what was not written is lost.
  public func close() { close(resets: false) }

  /// Closes the connection by a reset: the client's next read fails.
  public func closeByReset() { close(resets: true) }

  private func close(resets: Bool) {
    guard stage != .closed else { return }
    let wasAnswering = stage == .answering || stage == .streaming
    stage = .closed
    rest = []
    output = []
    server.count(held: -heldByteCount, unread: -unreadByteCount)
    heldByteCount = 0
    unreadByteCount = 0
    if resets { channel.closeByReset() } else { channel.close() }
    server.forget(self)
    let told = onGone.take()
    if wasAnswering { told?() }
  }

  private func take(_ bytes: Span<UInt8>) -> Bool {
    if stage == .lingering {
      lingeredByteCount += bytes.count
      // A sender that pushes on after its answer has had it long ago. One that passes a body on, as a proxy
      // does, may have sent all of one that is somewhat too large before it looks.
      if lingeredByteCount / Self.lingeredBodyCountMax > settings.limits.bodyByteCountMax { close() }
      return stage == .lingering
    }
    idleSince = nil
    let goesOn = receive(bytes)
    return goesOn && stage != .closed
  }

  /// The client ended its half, or broke the connection, while a request is being answered.
  private func hangUp() {
    guard stage == .answering || stage == .streaming, !isTaking else { return }
    let told = onGone.take()
    told?()
  }

  private func end(_ ending: SharedBufferReader.Ending) {
    switch stage {
    case .closed: return
    case .reading, .lingering:
      // A client that only sends no more may still read what is on its way.
      if ending == .ended, channel.queuedByteCount > 0 { closeWhenFlushed() } else { close() }
    case .answering, .streaming: close()
    }
  }

  private func closeWhenFlushed() {
    stage = .lingering
    let now = EventLoop.now
    deadline = now + settings.flushNanoseconds
    idleSince = now
    // Ends when the bytes are gone, or when the sweep closes the connection at its deadline.
    onLoop { [self] in
      await channel.flushed()
      close()
    }
  }

  /// Ends the connection once everything that was written has gone out.
  func linger() {
    stage = .lingering
    rest = []
    // What came of a request that was refused is of no use any more, and others want its room.
    parser = HTTPRequestParser(limits: settings.limits)
    let now = EventLoop.now
    deadline = now + settings.flushNanoseconds
    idleSince = now
    requestSince = nil
    count()
    guard channel.queuedByteCount > 0 else { return shutDown() }
    // Ends when the bytes are gone, or when the sweep closes the connection at its deadline.
    onLoop { [self] in
      await channel.flushed()
      shutDown()
    }
  }

  private func shutDown() {
    guard stage == .lingering else { return }
    guard reader.isPeerThere, !channel.hasFailedWriting else { return close() }
    channel.shutdownWriting()
    deadline = EventLoop.now + settings.lingerNanoseconds
    reader.resume()
  }
}
