public import LinuxIO

/// What belongs to one tool call from its first request to its last: the deadline, the sends that are left,
/// and whether anybody still waits.
///
/// A call has one deadline and, if it reads, at most three sends, however many requests it makes and for
/// whatever reason one is sent again. So the two are counted here and not per request. A call of one
/// endpoint brings with it the sends of a worker that died over it; one of several begins to count anew with
/// its second worker, which has to ask everything again (`LinkState`).
@LoopActor
public final class CallContext {
  /// Sends that one call that reads may make with one worker.
  public nonisolated static let sendCountMax = 3
  /// Sends that one call that moves money may make: its one write, and the reads before it for the symbol's
  /// rules, its price and the account's state.
  public nonisolated static let sendCountMaxOfWrite = 12

  /// The gateway's number of the call.
  public let callID: UInt64
  /// When the answer is worth nothing any more: nanoseconds of the monotonic clock.
  public private(set) var deadlineNanoseconds: UInt64
  /// Everybody on stdio is the same, over all lives of the client and the server.
  public nonisolated static let localPrincipal = "stdio"

  /// Whose call it is: idempotency keys and confirmations belong to whoever made them.
  public let principal: String
  /// What the client brought back for a question of an earlier call.
  public let reply: HeldReply?
  /// Whether what it reads goes before what other calls read, heeds nobody's hearsay and may draw on the
  /// weight that reads leave to orders. So do the calls that place orders: an order that may go out, but
  /// whose price may not be asked for, would be none.
  public let isUrgent: Bool
  /// True once nobody waits for the answer.
  public private(set) var isCancelled = false
  /// Requests whose first byte may have left, so far.
  public private(set) var sendCount: Int

  private let sendCountMax: Int
  private let voice: CallVoice
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
  ///   - sendCountMax: sends in all.
  ///   - isUrgent: whether its reads go before others'.
  ///   - voice: how to reach the client while the call runs.
  ///   - reply: what the client brought back for a question of an earlier call.
  public init(
    callID: UInt64, deadlineNanoseconds: UInt64, sendCount: Int = 0,
    sendCountMax: Int = CallContext.sendCountMax, isUrgent: Bool = false,
    principal: String = CallContext.localPrincipal,
    voice: CallVoice = CallVoice(), reply: HeldReply? = nil
  ) {
    self.callID = callID
    self.deadlineNanoseconds = deadlineNanoseconds
    self.sendCount = sendCount
    self.sendCountMax = sendCountMax
    self.isUrgent = isUrgent
    self.principal = principal
    self.voice = voice
    self.reply = reply
  }

  /// True while one more send is allowed.
  public var maySend: Bool { sendCount < sendCountMax }

  /// Sends that are left.
  var sendsLeft: Int { sendCountMax - sendCount }

  /// Counts a send, just before the first byte of it is handed to the kernel.
  ///
  /// - Precondition: `maySend`.
  func countSend() {
    precondition(maySend, "a call sends no more than it may")
    sendCount += 1
  }

  /// Says that nobody waits any more. Whatever the call waits for ends, and the connection of what it reads
  /// is closed, because the answer that is under way could be taken for the next one's. A request that
  /// changes something and has been sent goes on: its outcome is written down, whoever wants it.
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
    voice.progress?(message)
  }

  /// Says what an order is known by at the exchange, before anything is sent: should this worker die, the
  /// client's answer can name it.
  public func intend(clientOrderID: String) {
    voice.intend?(clientOrderID)
  }

  /// Asks the person behind the client. The deadline is moved on by as long as that took.
  ///
  /// - Parameters:
  ///   - id: names the question, such as for `bulkhead confirm ID`.
  ///   - message: what is to be agreed to, in words.
  ///   - state: what the question will be known by if the client takes it away and comes back; empty when it
  ///     cannot.
  public func confirm(id: String, message: String, state: String) async -> Confirmation {
    guard let confirm = voice.confirm, !isCancelled else { return .unavailable }
    let before = EventLoop.now
    let answer = await withCheckedContinuation { (continuation: CheckedContinuation<Confirmation, Never>) in
      confirm(id, message, state) { continuation.resume(returning: $0) }
    }
    deadlineNanoseconds = deadlineNanoseconds &+ (EventLoop.now &- before)
    return answer
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
