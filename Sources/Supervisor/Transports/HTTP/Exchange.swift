internal import HTTPServer
internal import LinuxIO

/// One POST that is being answered.
@LoopActor
final class Exchange {
  let session: HTTPSession
  let place: ReplyPlace
  let accepted: AcceptedTypes
  /// When it came, in nanoseconds of the monotonic clock.
  let startedAt: UInt64
  /// What its answer goes to, once something had to be said before it.
  var stream: MessageStream?
  /// Calls of it that have not been answered.
  var openCallCount = 0
  /// Whether its reply is whole.
  var isDone = false

  init(_ session: HTTPSession, _ place: ReplyPlace, _ accepted: AcceptedTypes) {
    self.session = session
    self.place = place
    self.accepted = accepted
    startedAt = EventLoop.turnTime
  }

  /// Whether the client can be told something before its answer.
  var canSpeak: Bool {
    if session.kind == .oldStream { return session.listening?.connection != nil }
    if let stream { return stream.connection != nil || stream.name != nil }
    return accepted.takesEvents && place.connection.isOpen
  }
}
