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

  init(role: Role, owner: Links, logger: Logger) {
    self.role = role
    self.owner = owner
    self.logger = logger
    state = LinkState(role: role, at: EventLoop.now)
  }

  func submit(_ call: LinkedCall) {
    switch state.submit(call, at: call.startedAt) {
    case .send(let wireCall): send(.call(wireCall))
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

  private func sendWaiting() {
    if !state.hasWaitingCalls { return }
    for call in state.callsToSend(at: EventLoop.now) { send(.call(call)) }
  }

  /// A new life of the worker, with the link's end.
  func open(generation: UInt32, pid: Int32, _ descriptor: consuming OwnedDescriptor) {
    channel?.close()
    self.generation = generation
    state.open(generation: generation)
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
    var buffer = ReceiveBuffer(byteCountMax: Frame.linkByteCountMax + Frame.headByteCount)
    do throws(WireFailure) {
      while await Self.fill(&buffer, from: channel) {
        while let frame = try Frame.decode(buffer.bytes, byteCountMax: Frame.linkByteCountMax) {
          let message = try ToSupervisor(frame)
          guard frame.generation == generation else { throw .notPermitted("a message of another generation") }
          try handle(message, generation)
          buffer.drop(frame.byteCount)
        }
      }
    } catch {
      logger.error("the \(role) worker broke the protocol: \(error)")
      owner.refuse(role, generation, isPermanent: false, "it broke the protocol: \(error)")
    }
    // Unless the launcher's word on the end was heard first, which has closed it already.
    if self.channel === channel { closed() }
  }

  /// Waits for more bytes; false at the end of the link, however it came.
  private static func fill(_ buffer: inout ReceiveBuffer, from channel: Channel) async -> Bool {
    do throws(Channel.Failure) {
      return try await channel.read(into: &buffer) > 0
    } catch {
      return false
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
    case .finished(let finished):
      finish(finished)
    case .log(let level, let text):
      logger.log(Logger.Level(rawValue: level) ?? .notice, "\(role) worker: \(text)")
    }
  }

  /// What the worker may say now.
  private func permits(_ message: ToSupervisor) -> Bool {
    switch (state.phase, message) {
    case (.starting, .ready), (.starting, .log): true
    case (.ready, .progress), (.ready, .finished), (.ready, .log): true
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
    sendWaiting()
  }

  private func finish(_ finished: ToSupervisor.Finished) {
    facts.note(usedWeight: finished.usedWeight, limit: finished.weightLimit)
    guard state.finish(finished.callID) else { return }
    if EnvelopeCheck.isAcceptable(finished.envelope) {
      owner.deliver(
        LinkOutcome(
          callID: finished.callID, isSuccess: finished.isSuccess, envelope: Array(finished.envelope)))
      sendWaiting()
    } else {
      owner.answer(finished.callID, LinkFailures.unreadableAnswer(role))
      owner.refuse(role, generation, isPermanent: false, "its answer is not valid JSON on one line")
      channel?.close()
    }
  }

  /// The launcher's word on this life's end.
  func down(generation: UInt32, retryMilliseconds: UInt32?, restartCount: UInt32, cause: String) {
    guard generation == self.generation || channel == nil else { return }
    if channel != nil { closed() }
    facts.restartCount = restartCount
    facts.lastEnding = cause
    let now = EventLoop.now
    let answers =
      if let retryMilliseconds {
        state.expectNext(at: now + UInt64(retryMilliseconds) * 1_000_000, from: now)
      } else {
        state.stop(cause: cause)
      }
    for answer in answers { owner.answer(answer.callID, answer.failure) }
  }

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
