internal import Catalog
internal import LinuxIO

/// One client over HTTP: its protocol state, its calls and its streams.
///
/// A request of the era without sessions has one of its own, which is gone with it.
@LoopActor
final class HTTPSession {
  /// How its messages travel.
  enum Kind {
    /// Streamable HTTP: an answer goes to the request that asked.
    case streamable
    /// HTTP with SSE: everything goes to the one stream that the client opened first.
    case oldStream
    /// One request of 2026-07-28.
    case stateless
  }

  /// A call that runs for it.
  struct RunningCall {
    /// The number that the session's protocol state knows it by.
    let localID: UInt64
    /// The number that everybody else knows it by.
    let callID: UInt64
    let exchange: Exchange
    /// Whether the host answers it, and no worker.
    let isHosted: Bool
  }

  /// Streams that a client may come back to.
  static let streamCountMax = 64

  let kind: Kind
  /// Never used twice: whose turn it is where sessions wait in one queue.
  let number: UInt64
  let id: SessionID?
  /// Who made it, and who alone may use it.
  let owner: Principal
  var dialogue: Dialogue
  var running: [RunningCall] = []
  /// The stream for what nobody has asked for.
  var listening: MessageStream?
  private(set) var streams: [MessageStream] = []
  /// When it was last used, in nanoseconds of the monotonic clock.
  var lastUsed: UInt64
  /// Whether it has been used since the last look at those that rest.
  var isFresh = false
  private var nextStream = 1

  init(kind: Kind, number: UInt64, id: SessionID?, owner: Principal, _ dialogue: Dialogue) {
    self.kind = kind
    self.number = number
    self.id = id
    self.owner = owner
    self.dialogue = dialogue
    lastUsed = EventLoop.turnTime
  }

  /// Whether somebody waits for something of it.
  var isBusy: Bool { !running.isEmpty || listening?.connection != nil }

  /// Makes a stream that the client can come back to.
  ///
  /// - Returns: the stream, and the one that it took the place of.
  func openStream(_ prefix: String) -> (stream: MessageStream, dropped: MessageStream?) {
    var dropped: MessageStream?
    if streams.count >= Self.streamCountMax {
      let index =
        streams.firstIndex { $0.isFinished } ?? streams.firstIndex { $0 !== listening } ?? 0
      dropped = streams.remove(at: index)
    }
    let stream = MessageStream(name: "\(prefix)\(nextStream)", of: owner, connection: nil)
    nextStream += 1
    streams.append(stream)
    return (stream, dropped)
  }

  func stream(named name: String) -> MessageStream? { streams.first { $0.name == name } }

  /// Lets go of a stream.
  func drop(_ stream: MessageStream) {
    streams.removeAll { $0 === stream }
    if listening === stream { listening = nil }
  }

  /// The call that the protocol state knows by this number.
  func call(known localID: UInt64) -> RunningCall? { running.first { $0.localID == localID } }

  /// Takes a call off the list.
  func end(_ callID: UInt64) {
    guard let index = running.firstIndex(where: { $0.callID == callID }) else { return }
    running.remove(at: index)
  }
}
