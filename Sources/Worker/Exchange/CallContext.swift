public import LinuxIO

/// What belongs to one tool call from its first request to its last: the deadline, the sends that are left,
/// and whether anybody still waits.
///
/// A call has one deadline and, if it reads, at most three sends in all, however many requests it makes and
/// for whatever reason one is sent again. So the
/// two are counted here and not per request.
@LoopActor
public final class CallContext {
  /// Sends that one call may make.
  public nonisolated static let sendCountMax = 3

  /// The gateway's number of the call.
  public let callID: UInt64
  /// When the answer is worth nothing any more: nanoseconds of the monotonic clock.
  public let deadlineNanoseconds: UInt64
  /// True once nobody waits for the answer.
  public private(set) var isCancelled = false
  /// Requests whose first byte may have left, so far.
  public private(set) var sendCount: Int

  private let onProgress: ((String) -> Void)?
  /// The connection that carries a request of this call. In a slot of its own, since nearly every call has
  /// one request at a time.
  private var connection: Connection?
  private var furtherConnections: [Connection] = []
  private var cancellations: [(number: Int, body: () -> Void)] = []
  private var cancellationNumber = 0

  /// A call that begins now.
  ///
  /// - Parameters:
  ///   - sendCount: sends that were made for this call before, by a worker that is gone.
  ///   - onProgress: takes a line for the client, when the client asked for progress.
  public init(
    callID: UInt64, deadlineNanoseconds: UInt64, sendCount: Int = 0, onProgress: ((String) -> Void)? = nil
  ) {
    self.callID = callID
    self.deadlineNanoseconds = deadlineNanoseconds
    self.sendCount = sendCount
    self.onProgress = onProgress
  }

  /// True while one more send is allowed.
  public var maySend: Bool { sendCount < Self.sendCountMax }

  /// Counts a send, just before the first byte of it is handed to the kernel.
  ///
  /// - Precondition: `maySend`.
  func countSend() {
    precondition(maySend, "a call sends no more than it may")
    sendCount += 1
  }

  /// Says that nobody waits any more. Whatever the call waits for ends, and its connection is closed, because
  /// the answer that is under way could be
  /// taken for the next one's.
  public func cancel() {
    guard !isCancelled else { return }
    isCancelled = true
    connection?.close()
    for connection in furtherConnections { connection.close() }
    let bodies = cancellations
    cancellations.removeAll()
    for cancellation in bodies { cancellation.body() }
  }

  /// Tells the client how far the call is; does nothing when it did not ask.
  public func progress(_ message: String) {
    onProgress?(message)
  }

  /// Has `connection` closed on `cancel()`, until it is forgotten.
  func begin(on connection: Connection) {
    if self.connection == nil {
      self.connection = connection
    } else {
      furtherConnections.append(connection)
    }
  }

  /// Forgets what `begin` was given.
  func end(on connection: Connection) {
    if self.connection === connection {
      self.connection = nil
    } else {
      furtherConnections.removeAll { $0 === connection }
    }
  }

  /// Has `body` called on `cancel()`, until it is forgotten.
  func onCancel(_ body: @escaping () -> Void) -> Int {
    cancellationNumber += 1
    cancellations.append((cancellationNumber, body))
    return cancellationNumber
  }

  /// Forgets what `onCancel` was given.
  func forgetCancellation(_ number: Int) {
    cancellations.removeAll { $0.number == number }
  }
}
