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
  /// How long pending calls may still take once the launcher has asked for the end.
  static let drainNanoseconds: UInt64 = 700_000_000

  private let configuration: GatewayConfiguration
  private let control: Channel
  private let logger: Logger
  private let links: Links
  private let transport: StdioTransport

  /// - Parameters:
  ///   - control: the socket to the launcher.
  ///   - input: the client's messages.
  ///   - output: ours; nothing else writes there.
  public init(
    _ configuration: GatewayConfiguration, control: Channel, input: Channel, output: Channel, logger: Logger
  ) {
    self.configuration = configuration
    self.control = control
    self.logger = logger
    // What the launcher starts, not what is listed: a selection without market tools still has a market
    // worker.
    links = Links(
      roles: configuration.roles, accountRole: configuration.accountRole, venue: configuration.venue,
      version: configuration.version,
      callTimeoutMilliseconds: configuration.callTimeoutMilliseconds, launcher: control, logger: logger)
    transport = StdioTransport(
      input: input, output: output, server: Self.describe(configuration), links: links, logger: logger)
  }

  private static func describe(_ configuration: GatewayConfiguration) -> ServerDescription {
    ServerDescription(
      name: "bulkhead", version: configuration.version,
      instructions: Instructions.text(for: configuration.venue, tools: configuration.tools),
      tools: configuration.tools)
  }

  /// Serves the client until its input ends or the launcher asks for the end.
  public func run() async -> ExitCode {
    tell(.started)
    onLoop { [self] in await receiveControl() }
    onLoop { [self] in
      while control.isOpen {
        await EventLoop.shared.sleep(nanoseconds: Heartbeat.intervalNanoseconds)
        tell(.heartbeat)
      }
    }
    switch await transport.run() {
    case .finished:
      return .success
    case .nothingReceived:
      logger.notice(
        "the input ended before its first byte. This is an MCP server: a client starts it and speaks over "
          + "stdin. To look around, run: bulkhead tour")
      return .success
    case .outputClosed:
      logger.info("the client stopped reading")
      return .success
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
      transport.drain()
      // The launcher waits for a second; a call that an exchange keeps waiting is answered before that is
      // over.
      EventLoop.shared.schedule(at: EventLoop.now + Self.drainNanoseconds) { [links] in links.end() }
    case .link(let role, let generation, let pid):
      guard let descriptor = passed.take() else { throw .notPermitted("a link without its descriptor") }
      guard links.open(role, generation: generation, pid: pid, descriptor) else {
        throw .notPermitted("a link of a role that is not configured")
      }
    case .access:
      throw .notPermitted("a word on who is let in, over stdio")
    case .down(let down):
      links.down(
        down.role, generation: down.generation,
        retryMilliseconds: down.retryMilliseconds == ToChild.Down.never ? nil : down.retryMilliseconds,
        restartCount: down.restartCount, cause: down.cause)
    }
  }
}
