public import Authorization
internal import Catalog
internal import Links
public import LinuxIO
public import Log
internal import MCP
internal import Values
internal import Wire

/// The process that reads clients' bytes. It holds no key, starts no process and opens no outgoing
/// connection.
@LoopActor
public final class Gateway {
  /// How its clients come.
  enum Clients {
    /// One, on standard streams.
    case stream(StdioTransport)
    /// Many, over HTTP.
    case network(HTTPTransport)
  }

  /// How long pending calls may still take once the launcher has asked for the end.
  static let drainNanoseconds: UInt64 = 700_000_000

  private let offered: Offered
  private let control: Channel
  private let logger: Logger
  let links: Links
  let clients: Clients
  /// Set by the launcher's first word on who is let in.
  private let areRulesKnown = Latch<Void>()

  /// A gateway for one client on standard streams.
  ///
  /// - Parameters:
  ///   - control: the socket to the launcher.
  ///   - input: the client's messages.
  ///   - output: ours; nothing else writes there.
  public init(
    _ configuration: GatewayConfiguration, control: Channel, input: Channel, output: Channel, logger: Logger
  ) {
    offered = Offered(configuration)
    self.control = control
    self.logger = logger
    links = Self.links(configuration, control, logger)
    clients = .stream(
      StdioTransport(
        input: input, output: output, server: Self.describe(configuration, .all), links: links,
        logger: logger))
    links.observe { [unowned self] notice in hear(notice) }
  }

  /// A gateway for many clients over HTTP.
  ///
  /// - Parameters:
  ///   - control: the socket to the launcher.
  ///   - listener: where clients connect; the launcher holds the same socket.
  public init(
    _ configuration: GatewayConfiguration, control: Channel, listener: TCPListener,
    _ settings: HTTPTransportSettings, authorizer: Authorizer, logger: Logger
  ) {
    offered = Offered(configuration)
    self.control = control
    self.logger = logger
    links = Self.links(configuration, control, logger)
    let transport = HTTPTransport(settings, listener: listener, authorizer: authorizer, logger: logger) {
      [links, offered] in Self.describe(offered.configuration, $0, stopped: links.stoppedRoles)
    }
    clients = .network(transport)
    transport.connect(Self.desk(links))
    links.connect(
      Links.Handlers(
        deliver: { [unowned transport] in transport.deliver($0, isSuccess: $1, envelope: $2) },
        progress: { [unowned transport] in transport.progress($0, message: $1, elapsedSeconds: $2) },
        confirm: { [unowned transport] in
          transport.confirm($0.callID, message: $0.message, state: $0.state)
        }))
    links.observe { [unowned self] notice in hear(notice) }
  }

  /// What the launcher offers at the moment.
  var configuration: GatewayConfiguration { offered.configuration }

  private static func links(
    _ configuration: GatewayConfiguration, _ control: Channel, _ logger: Logger
  ) -> Links {
    // What the launcher starts, not what is listed: a selection without market tools still has a market
    // worker.
    Links(
      roles: configuration.roles, accountRole: configuration.accountRole, venue: configuration.venue,
      version: configuration.version,
      callTimeoutMilliseconds: configuration.callTimeoutMilliseconds, launcher: control, logger: logger)
  }

  private static func desk(_ links: Links) -> CallDesk {
    CallDesk(
      submit: { [unowned links] callID, client, call, principal in
        links.submit(
          callID: callID, client: client, tool: call.tool, principal: principal, arguments: call.arguments,
          wantsProgress: call.wantsProgress,
          reply: call.reply.map { WireReply(state: $0.state, verdict: PersonVerdict($0.verdict)) })
      },
      cancel: { [unowned links] in links.cancel($0) },
      confirmed: { [unowned links] in links.confirmed($0, PersonVerdict($1)) })
  }

  /// Serves until the one client's input ends or the launcher asks for the end.
  public func run() async -> ExitCode {
    tell(.started)
    CurrentProcess.releaseFreeMemory()
    onLoop { [self] in await receiveControl() }
    onLoop { [self] in
      while control.isOpen {
        await EventLoop.shared.sleep(nanoseconds: Heartbeat.intervalNanoseconds)
        tell(.heartbeat)
      }
    }
    switch clients {
    case .stream(let transport): return await serve(transport)
    case .network(let transport): return await serve(transport)
    }
  }

  private func serve(_ transport: StdioTransport) async -> ExitCode {
    switch await transport.run() {
    case .finished:
      // A client that was killed ends our input just the same, but nobody holds the other end of our output.
      if transport.hasReader { links.drain() }
      return .success
    case .nothingReceived:
      logger.notice(
        "the input ended before its first byte. This is an MCP server: a client starts it and speaks over "
          + "stdin. To look around, run: bulkhead tour (in a clone: ./run tour)")
      return .success
    case .outputClosed:
      logger.info("the client stopped reading")
      return .success
    }
  }

  private func serve(_ transport: HTTPTransport) async -> ExitCode {
    // A client that comes a moment too early waits in the queue of the socket: an answer that says that its
    // token is unknown would send it away for good.
    if transport.settings.demandsToken { await areRulesKnown.value() }
    do throws(SystemFailure) {
      try await transport.run()
      links.drain()
      return .success
    } catch {
      logger.error("cannot accept clients any more: \(error)")
      return .ownFault
    }
  }

  private func tell(_ message: ToLauncher) {
    var bytes: [UInt8] = []
    message.encode(into: &bytes)
    control.write(bytes)
  }

  private func receiveControl() async {
    var buffer = ReceiveBuffer(byteCountMax: Frame.accessByteCountMax + Frame.controlByteCountMax)
    var passed: OwnedDescriptor?
    do throws(WireFailure) {
      while await more(&buffer, &passed) {
        while let frame = try Frame.decode(buffer.bytes, byteCountMax: Frame.accessByteCountMax) {
          let message = try ToChild(frame)
          buffer.drop(frame.byteCount)
          try handle(message, &passed)
        }
      }
    } catch {
      logger.error("the launcher broke the protocol: \(error)")
    }
    // Without the launcher nobody would restart a worker, and nobody would end us.
    CurrentProcess.exit(.ownFault)
  }

  private func more(_ buffer: inout ReceiveBuffer, _ passed: inout OwnedDescriptor?) async -> Bool {
    do throws(Channel.Failure) {
      return try await control.receive(into: &buffer, descriptor: &passed) > 0
    } catch {
      return false
    }
  }

  private func handle(_ message: ToChild, _ passed: inout OwnedDescriptor?) throws(WireFailure) {
    switch message {
    case .drain:
      switch clients {
      case .stream(let transport): transport.drain()
      case .network(let transport): transport.drain()
      }
      // The launcher waits for a second; a call that an exchange keeps waiting is answered before that is
      // over.
      EventLoop.shared.schedule(at: EventLoop.now + Self.drainNanoseconds) { [links] in links.end() }
    case .link(let role, let generation, let pid):
      guard let descriptor = passed.take() else { throw .notPermitted("a link without its descriptor") }
      guard links.open(role, generation: generation, pid: pid, descriptor) else {
        throw .notPermitted("a link of a role that is not configured")
      }
    case .offer(let offer):
      links.follow(roles: offer.roles, accountRole: offer.accountRole)
      offered.configuration.follow(offer)
      describeAgain()
    case .access(let rules):
      guard case .network(let transport) = clients else {
        throw .notPermitted("a word on who is let in, over stdio")
      }
      for trouble in transport.follow(rules) { logger.error(trouble) }
      areRulesKnown.set(())
    case .down(let down):
      links.down(
        down.role, generation: down.generation,
        retryMilliseconds: down.retryMilliseconds == ToChild.Down.never ? nil : down.retryMilliseconds,
        restartCount: down.restartCount, cause: down.cause, isAsked: down.isAsked)
    }
  }
}
