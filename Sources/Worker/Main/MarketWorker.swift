import Catalog
import Exchange
import LinuxIO
import Log
import Market
import Values
import Wire

/// The market worker: public data, no key. Reads calls from the link, runs each as a task of its own and
/// sends the answers as they come.
@LoopActor
final class MarketWorker {
  /// Calls at work at a time. The gateway keeps below it; more is a peer that broke its word.
  static let callCountMax = 128
  /// Answers that the gateway has not taken; reading rests above it.
  static let unsentByteCountMax = 64 * 1024 * 1024

  private let arguments: WorkerArguments
  private let link: Channel
  private let control: Channel
  private let logger: Logger
  private let exchange: ExchangeClient
  private let tools: MarketTools
  private var calls: [UInt64: CallContext] = [:]
  private var outgoing: [UInt8] = []
  private var isDraining = false
  private let end = Latch<ExitCode>()

  init(_ arguments: WorkerArguments, link: Channel, control: Channel, logger: Logger) {
    self.arguments = arguments
    self.link = link
    self.control = control
    self.logger = logger
    exchange = ExchangeClient(configuration: arguments.exchange)
    tools = MarketTools(exchange: exchange, venue: arguments.exchange.venue) {
      EventLoop.wallClockMilliseconds
    }
  }

  func run() async -> ExitCode {
    send(
      .ready(
        ToSupervisor.Readiness(
          role: arguments.role, wireVersion: WireVersion.current, buildIdentity: CurrentProcess.buildIdentity,
          catalogDigest: Catalog.digest, sandbox: "no_new_privs, not dumpable, own descriptors only")))
    tell(.started)
    exchange.prewarm()
    onLoop { [self] in await receiveCalls() }
    onLoop { [self] in await receiveControl() }
    onLoop { [self] in
      while control.isOpen {
        await EventLoop.shared.sleep(nanoseconds: Heartbeat.intervalNanoseconds)
        tell(.heartbeat)
      }
    }
    let code = await end.value()
    await link.flushed()
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

  private func receiveCalls() async {
    var buffer = ReceiveBuffer(byteCountMax: Frame.linkByteCountMax + Frame.headByteCount)
    do throws(WireFailure) {
      while await Self.more(&buffer, link) {
        while let frame = try Frame.decode(buffer.bytes, byteCountMax: Frame.linkByteCountMax) {
          let message = try ToWorker(frame)
          guard frame.generation == arguments.generation else {
            throw .notPermitted("a message of another generation")
          }
          buffer.drop(frame.byteCount)
          try handle(message)
        }
        if link.queuedByteCount > Self.unsentByteCountMax { await link.flushed() }
      }
      // The gateway is gone: nobody waits for anything. The launcher will say what is next; it alone knows
      // whether this is the end of everything.
      for call in calls.values { call.cancel() }
      calls.removeAll()
      EventLoop.shared.schedule(at: EventLoop.now + 2_000_000_000) { [end] in end.set(.success) }
    } catch {
      logger.error("the gateway broke the protocol: \(error)")
      end.set(.ownFault)
    }
  }

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
      guard calls[call.callID] == nil, !isDraining else { throw .notPermitted("this call") }
      guard calls.count < Self.callCountMax else { throw .notPermitted("one more call") }
      begin(call)
    case .cancel(let callID):
      calls.removeValue(forKey: callID)?.cancel()
    case .drain:
      drain()
    }
  }

  private func begin(_ call: WireCall) {
    let context = CallContext(
      callID: call.callID,
      deadlineNanoseconds: EventLoop.now + UInt64(call.timeoutMilliseconds) * 1_000_000,
      sendCount: max(0, CallContext.sendCountMax - Int(call.sendCountMax)),
      onProgress: call.wantsProgress
        ? { [unowned self] text in send(.progress(callID: call.callID, message: text)) } : nil)
    calls[call.callID] = context
    onLoop { [self] in
      let (isSuccess, envelope) = await answer(call, context)
      // A cancelled call has been forgotten: nobody waits for its answer.
      guard calls.removeValue(forKey: call.callID) != nil else { return }
      let budget = exchange.budget
      send(
        .finished(
          ToSupervisor.Finished(
            callID: call.callID, isSuccess: isSuccess, usedWeight: UInt32(clamping: budget.used),
            weightLimit: UInt32(clamping: budget.limit), envelope: envelope[...])))
      if isDraining && calls.isEmpty { end.set(.success) }
    }
  }

  /// Runs a call. The arguments are checked again here, although the gateway has: a gateway that was taken
  /// over must not reach further than its tools.
  private func answer(_ call: WireCall, _ context: CallContext) async -> (isSuccess: Bool, envelope: [UInt8])
  {
    do throws(ToolFailure) {
      guard let tool = Catalog.tool(named: call.toolName), tool.role == arguments.role else {
        throw ToolFailure(
          kind: .internalError, message: "the \(arguments.role) worker has no tool of this name",
          isRetryable: false)
      }
      let document: JSONDocument
      do throws(JSONReader.Failure) {
        document = try JSONDocument(Array(call.arguments))
      } catch {
        throw ToolFailure(
          kind: .validationError, message: "the arguments are not valid JSON: \(error)", isRetryable: false)
      }
      let checked = try ArgumentCheck.check(document.root, of: tool)
      return (true, try await tools.run(tool, checked, for: context))
    } catch {
      return (false, error.envelope(timestampMilliseconds: EventLoop.wallClockMilliseconds))
    }
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
