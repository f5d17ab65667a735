internal import Catalog
internal import LinuxIO
internal import Log
internal import Wire

/// Over HTTP the gateway is one more process that may die: the socket stays, and so do those who wait at it.
extension Launcher {
  /// How long a worker whose gateway is gone may take to end by itself: one that moves money writes down what
  /// the exchange still says.
  static let orphanNanoseconds: UInt64 = 3_000_000_000

  /// Begins to listen.
  ///
  /// - Returns: false when that cannot be; it is told, and the program is to end with it.
  func listens(_ network: LauncherConfiguration.Network) -> Bool {
    do throws(SystemFailure) {
      listening = try ListeningSocket(address: network.address, port: network.port)
      return true
    } catch {
      let failure = ListenFailure(
        error, address: network.address, port: network.port,
        taken: "bulkhead status shows whether it is one of your servers, and --port N takes another port",
        elsewhere: "--host ADDRESS and --port N name another place")
      logger.error(failure.words)
      exitCode.set(failure.exitCode)
      return false
    }
  }

  /// Starts the gateway with the socket that clients connect to.
  func startNetworkGateway(_ network: LauncherConfiguration.Network) throws(SystemFailure) {
    guard let listening else { return }
    let null = try OwnedDescriptor.null()
    var arguments = gatewayArguments + ["--listen", network.address]
    for host in network.allowedHosts { arguments += ["--allowed-host", host] }
    for origin in network.allowedOrigins { arguments += ["--allowed-origin", origin] }
    for proxy in network.trustedProxies { arguments += ["--trusted-proxy", proxy] }
    if !network.demandsToken { arguments += ["--tokens", "off"] }
    gatewaySupervision.start(at: EventLoop.now)
    let compartment = try startGateway(
      arguments: arguments, descriptors: [null.number, 2, 2, listening.number])
    onLoop { [self] in
      let ending = await compartment.process.ended()
      compartment.control.close()
      follow(compartment, ending)
    }
  }

  /// The gateway says that it works: the first time the operator is told where.
  func noteGatewayStarted() {
    guard let network = configuration.network else { return }
    gatewaySupervision.becomeReady(at: EventLoop.now)
    if hasToldAddress {
      return logger.notice("the gateway is back (generation \(gatewaySupervision.generation))")
    }
    hasToldAddress = true
    StandardStream.error.write(readyLine(network))
  }

  /// Where clients of this machine connect to, without a path.
  func address(_ network: LauncherConfiguration.Network) -> String {
    let host = network.address.utf8.contains(UInt8(ascii: ":")) ? "[\(network.address)]" : network.address
    return "http://\(host):\(listening?.port ?? network.port)"
  }

  /// The address that clients of the kind that was asked for are given.
  func endpoint(_ network: LauncherConfiguration.Network) -> String {
    address(network) + (network.tellsOldStream ? "/sse" : "/mcp")
  }

  private func readyLine(_ network: LauncherConfiguration.Network) -> String {
    let other = network.tellsOldStream ? "/mcp" : "/sse"
    let token = network.demandsToken ? "with a bearer token" : "without a token"
    return "bulkhead: MCP at \(endpoint(network)) (and \(other)), \(token)\n"
  }

  private func follow(_ compartment: Compartment, _ ending: ChildProcess.Ending) {
    if isEnding { return exitCode.set(.success) }
    gateway = nil
    let verdict = gatewaySupervision.end(
      .crashed(cause: "\(ending)"), at: EventLoop.now, jitter: CurrentProcess.randomBytes(1)[0])
    endOrphans()
    guard case .restart(let delay) = verdict else { return exitCode.set(.ownFault) }
    logger.error("the gateway ended with \(ending); the next one starts in \(delay) ms")
    EventLoop.shared.schedule(at: EventLoop.now + UInt64(delay) * 1_000_000) { [self] in startAgain() }
  }

  private func startAgain() {
    guard !isEnding, let network = configuration.network else { return }
    do throws(SystemFailure) {
      try startNetworkGateway(network)
    } catch {
      logger.error("cannot start the gateway: \(error)")
      EventLoop.shared.schedule(at: EventLoop.now + 1_000_000_000) { [self] in startAgain() }
      return
    }
    guard hasStartedWorkers else { return }
    for slot in slots where slot.compartment == nil {
      if case .stopped(let cause) = slot.supervision.state {
        // Only the operator starts it again; the new gateway has to know.
        gateway?.send(
          .down(
            ToChild.Down(
              role: slot.role, generation: slot.supervision.generation, retryMilliseconds: ToChild.Down.never,
              restartCount: slot.supervision.restartCount, cause: cause)))
      } else if slot.restartTimer == nil {
        // It ended while there was no gateway; the others follow when they have.
        startWorker(slot)
      }
    }
  }

  /// Workers without their gateway end, and are started anew for the next one. One that only reads has
  /// nothing to lose.
  private func endOrphans() {
    for slot in slots {
      if case .stopped = slot.supervision.state { continue }
      slot.supervision.reset()
      guard let compartment = slot.compartment else { continue }
      guard slot.role == .trading else {
        compartment.process.kill()
        continue
      }
      EventLoop.shared.schedule(at: EventLoop.now + Self.orphanNanoseconds) { compartment.process.kill() }
    }
  }
}
