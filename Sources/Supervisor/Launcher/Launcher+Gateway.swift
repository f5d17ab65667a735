internal import Catalog
internal import LinuxIO
internal import Log
internal import Values
internal import Wire

extension Launcher {
  /// Starts the gateway with the client's streams.
  func startGateway(
    input: consuming OwnedDescriptor, output: consuming OwnedDescriptor
  ) throws(SystemFailure) {
    let null = try OwnedDescriptor.null()
    let compartment = try startGateway(
      arguments: gatewayArguments, descriptors: [input.number, output.number, 2, null.number])
    onLoop { [self] in
      let ending = await compartment.process.ended()
      if ending != .exited(0) { logger.error("the gateway ended with \(ending)") }
      exitCode.set(ending == .exited(0) || isEnding ? .success : .ownFault)
      isEnding = true
      // A paper exchange that is still starting would be waited for.
      endPaper()
    }
  }

  var gatewayArguments: [String] {
    var arguments = [
      "bulkhead", "internal-gateway", "--venue", configuration.venue.rawValue,
      "--call-timeout-ms", "\(configuration.callTimeoutMilliseconds)", "--log-level",
      configuration.logLevel.name, "--roles", configuration.roles.map(\.name).joined(separator: ","),
      "--account-role", configuration.accountRole.name, "--trading",
      configuration.tradingMode.mayTrade ? "on" : "off",
    ]
    if let selection = configuration.toolSelection { arguments += ["--tools", selection] }
    return arguments
  }

  /// Starts a gateway process.
  ///
  /// - Parameter descriptors: what becomes 0 to 3 in it; 4 is its control socket.
  func startGateway(arguments: [String], descriptors: [Int32]) throws(SystemFailure) -> Compartment {
    let control = try DescriptorPair.sockets()
    let plan = ChildProcess.Plan(
      path: "\(programFolder)/bulkhead", arguments: arguments,
      environment: ChildEnvironment.make(reachesNetwork: false),
      // It gets its links to workers over the control socket.
      descriptors: descriptors + [control.second.number])
    let process = try ChildProcess(plan)
    let compartment = Compartment(name: "gateway", process: process, control: try Channel(control.first))
    gateway = compartment
    announceAccess()
    onLoop { [self] in
      do throws(WireFailure) {
        try await compartment.receive { message throws(WireFailure) in try handle(message) }
      } catch {
        logger.error("the gateway broke the protocol: \(error)")
        process.kill()
      }
    }
    return compartment
  }

  private func handle(_ message: ToLauncher) throws(WireFailure) {
    switch message {
    case .started:
      noteGatewayStarted()
    case .heartbeat:
      return
    case .ready(let role, let generation):
      guard let slot = slot(role, generation) else { return }
      slot.supervision.becomeReady(at: EventLoop.now)
      logger.info("\(name(of: role)) is ready (generation \(generation))")
    case .refused(let role, let generation, let isPermanent, let reason):
      guard let slot = slot(role, generation) else { return }
      logger.error("\(name(of: role)): \(reason)")
      if isPermanent { slot.refusal = reason }
      slot.compartment?.process.kill()
    }
  }

  /// The slot of a life that still is the current one; word of an older one has crossed its end on the way
  /// and means nothing.
  private func slot(_ role: Role, _ generation: UInt32) -> WorkerSlot? {
    slots.first { $0.role == role && $0.supervision.generation == generation }
  }
}
