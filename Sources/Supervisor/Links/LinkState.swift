public import Catalog
public import Wire

/// The calls of one role and the state of its worker: a state machine without sockets, timers or a clock.
///
/// It is what makes a killed worker go unnoticed: a read that was with it is sent once more to the next one,
/// within the call's one deadline; a write never is. Whatever happens, every call that was taken is answered
/// exactly once. Times are nanoseconds of the monotonic clock, passed in.
public struct LinkState {
  /// What the worker is doing, as the gateway sees it.
  public enum Phase: Sendable, Equatable {
    /// No worker; the next one is expected at this time.
    case down(expectedAt: UInt64)
    /// No worker, and none will come by itself.
    case stopped(cause: String)
    /// A link is there; `ready` has not come.
    case starting(generation: UInt32)
    /// At work.
    case ready(generation: UInt32)
  }

  /// What is to be done with a call that came.
  public enum Submission: Sendable, Equatable {
    /// Send it now.
    case send(WireCall)
    /// It waits for a worker, or for another call to end.
    case waits
    /// Answer it with this.
    indirect case refused(ToolFailure)
  }

  /// A call that is to be answered, with what.
  public struct Answer: Sendable, Equatable {
    /// Which call.
    public let callID: UInt64
    /// The failure.
    public let failure: ToolFailure
  }

  /// Calls that one worker has at a time.
  public static let runningCountMax = 64
  /// Calls of one client that wait behind those; one more gets a clear error at once.
  public static let waitingCountMax = 256
  /// Requests to the exchange for one call, over all its attempts; of a call that asks several endpoints for
  /// each attempt.
  public static let sendCountMax: UInt8 = 3
  /// Attempts of a call that reads; one that moves money has one.
  static let attemptCountMax = 2

  /// Which role.
  public let role: Role
  /// What the worker is doing.
  public private(set) var phase: Phase
  /// A plain array: at most `runningCountMax`, nearly always a handful, and the one that ends is nearly
  /// always at the front.
  private var running: [LinkedCall] = []
  private var waiting = WaitingCalls()

  /// No worker yet; one is about to be started.
  public init(role: Role, at now: UInt64) {
    self.role = role
    phase = .down(expectedAt: now)
    running.reserveCapacity(16)
  }

  /// Calls that have not been answered.
  public var callCount: Int { running.count + waiting.count }

  /// A client wants a tool.
  public mutating func submit(_ call: LinkedCall, at now: UInt64) -> Submission {
    switch phase {
    case .ready where running.count < Self.runningCountMax && waiting.isEmpty:
      return .send(begin(call, at: now))
    case .stopped(let cause):
      return .refused(LinkFailures.stopped(role, cause: cause))
    case .down(let expectedAt) where expectedAt > call.deadline:
      return .refused(LinkFailures.down(role, secondsLeft: seconds(until: expectedAt, from: now)))
    default:
      if let count = waiting.append(call) { return .refused(LinkFailures.queueFull(role, count: count)) }
      return .waits
    }
  }

  private mutating func begin(_ call: LinkedCall, at now: UInt64) -> WireCall {
    call.attemptCount += 1
    running.append(call)
    let left = call.deadline > now ? (call.deadline - now) / 1_000_000 : 0
    // The first attempt may use two of the three sends, so that one is left for the second. Of several
    // endpoints the second has to ask all again.
    let isFirst = call.attemptCount == 1
    let sends: UInt8 =
      if call.tool.effect != .reads {
        1
      } else if call.needsAllSends {
        Self.sendCountMax
      } else {
        isFirst ? Self.sendCountMax - 1 : 1
      }
    return WireCall(
      callID: call.callID, toolName: call.tool.name, principal: call.principal,
      arguments: call.arguments[...], timeoutMilliseconds: UInt32(clamping: left), sendCountMax: sends,
      wantsProgress: call.wantsProgress, reply: call.reply)
  }

  /// Calls that can be sent now because a worker became ready or another call ended.
  public mutating func callsToSend(at now: UInt64) -> [WireCall] {
    guard case .ready = phase, !waiting.isEmpty else { return [] }
    var calls: [WireCall] = []
    while running.count < Self.runningCountMax, let call = waiting.next() {
      calls.append(begin(call, at: now))
    }
    return calls
  }

  /// A link to a new life of the worker is there.
  public mutating func open(generation: UInt32) {
    phase = .starting(generation: generation)
  }

  /// The worker said `ready` and was accepted.
  public mutating func becomeReady(generation: UInt32) {
    phase = .ready(generation: generation)
  }

  /// The link ended. Calls that read wait for the next life, those that cannot be sent again are answered.
  public mutating func close(at now: UInt64) -> [Answer] {
    phase = .down(expectedAt: now)
    var answers: [Answer] = []
    var again: [LinkedCall] = []
    for call in running {
      if call.tool.effect != .reads {
        answers.append(
          Answer(
            callID: call.callID, failure: LinkFailures.outcomeUnknown(role, clientOrderID: call.clientOrderID)
          ))
      } else if call.attemptCount >= Self.attemptCountMax {
        answers.append(Answer(callID: call.callID, failure: LinkFailures.diedTwice(role)))
      } else {
        again.append(call)
      }
    }
    running.removeAll(keepingCapacity: true)
    waiting.putFirst(again)
    return answers
  }

  /// The launcher says when the next worker comes, or that none will.
  public mutating func expectNext(at expectedAt: UInt64, from now: UInt64) -> [Answer] {
    guard case .down = phase else { return [] }
    phase = .down(expectedAt: expectedAt)
    let failure = LinkFailures.down(role, secondsLeft: seconds(until: expectedAt, from: now))
    return giveUp({ _ in failure }) { $0.deadline < expectedAt }
  }

  /// No worker will come by itself.
  public mutating func stop(cause: String) -> [Answer] {
    phase = .stopped(cause: cause)
    return giveUp({ LinkFailures.stopped($0, cause: cause) }) { _ in true }
  }

  /// The server ends: what is still open is answered now, because later there is nobody who could.
  public mutating func end() -> [Answer] {
    var answers = running.map { call in
      let failure =
        call.tool.effect != .reads
        ? LinkFailures.outcomeUnknown(role, clientOrderID: call.clientOrderID) : LinkFailures.ending(role)
      return Answer(callID: call.callID, failure: failure)
    }
    running.removeAll()
    answers += giveUp(LinkFailures.ending) { _ in true }
    return answers
  }

  /// - Parameter failure: made only when somebody gets it; the sweep asks four times a second.
  private mutating func giveUp(
    _ failure: (Role) -> ToolFailure, where isMeant: (LinkedCall) -> Bool
  ) -> [Answer] {
    let given = waiting.remove(where: isMeant)
    if given.isEmpty { return [] }
    let failure = failure(role)
    return given.map { Answer(callID: $0.callID, failure: failure) }
  }

  /// The worker's answer to a call.
  ///
  /// - Returns: false when nobody waits for it any more: cancelled, or past its deadline.
  public mutating func finish(_ callID: UInt64) -> Bool {
    takeRunning(callID)
  }

  private mutating func takeRunning(_ callID: UInt64) -> Bool {
    // Nearly always there is one only.
    if running.last?.callID == callID {
      running.removeLast()
      return true
    }
    for index in running.indices where running[index].callID == callID {
      running.remove(at: index)
      return true
    }
    return false
  }

  /// What the order of a call is known by, should its worker die.
  public mutating func note(clientOrderID: String, of callID: UInt64) {
    running.first { $0.callID == callID }?.clientOrderID = clientOrderID
  }

  /// A person is asked about a call.
  ///
  /// - Returns: false when nobody waits for the call any more.
  public mutating func pause(_ callID: UInt64, at now: UInt64) -> Bool {
    guard let call = running.first(where: { $0.callID == callID }) else { return false }
    call.pause(at: now)
    return true
  }

  /// The person has answered.
  ///
  /// - Returns: false when nobody waits for the call any more.
  public mutating func resume(_ callID: UInt64, at now: UInt64) -> Bool {
    guard let call = running.first(where: { $0.callID == callID }) else { return false }
    call.resume(at: now)
    return true
  }

  /// True when a call could be sent if there were room.
  public var hasWaitingCalls: Bool { !waiting.isEmpty }

  /// The client does not want the answer any more.
  ///
  /// - Returns: true when the worker has the call and must be told.
  public mutating func cancel(_ callID: UInt64) -> Bool {
    if takeRunning(callID) { return true }
    waiting.remove(callID)
    return false
  }

  /// Calls past their deadline, to be answered with a time-out; those that the worker has are also cancelled
  /// there.
  ///
  /// - Parameter graceNanoseconds: how long the worker's own word on the time-out is waited for; its message
  ///   knows more than ours.
  public mutating func expire(
    at now: UInt64, graceNanoseconds: UInt64
  ) -> (answers: [Answer], cancels: [UInt64]) {
    var answers = giveUp(LinkFailures.waitedTooLong) { $0.deadline <= now }
    var cancels: [UInt64] = []
    for call in running where call.isPast(now, grace: graceNanoseconds) {
      let failure =
        call.tool.effect != .reads
        ? LinkFailures.outcomeUnknown(role, clientOrderID: call.clientOrderID) : LinkFailures.timedOut(role)
      answers.append(Answer(callID: call.callID, failure: failure))
      cancels.append(call.callID)
    }
    running.removeAll { cancels.contains($0.callID) }
    return (answers, cancels)
  }

  /// Calls whose client is due a sign of life: one for each interval since they came.
  public mutating func progressDue(at now: UInt64, every interval: UInt64) -> [(callID: UInt64, seconds: Int)]
  {
    var due: [(callID: UInt64, seconds: Int)] = []
    func isDue(_ call: LinkedCall) -> Bool {
      call.wantsProgress && now - call.startedAt >= interval * UInt64(call.progressCount + 1)
    }
    func look(_ call: LinkedCall) {
      guard isDue(call) else { return }
      call.progressCount += 1
      due.append((call.callID, Int((now - call.startedAt) / 1_000_000_000)))
    }
    running.forEach(look)
    waiting.forEach(look)
    return due
  }

  private func seconds(until time: UInt64, from now: UInt64) -> Int {
    time > now ? Int((time - now + 999_999_999) / 1_000_000_000) : 0
  }
}
