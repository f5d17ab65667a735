internal import Catalog
internal import LinuxIO
internal import Log
internal import Values
internal import Wire

/// The gateway's end of the socket to one role's worker, over all of the worker's lives.
///
/// What the worker may say is a table (`permits`): `ready` first and once, then only answers to calls that it
/// was given. A worker that says anything else has lost its place or was taken over, and is ended.
@LoopActor
final class WorkerLink {
  /// How long the worker's own word on a time-out is waited for.
  static let graceNanoseconds: UInt64 = 250_000_000
  static let progressIntervalNanoseconds: UInt64 = 15_000_000_000

  let role: Role
  private(set) var state: LinkState
  private(set) var facts = WorkerFacts()
  private unowned let owner: Links
  private let logger: Logger
  private var channel: Channel?
  private var generation: UInt32 = 0
  private var outgoing: [UInt8] = []
  /// More than a worker allows itself in one life: who is cut short here broke its word, or begins anew again
  /// and again.
  private var lines = LineBudget(burstCountMax: 40, countPerSecond: 2)

  init(role: Role, owner: Links, logger: Logger) {
    self.role = role
    self.owner = owner
    self.logger = logger
    state = LinkState(role: role, at: EventLoop.now)
  }

  func submit(_ call: LinkedCall) {
    switch state.submit(call, at: call.startedAt) {
    case .send(let wireCall): send(wireCall)
    case .waits: break
    case .refused(let failure): owner.answer(call.callID, failure)
    }
  }

  func cancel(_ callID: UInt64) {
    if state.cancel(callID) { send(.cancel(callID: callID)) }
    sendWaiting()
  }

  private func send(_ message: ToWorker) {
    outgoing.removeAll(keepingCapacity: true)
    message.encode(generation: generation, into: &outgoing)
    channel?.write(outgoing)
  }

  private func send(_ call: WireCall) {
    outgoing.removeAll(keepingCapacity: true)
    call.encode(generation: generation, into: &outgoing)
    channel?.write(outgoing)
  }

  private func sendWaiting() {
    if !state.hasWaitingCalls { return }
    for call in state.callsToSend(at: EventLoop.now) { send(call) }
  }

  /// A new life of the worker, with the link's end.
  func open(generation: UInt32, pid: Int32, _ descriptor: consuming OwnedDescriptor) {
    channel?.close()
    self.generation = generation
    let wasStopped = isStopped
    state.open(generation: generation)
    defer { owner.changed(role, wasStopped: wasStopped, isStopped: false) }
    facts.begin(generation: generation, pid: pid)
    do throws(SystemFailure) {
      let channel = try Channel(descriptor)
      self.channel = channel
      onLoop { [self] in await receive(from: channel, generation) }
    } catch {
      logger.error("cannot use the link to the \(role) worker: \(error)")
      owner.refuse(role, generation, isPermanent: false, "its link cannot be used")
    }
  }

  private func receive(from channel: Channel, _ generation: UInt32) async {
    let reader = StreamReader(channel, byteCountMax: Frame.linkByteCountMax + Frame.headByteCount)
    var failure: WireFailure?
    _ = await reader.run { [unowned self] buffer in
      do throws(WireFailure) {
        try takeFrames(from: &buffer, generation)
      } catch {
        failure = error
        return false
      }
      return true
    }
    if let failure {
      logger.error("the \(role) worker broke the protocol: \(failure)")
      owner.refuse(role, generation, isPermanent: false, "it broke the protocol: \(failure)")
    }
    // Unless the launcher's word on the end was heard first, which has closed it already.
    if self.channel === channel { closed() }
  }

  /// Acts on the frames that have come whole.
  private func takeFrames(from buffer: inout ReceiveBuffer, _ generation: UInt32) throws(WireFailure) {
    while let head = try Self.head(of: buffer) {
      if head.type == FinishedHead.type, head.generation == generation, case .ready = state.phase {
        // The answer to a call, nearly always: read where it lies.
        try buffer.withSpan { (bytes: Span<UInt8>) throws(WireFailure) in
          let payload = bytes.extracting(head.payload)
          finish(
            head.callID, try FinishedHead(payload),
            envelope: payload.extracting(FinishedHead.byteCount..<payload.count))
        }
      } else if let frame = try Frame.decode(buffer.bytes, byteCountMax: Frame.linkByteCountMax) {
        let message = try ToSupervisor(frame)
        guard frame.generation == generation else { throw .notPermitted("a message of another generation") }
        try handle(message, generation)
      }
      buffer.drop(head.byteCount)
    }
  }

  private static func head(of buffer: ReceiveBuffer) throws(WireFailure) -> FrameHead? {
    try buffer.withSpan { (bytes: Span<UInt8>) throws(WireFailure) in
      try FrameHead(bytes, byteCountMax: Frame.linkByteCountMax)
    }
  }

  private func closed() {
    channel?.close()
    channel = nil
    facts.end()
    for answer in state.close(at: EventLoop.now) { owner.answer(answer.callID, answer.failure) }
  }

  private func handle(_ message: ToSupervisor, _ generation: UInt32) throws(WireFailure) {
    guard permits(message) else {
      throw .notPermitted("\(message.name) from a worker that is \(state.phase.name)")
    }
    switch message {
    case .ready(let readiness):
      introduce(readiness, generation)
    case .progress(let callID, let text):
      owner.progress(callID, text)
    case .finished:
      preconditionFailure("an answer is taken before, where it is permitted")
    case .log(let level, let text):
      pass(Logger.Level(rawValue: level) ?? .notice, text)
    case .intended(let callID, let clientOrderID):
      state.note(clientOrderID: clientOrderID, of: callID)
    case .confirm(let callID, let id, let message, let token):
      guard state.pause(callID, at: EventLoop.now) else { return }
      owner.confirm(
        Links.Question(callID: callID, id: id, message: message, state: token.isEmpty ? nil : token))
    case .changed:
      owner.tell(.orders)
    case .usage(let use):
      owner.share(use, heardBy: role)
    }
  }

  /// Passes a line of the worker's log on to clients, within bounds of the gateway's own: a worker that was
  /// taken over may say anything, as often as it likes. To stderr it has written itself.
  private func pass(_ level: Logger.Level, _ text: String) {
    guard let droppedCount = lines.take(atNanoseconds: EventLoop.now) else { return }
    if droppedCount > 0 { owner.tell(.logged(role, .warning, "\(droppedCount) lines dropped")) }
    owner.tell(.logged(role, level, logger.relayed(text)))
  }

  /// A person has answered, or there is none to ask.
  func confirmed(_ callID: UInt64, _ verdict: PersonVerdict) {
    guard state.resume(callID, at: EventLoop.now) else { return }
    send(.confirmed(callID: callID, verdict))
  }

  /// Another worker on this address heard from the exchange.
  func hear(_ use: BudgetUse) {
    if case .ready = state.phase { send(.hearsay(use)) }
  }

  /// What the worker may say now.
  private func permits(_ message: ToSupervisor) -> Bool {
    switch (state.phase, message) {
    case (.starting, .ready), (.starting, .log): true
    case (.ready, .progress), (.ready, .finished), (.ready, .log), (.ready, .usage): true
    // Nobody's money is moved by the market worker.
    case (.ready, .intended), (.ready, .confirm), (.ready, .changed): role != .market
    default: false
    }
  }

  private func introduce(_ readiness: ToSupervisor.Readiness, _ generation: UInt32) {
    if let objection = Introduction.objection(to: readiness, expecting: role) {
      return owner.refuse(role, generation, isPermanent: true, objection)
    }
    state.becomeReady(generation: generation)
    facts.becomeReady(sandbox: readiness.sandbox)
    owner.announceReady(role, generation)
    owner.tell(.logged(role, .info, "ready: generation \(generation)"))
    sendWaiting()
    owner.changed(role, wasStopped: false, isStopped: false)
  }

  private func finish(_ callID: UInt64, _ head: FinishedHead, envelope: Span<UInt8>) {
    facts.note(usedWeight: head.usedWeight, limit: head.weightLimit)
    guard state.finish(callID) else { return }
    if EnvelopeCheck.isAcceptable(envelope) {
      owner.deliver(callID, isSuccess: head.isSuccess, envelope: envelope)
      sendWaiting()
    } else {
      owner.answer(callID, LinkFailures.unreadableAnswer(role))
      owner.refuse(role, generation, isPermanent: false, "its answer is not valid JSON on one line")
      channel?.close()
    }
  }

  /// The launcher's word on this life's end.
  func down(
    generation: UInt32, retryMilliseconds: UInt32?, restartCount: UInt32, cause: String, isAsked: Bool
  ) {
    guard generation == self.generation || channel == nil else { return }
    if channel != nil { closed() }
    facts.restartCount = restartCount
    facts.lastEnding = cause
    let wasStopped = isStopped
    let now = EventLoop.now
    let answers =
      if let retryMilliseconds {
        state.expectNext(at: now + UInt64(retryMilliseconds) * 1_000_000, from: now)
      } else {
        state.stop(cause: cause)
      }
    for answer in answers { owner.answer(answer.callID, answer.failure) }
    let level = isStopped ? Logger.Level.error : isAsked ? .notice : .warning
    owner.tell(.logged(role, level, isStopped ? "stopped: \(cause)" : "ended: \(cause)"))
    owner.changed(role, wasStopped: wasStopped, isStopped: isStopped)
  }

  /// Whether no worker will come by itself.
  var isStopped: Bool {
    if case .stopped = state.phase { true } else { false }
  }

  /// Says that the server ends in peace: no answer is left that nobody has read.
  func drain() { send(.drain) }

  /// Answers what is still open, because the server ends.
  func end() {
    for answer in state.end() { owner.answer(answer.callID, answer.failure) }
  }

  /// Looks for calls past their deadline, and for clients that are due a sign of life.
  func sweep(at now: UInt64) {
    let expired = state.expire(at: now, graceNanoseconds: Self.graceNanoseconds)
    for callID in expired.cancels { send(.cancel(callID: callID)) }
    for answer in expired.answers { owner.answer(answer.callID, answer.failure) }
    for due in state.progressDue(at: now, every: Self.progressIntervalNanoseconds) {
      owner.progress(due.callID, nil, seconds: due.seconds)
    }
    if !expired.cancels.isEmpty { sendWaiting() }
  }
}
