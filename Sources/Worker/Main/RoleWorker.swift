import Answers
import Catalog
import Exchange
import Keys
import LinuxIO
import Log
import Values
import Wire

/// A worker of any role: reads calls from the link, runs each when it comes and sends the answers as they
/// come. What the role can do are its tools; this knows none of them.
@LoopActor
final class RoleWorker {
  /// Calls at work at a time. The gateway keeps below it; more is a peer that broke its word.
  static let callCountMax = 128
  /// Answers that the gateway has not taken; reading rests above it.
  static let unsentByteCountMax = 64 * 1024 * 1024

  /// How long changes are gathered before they are told.
  static let changeNanoseconds: UInt64 = 50_000_000

  /// How long a worker whose key is refused stays to say so: the gateway sends what has waited for `ready`
  /// in the same moment in which the exchange answers about the key.
  static let refusingNanoseconds: UInt64 = 250_000_000

  private let arguments: WorkerArguments
  private let link: Channel
  private let calling: StreamReader
  private let control: Channel
  private let logger: Logger
  private let exchange: ExchangeClient
  private let tools: any ToolAnswering
  /// The calls at work. Searched one by one: there are few at a time, and the newest is asked for most.
  private var calls: [CallContext] = []
  private var violation: WireFailure?
  private var outgoing: [UInt8] = []
  private var isDraining = false
  /// Whether the gateway has said that no answer is left unread, or the tools know that one may be.
  private var isAtPeace = false
  private var isChangeDue = false
  private let end: Latch<ExitCode>
  private let watch: KeyWatch?
  private let relay: LogRelay

  /// Calls whose client is being asked something, and who waits for the answer.
  private var questions: [UInt64: (Confirmation) -> Void] = [:]

  /// - Parameters:
  ///   - end: set by whoever ends the worker; what `run` gives back.
  ///   - watch: who may end it for its key.
  ///   - relay: what of the log is on its way to clients.
  init(
    _ arguments: WorkerArguments, exchange: ExchangeClient, tools: any ToolAnswering, link: Channel,
    control: Channel, end: Latch<ExitCode>, watch: KeyWatch?, relay: LogRelay, logger: Logger
  ) {
    self.end = end
    self.watch = watch
    self.relay = relay
    self.arguments = arguments
    self.link = link
    calling = StreamReader(link, byteCountMax: Frame.linkByteCountMax + Frame.headByteCount)
    self.control = control
    self.logger = logger
    self.exchange = exchange
    self.tools = tools
  }

  func run() async -> ExitCode {
    send(
      .ready(
        ToSupervisor.Readiness(
          role: arguments.role, wireVersion: WireVersion.current, buildIdentity: CurrentProcess.buildIdentity,
          catalogDigest: Catalog.digest, sandbox: RoleDoors.words)))
    tell(.started)
    exchange.onUsage = { [unowned self] reading in
      send(
        .usage(
          BudgetUse(
            api: reading.api, usedWeight: UInt32(clamping: reading.usedWeight),
            stoppedMilliseconds: UInt32(clamping: reading.stoppedMilliseconds))))
    }
    tools.whenChanged { [unowned self] in announceChange() }
    exchange.prewarm()
    // Behind `ready`, so that nobody waits for it.
    CurrentProcess.releaseFreeMemory()
    onLoop { [self] in await receiveCalls() }
    onLoop { [self] in await receiveControl() }
    onLoop { [self] in
      while control.isOpen {
        await EventLoop.shared.sleep(nanoseconds: Heartbeat.intervalNanoseconds)
        tell(.heartbeat)
      }
    }
    let code = await end.value()
    if let refusal = watch?.refusal {
      answerUnsent(refusal)
      // And those that are on their way to here, which `begin` refuses.
      await EventLoop.shared.sleep(nanoseconds: Self.refusingNanoseconds)
    }
    relay.send()
    await link.flushed()
    // The launcher may have been quicker than the end of the link.
    if !link.hasReader { tellOfTheEnd() }
    return code
  }

  private func tell(_ message: ToLauncher) {
    var bytes: [UInt8] = []
    message.encode(into: &bytes)
    control.write(bytes)
  }

  private func send(_ message: ToSupervisor) {
    outgoing.removeAll(keepingCapacity: outgoing.capacity <= 1 << 20)
    message.encode(generation: arguments.generation, into: &outgoing)
    link.write(outgoing)
  }

  /// Says that orders or limits are not as before; several changes in a short time are one word.
  private func announceChange() {
    if isChangeDue { return }
    isChangeDue = true
    EventLoop.shared.schedule(at: EventLoop.now + Self.changeNanoseconds) { [weak self] in
      guard let self else { return }
      isChangeDue = false
      if link.isOpen { send(.changed) }
    }
  }

  private func receiveCalls() async {
    while true {
      let ending = await calling.run { [unowned self] buffer in takeMessages(&buffer) }
      if let violation {
        logger.error("the gateway broke the protocol: \(violation)")
        return end.set(.ownFault)
      }
      guard ending == .stopped else { break }
      await link.flushed()
    }
    // The gateway is gone: nobody waits for anything. The launcher will say what is next; it alone knows
    // whether this is the end of everything.
    let left = calls
    calls.removeAll()
    for call in left {
      call.cancel()
      answer(call.callID, .dismissed)
    }
    tellOfTheEnd()
    if isDraining { return end.set(.success) }
    EventLoop.shared.schedule(at: EventLoop.now + 2_000_000_000) { [end] in end.set(.success) }
  }

  /// Says once that nobody is there any more who reads answers.
  private func tellOfTheEnd() {
    if isAtPeace { return }
    isAtPeace = true
    tools.clientIsGone()
  }

  /// Acts on the messages that have arrived whole.
  ///
  /// - Returns: false when reading has to rest, for good or until the gateway has taken what waits for it.
  private func takeMessages(_ buffer: inout ReceiveBuffer) -> Bool {
    do throws(WireFailure) {
      while let frame = try Frame.decode(buffer.bytes, byteCountMax: Frame.linkByteCountMax) {
        let message = try ToWorker(frame)
        guard frame.generation == arguments.generation else {
          throw .notPermitted("a message of another generation")
        }
        buffer.drop(frame.byteCount)
        try handle(message)
      }
      return link.queuedByteCount <= Self.unsentByteCountMax
    } catch {
      violation = error
      return false
    }
  }

  @inline(__always)
  private static func more(_ buffer: inout ReceiveBuffer, _ channel: Channel) async -> Bool {
    do throws(Channel.Failure) {
      return try await channel.read(into: &buffer) > 0
    } catch {
      return false
    }
  }

  private func handle(_ message: ToWorker) throws(WireFailure) {
    switch message {
    case .call(let call):
      guard index(of: call.callID) == nil else { throw .notPermitted("this call") }
      // The launcher asks for it, and the gateway may not know yet.
      if isDraining { return finish(call.callID, false, Self.ending()) }
      guard calls.count < Self.callCountMax else { throw .notPermitted("one more call") }
      begin(call)
    case .cancel(let callID):
      guard let index = index(of: callID) else { return }
      calls.remove(at: index).cancel()
      answer(callID, .dismissed)
      if isDraining && calls.isEmpty { end.set(.success) }
    case .drain:
      isAtPeace = true
    case .confirmed(let callID, let verdict):
      // The call may have ended meanwhile.
      answer(callID, Confirmation(verdict))
    case .hearsay(let use):
      exchange.hear(
        use.api, usedWeight: Int(use.usedWeight), stoppedMilliseconds: Int(use.stoppedMilliseconds))
    }
  }

  /// What a call is answered that comes while the worker ends.
  private static func ending() -> [UInt8] {
    ToolFailure(
      kind: .exchangeUnavailable, message: "the worker is being restarted; nothing was sent",
      isRetryable: true, suggestion: "Call again in a second."
    ).envelope(timestampMilliseconds: EventLoop.wallClockMilliseconds)
  }

  /// Asks the person behind a call, by way of the gateway.
  private func ask(
    _ callID: UInt64, _ id: String, _ message: String, _ state: String,
    _ whenAnswered: @escaping (Confirmation) -> Void
  ) {
    guard questions[callID] == nil, index(of: callID) != nil else { return whenAnswered(.unavailable) }
    questions[callID] = whenAnswered
    send(.confirm(callID: callID, id: id, message: message, state: state))
  }

  private func answer(_ callID: UInt64, _ confirmation: Confirmation) {
    questions.removeValue(forKey: callID)?(confirmation)
  }

  private func index(of callID: UInt64) -> Int? {
    calls.lastIndex { $0.callID == callID }
  }

  /// Begins a call. What its arguments already say against it is answered at once.
  private func begin(_ call: WireCall) {
    do throws(ToolFailure) {
      if let refusal = watch?.refusal { throw refusal }
      let (tool, arguments) = try check(call)
      let context = context(of: call, to: tool)
      calls.append(context)
      tools.run(tool, arguments, for: context) { [self] result in finish(context, result) }
    } catch {
      finish(call.callID, false, error.envelope(timestampMilliseconds: EventLoop.wallClockMilliseconds))
    }
  }

  private func finish(_ call: CallContext, _ result: Result<[UInt8], ToolFailure>) {
    // A cancelled call has been forgotten: nobody waits for its answer.
    guard let index = calls.lastIndex(where: { $0 === call }) else { return }
    calls.remove(at: index)
    switch result {
    case .success(let envelope):
      finish(call.callID, true, envelope)
    case .failure(let failure):
      finish(
        call.callID, false, failure.envelope(timestampMilliseconds: EventLoop.wallClockMilliseconds))
    }
    if isDraining && calls.isEmpty { end.set(.success) }
  }

  /// Answers the calls of which nothing has been sent, since the key is not used: an order that waits for
  /// trading to open is one. Left without an answer its outcome would be called unknown.
  private func answerUnsent(_ refusal: ToolFailure) {
    for call in calls where call.sendCount == 0 {
      finish(call, .failure(refusal))
      // What was answered so must not be sent after all.
      call.cancel()
    }
  }

  /// Sends an answer.
  private func finish(_ callID: UInt64, _ isSuccess: Bool, _ envelope: [UInt8]) {
    let use = exchange.spotUse
    outgoing.removeAll(keepingCapacity: outgoing.capacity <= 1 << 20)
    ToSupervisor.Finished(
      callID: callID, isSuccess: isSuccess,
      usedWeight: UInt32(clamping: use.usedWeight), weightLimit: UInt32(clamping: use.limit),
      envelope: envelope[...]
    ).encode(generation: arguments.generation, into: &outgoing)
    link.write(outgoing)
  }

  /// Finds the tool and reads the arguments. They are checked again here, although the gateway has: a gateway
  /// that was taken over must not reach further than its tools.
  private func check(_ call: WireCall) throws(ToolFailure) -> (Tool, CheckedArguments) {
    guard let tool = Catalog.tool(named: call.toolName), arguments.serves(tool) else {
      throw ToolFailure(
        kind: .internalError, message: "the \(arguments.role) worker has no tool of this name",
        isRetryable: false)
    }
    // The gateway has looked already; a gateway that errs is stopped here.
    guard call.principal.permits(tool) else {
      throw ToolFailure(
        kind: .policyRefused, message: "\(call.principal.name) does not have the scope of \(tool.name)",
        suggestion: "The operator can make a token with more scopes: bulkhead token new.")
    }
    let document: JSONDocument
    do throws(JSONReader.Failure) {
      document = try JSONDocument(Array(call.arguments))
    } catch {
      throw ToolFailure(
        kind: .validationError, message: "the arguments are not valid JSON: \(error)", isRetryable: false)
    }
    return (tool, try ArgumentCheck.check(document.root, of: tool))
  }

  private func context(of call: WireCall, to tool: Tool) -> CallContext {
    let callID = call.callID
    var voice = CallVoice()
    if call.wantsProgress {
      voice.progress = { [unowned self] text in send(.progress(callID: callID, message: text)) }
    }
    let name = call.principal.name
    let principal = name.isEmpty ? CallContext.localPrincipal : name
    let deadline = EventLoop.turnTime + UInt64(call.timeoutMilliseconds) * 1_000_000
    if tool.effect == .reads {
      return CallContext(
        callID: callID, deadlineNanoseconds: deadline,
        sendCount: max(0, CallContext.sendCountMax - Int(call.sendCountMax)), principal: principal,
        voice: voice)
    }
    voice.intend = { [unowned self] id in send(.intended(callID: callID, clientOrderID: id)) }
    voice.confirm = { [unowned self] id, message, state, answer in ask(callID, id, message, state, answer) }
    return CallContext(
      callID: callID, deadlineNanoseconds: deadline, sendCountMax: CallContext.sendCountMaxOfWrite,
      isUrgent: true, principal: principal, voice: voice,
      reply: call.reply.map { HeldReply(state: $0.state, answer: Confirmation($0.verdict)) })
  }

  private func drain() {
    isDraining = true
    if calls.isEmpty { end.set(.success) }
  }

  private func receiveControl() async {
    var buffer = ReceiveBuffer(byteCountMax: 4 * Frame.controlByteCountMax)
    do throws(WireFailure) {
      while await Self.more(&buffer, control) {
        while let frame = try Frame.decode(buffer.bytes, byteCountMax: Frame.controlByteCountMax) {
          let message = try ToChild(frame)
          buffer.drop(frame.byteCount)
          guard message == .drain else { throw .notPermitted("a message for the gateway") }
          drain()
        }
      }
    } catch {
      logger.error("the launcher broke the protocol: \(error)")
    }
    // The launcher is gone: nothing of it may stay behind.
    CurrentProcess.exit(.ownFault)
  }
}
