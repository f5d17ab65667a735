internal import Catalog
internal import Configuration
public import LinuxIO
public import Log
internal import Operator
internal import Values
internal import Wire

/// The process that starts, watches and restarts all others. It parses nothing from outside.
///
/// Kept apart from the gateway because sandboxes are inherited: a process that is locked down enough to read
/// hostile bytes is too locked down to start a worker, and one that can start workers should read no hostile
/// bytes. It is the split of sshd into sshd and sshd-session.
@LoopActor
public final class Launcher {
  /// A child that says nothing for this long is ended. Heartbeats come every `Heartbeat.intervalNanoseconds`.
  static let silenceNanoseconds: UInt64 = 5_000_000_000 + Heartbeat.intervalNanoseconds
  /// How long a worker may take to say that it is ready.
  static let readyNanoseconds: UInt64 = 10_000_000_000
  /// How long a drained child may take before it is killed.
  static let drainNanoseconds: UInt64 = 1_000_000_000

  /// What was asked for; `lookAgain` changes its keys and its trading mode.
  var configuration: LauncherConfiguration
  let logger: Logger
  let programFolder: String
  var gateway: Compartment?
  /// When the gateway is started again: over HTTP only, where clients come back by themselves.
  var gatewaySupervision = Supervision(retriesForEver: true)
  /// Whether workers have what they need, so that they may be started.
  var hasStartedWorkers = false
  /// Whether the operator was told where the server is.
  var hasToldAddress = false
  /// Where clients connect, held here so that nobody is turned away while a gateway takes another's place.
  var listening: ListeningSocket?
  var slots: [WorkerSlot] = []
  var paper: PaperProcess?
  var spotURL: String?
  var futuresURL: String?
  /// The keys that the next life of a worker gets.
  var keys: NamedKeys {
    get { configuration.keys }
    set { configuration.keys = newValue }
  }
  var state: ServerState?
  var desk: OperatorListener?
  /// Who is let in over the network, as the gateway was told the last time.
  var accessReading: AccessPlan.Reading?
  var isWatchingAccess = false
  var isEnding = false
  let exitCode = Latch<ExitCode>()

  /// - Parameter programFolder: where `bulkhead`, `bulkhead-worker` and `bulkhead-paper` lie.
  public init(_ configuration: LauncherConfiguration, programFolder: String, logger: Logger) {
    self.configuration = configuration
    self.programFolder = programFolder
    self.logger = logger
    spotURL = configuration.spotURL
    futuresURL = configuration.futuresURL
  }

  /// Starts everything and stays until it is asked to end or the gateway has ended.
  ///
  /// - Parameters:
  ///   - input: the client's bytes, handed on to the gateway; not used over HTTP.
  ///   - output: where the gateway writes the protocol; not used over HTTP.
  public func run(input: consuming OwnedDescriptor, output: consuming OwnedDescriptor) async -> ExitCode {
    // Before anything is started that would have to be ended again.
    if let network = configuration.network, !listens(network) { return await exitCode.value() }
    do throws(SystemFailure) {
      // Over HTTP the server is nobody's child: whoever started it may be gone long before it ends.
      let parent = configuration.network == nil ? ParentWatch() : nil
      watchForTheEnd(signals: try SignalSource([.interrupt, .terminate, .hangup]), parent: parent)
      slots = configuration.roles.map { WorkerSlot(role: $0, retriesForEver: $0 == .market) }
      if let network = configuration.network {
        try startNetworkGateway(network)
      } else {
        try startGateway(input: input, output: output)
      }
      openState()
      // The gateway alone holds the client's ends now: when it dies, the client sees the end of the stream.
      if let arguments = configuration.paperArguments { try await startPaper(arguments) }
      hasStartedWorkers = true
      if !isEnding && !exitCode.isSet { for slot in slots { startWorker(slot) } }
      watchHeartbeats()
      CurrentProcess.releaseFreeMemory()
    } catch {
      logger.error("cannot start: \(error)")
      exitCode.set(error.isPassing ? .tryAgain : .ownFault)
    }
    let code = await exitCode.value()
    await endAll()
    desk?.close()
    paper?.clear()
    state?.clear()
    return code
  }

  private func watchForTheEnd(signals: SignalSource, parent: ParentWatch?) {
    onLoop { [self] in
      while true {
        let signal = await signals.next()
        if signal == .hangup {
          lookAgain()
          for slot in slots { restart(slot, because: "SIGHUP") }
        } else {
          logger.info("asked to end by a signal")
          finish()
        }
      }
    }
    guard let parent else { return }
    onLoop { [self] in
      await parent.ended()
      logger.info("the client's process has ended")
      finish()
    }
  }

  /// Asks the gateway to answer what is pending and to end; it has `drainNanoseconds` for that.
  private func finish() {
    isEnding = true
    // One that is still starting would be waited for; one at work is what pending calls are answered from.
    if slots.allSatisfy({ $0.compartment == nil }) { paper?.end() }
    guard let gateway else { return exitCode.set(.success) }
    gateway.isEnding = true
    gateway.send(.drain)
    EventLoop.shared.schedule(at: EventLoop.now + Self.drainNanoseconds) { [exitCode] in
      exitCode.set(.success)
    }
  }

  /// Ends every child: first by asking, then by force, so that nothing is left behind.
  private func endAll() async {
    isEnding = true
    endPaper()
    var running: [Compartment] = []
    for slot in slots {
      slot.restartTimer?.cancel()
      guard let compartment = slot.compartment else { continue }
      compartment.isEnding = true
      compartment.send(.drain)
      running.append(compartment)
    }
    if let gateway { gateway.process.kill() }
    let paper = paper
    let deadline = EventLoop.shared.schedule(at: EventLoop.now + Self.drainNanoseconds) {
      for compartment in running { compartment.process.kill() }
      paper?.kill()
    }
    for compartment in running { _ = await compartment.process.ended() }
    await paper?.ended()
    deadline.cancel()
  }

  /// Looks once a second for children whose work loop has stopped.
  private func watchHeartbeats() {
    onLoop { [self] in
      var before = EventLoop.now
      while !isEnding {
        await EventLoop.shared.sleep(nanoseconds: 1_000_000_000)
        let now = EventLoop.now
        // When this process itself was stopped or starved, silence proves nothing about the others.
        let wasAsleep = now - before > 3_000_000_000
        before = now
        for slot in slots { endIfNeverReady(slot, now: now) }
        for compartment in slots.compactMap({ $0.compartment }) + [gateway].compactMap({ $0 }) {
          if wasAsleep {
            compartment.noteHeard()
          } else if compartment.endIfSilent(now: now, lateNanoseconds: Self.silenceNanoseconds) {
            logger.error(
              "the \(compartment.name) (pid \(compartment.process.pid)) has stopped answering and is ended")
          }
        }
      }
    }
  }

  /// A worker that lives but never says that it is ready would let every call wait for its whole deadline.
  private func endIfNeverReady(_ slot: WorkerSlot, now: UInt64) {
    guard case .starting(let since) = slot.supervision.state, let compartment = slot.compartment else {
      return
    }
    guard now > since, now - since > Self.readyNanoseconds else { return }
    logger.error(
      "the \(compartment.name) (pid \(compartment.process.pid)) does not become ready and is ended")
    compartment.process.kill()
  }
}
