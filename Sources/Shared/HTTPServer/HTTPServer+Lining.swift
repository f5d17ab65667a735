internal import HTTP
internal import LinuxIO

/// Large requests, one a turn of the loop.
///
/// A body of megabytes takes as long to read as thousands of ordinary ones. Whoever has many of them end at
/// the same moment must not hold up everybody else, or the heartbeat, for the sum of them.
extension HTTPServer {
  /// The largest body that is handed on in the turn in which it has come.
  static let ordinaryBodyByteCountMax = 32 * 1_024

  /// A request that waits for its turn. Its body counts among what requests hold together.
  final class LargeRequest {
    private(set) var request: HTTPRequest?
    let connection: HTTPConnection
    /// Whether the client went away, or sends no more, since it was taken.
    private(set) var isClientGone = false

    init(_ request: consuming HTTPRequest, _ connection: HTTPConnection) {
      self.request = request
      self.connection = connection
    }

    /// The client is gone, or has ended its half.
    @LoopActor
    func noteGone() {
      isClientGone = true
      // Nobody is left to be answered.
      if !connection.isOpen { request = nil }
    }
  }

  /// Has a request wait until those before it have been handed on.
  func lineUp(_ request: consuming HTTPRequest, _ connection: HTTPConnection) {
    connection.linedByteCount = request.body.count
    let large = LargeRequest(request, connection)
    connection.onGone = { large.noteGone() }
    largeRequests.append(large)
    if largeRequests.count == 1 { handOnSoon() }
  }

  private func handOnSoon() {
    EventLoop.shared.schedule(at: EventLoop.now) { [weak self] in self?.handOn() }
  }

  private func handOn() {
    guard !largeRequests.isEmpty else { return }
    let large = largeRequests.removeFirst()
    if !largeRequests.isEmpty { handOnSoon() }
    let connection = large.connection
    // One that was refused meanwhile has its answer.
    guard connection.stage == .answering, let request = large.request else { return }
    connection.linedByteCount = 0
    connection.onGone = nil
    connection.count()
    handler.receive(request, on: connection)
    // What the handler would have heard had it known the request.
    if large.isClientGone, let onGone = connection.onGone.take() { onGone() }
  }
}
