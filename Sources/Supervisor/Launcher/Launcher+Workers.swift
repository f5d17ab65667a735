internal import Catalog
internal import Configuration
internal import LinuxIO
internal import Log
internal import Values
internal import Wire

extension Launcher {
  func name(of role: Role) -> String { "\(role) worker" }

  /// Starts a role's worker and hands the other end of its link to the gateway.
  func startWorker(_ slot: WorkerSlot) {
    slot.restartTimer = nil
    guard !isEnding, slot.compartment == nil, let gateway else { return }
    slot.refusal = nil
    slot.restartReason = nil
    slot.isKilledForRestart = false
    slot.supervision.start(at: EventLoop.now)
    let generation = slot.supervision.generation
    if slot.role != .market && keys[for: slot.role].isEmpty {
      return follow(slot, ending: .unusable(cause: "there is no key for it"))
    }
    let command = WorkerCommand(
      slot.role, generation: generation, configuration, keys: keys, spotURL: spotURL,
      futuresURL: futuresURL, state: state?.place)
    do throws(SystemFailure) {
      let link = try DescriptorPair.sockets()
      let control = try DescriptorPair.sockets()
      let null = try OwnedDescriptor.null()
      let plan = ChildProcess.Plan(
        path: "\(programFolder)/bulkhead-worker", arguments: ["bulkhead-worker"] + command.arguments,
        environment: command.environment,
        // Its standard output is stderr: nothing that a worker prints can reach the protocol. The pages are
        // 5 and 6; they stay open here, for the next life.
        descriptors: [null.number, 2, 2, link.second.number, control.second.number]
          + command.pages.map { $0?.number ?? null.number })
      let process = try ChildProcess(plan)
      let compartment = Compartment(
        name: name(of: slot.role), process: process, control: try Channel(control.first))
      slot.compartment = compartment
      watch(slot, compartment)
      var bytes: [UInt8] = []
      ToChild.link(role: slot.role, generation: generation, pid: process.pid).encode(into: &bytes)
      if !gateway.control.send(bytes, passing: link.first) {
        // It is ending, most often with the client; what that means is judged where it is waited for.
        logger.info("the gateway takes no link any more")
        gateway.process.kill()
      }
    } catch {
      logger.error("cannot start the \(name(of: slot.role)): \(error)")
      follow(slot, ending: .crashed(cause: "\(error)"))
    }
  }

  private func watch(_ slot: WorkerSlot, _ compartment: Compartment) {
    onLoop { [self] in
      let ending = await compartment.process.ended()
      compartment.control.close()
      slot.compartment = nil
      if compartment.isEnding && isEnding { return }
      let isAsked =
        slot.restartReason != nil && (ending == .exited(ExitCode.success.rawValue) || slot.isKilledForRestart)
      follow(slot, ending: judge(ending, slot, isAsked: isAsked), isAsked: isAsked)
    }
    onLoop { [self] in
      do throws(WireFailure) {
        try await compartment.receive { message throws(WireFailure) in
          guard message == .started || message == .heartbeat else {
            throw .notPermitted("a message of the gateway's")
          }
        }
      } catch {
        logger.error("the \(compartment.name) broke the protocol: \(error)")
        compartment.process.kill()
      }
    }
  }

  /// What an ending means for the next start.
  private func judge(
    _ ending: ChildProcess.Ending, _ slot: WorkerSlot, isAsked: Bool
  ) -> Supervision.Ending {
    if let refusal = slot.refusal { return .unusable(cause: refusal) }
    if isAsked, let reason = slot.restartReason { return .crashed(cause: "restarted (\(reason))") }
    switch ending {
    case .exited(ExitCode.credentialRefused.rawValue):
      return .unusable(cause: Self.next("its key was refused", ending, slot.role))
    case .exited(ExitCode.configuration.rawValue):
      return .unusable(cause: Self.next("its key or its configuration cannot be used", ending, slot.role))
    case .exited(ExitCode.usage.rawValue):
      return .unusable(cause: "\(ending)")
    default:
      return .crashed(cause: "\(ending)")
    }
  }

  private static func next(_ what: String, _ ending: ChildProcess.Ending, _ role: Role) -> String {
    "\(what) (\(ending)). The server's log says why; once that is mended: bulkhead restart \(role.name)"
  }

  private func follow(_ slot: WorkerSlot, ending: Supervision.Ending, isAsked: Bool = false) {
    let generation = slot.supervision.generation
    let jitter = CurrentProcess.randomBytes(1)[0]
    let verdict = slot.supervision.end(ending, at: EventLoop.now, jitter: jitter)
    let down: ToChild.Down
    switch verdict {
    case .restart(let delay):
      let cause = if case .crashed(let cause) = ending { cause } else { "" }
      logger.log(
        isAsked ? .info : .warning,
        "the \(name(of: slot.role)) ended: \(cause); the next one starts in \(delay) ms")
      down = ToChild.Down(
        role: slot.role, generation: generation, retryMilliseconds: delay,
        restartCount: slot.supervision.restartCount, cause: cause, isAsked: isAsked)
      slot.restartTimer = EventLoop.shared.schedule(at: EventLoop.now + UInt64(delay) * 1_000_000) { [self] in
        startWorker(slot)
      }
    case .stay(let cause):
      logger.error("the \(name(of: slot.role)) is not started again: \(cause)")
      down = ToChild.Down(
        role: slot.role, generation: generation, retryMilliseconds: ToChild.Down.never,
        restartCount: slot.supervision.restartCount, cause: cause)
    }
    gateway?.send(.down(down))
  }

  /// Ends a role's worker so that a new one takes its place, or starts one that had been given up.
  ///
  /// It may end what it has begun first: an order under way gets its answer, and its place in the journal.
  /// One that is still starting has begun nothing, and would say that it is ready before it ends.
  func restart(_ slot: WorkerSlot, because reason: String) {
    logger.notice("restarting the \(name(of: slot.role)): \(reason)")
    let isAtWork = if case .ready = slot.supervision.state { true } else { false }
    slot.supervision.reset()
    slot.restartTimer?.cancel()
    if let compartment = slot.compartment {
      slot.restartReason = reason
      guard isAtWork else {
        slot.isKilledForRestart = true
        return compartment.process.kill()
      }
      compartment.send(.drain)
      EventLoop.shared.schedule(at: EventLoop.now + Self.drainNanoseconds) { [weak slot, weak compartment] in
        guard let compartment, let slot, slot.compartment === compartment else { return }
        slot.isKilledForRestart = true
        compartment.process.kill()
      }
    } else {
      startWorker(slot)
    }
  }
}
