import Catalog
import Journal
import Keys
import LinuxIO
import Log

/// The program of a worker: shut the doors, read the key, shut more of them, work.
enum WorkerProgram {
  /// The number that the launcher gives the link to the gateway.
  static let linkDescriptor: Int32 = 3
  /// The number that the launcher gives the control socket.
  static let controlDescriptor: Int32 = 4

  static func run(_ arguments: [String]) -> Never {
    if arguments == ["--version"] {
      StandardStream.output.write("bulkhead-worker \(Version.text) (build \(CurrentProcess.buildIdentity))\n")
      CurrentProcess.exit(.success)
    }
    if arguments.first == "keys" { WorkerKeysProgram.run(Array(arguments.dropFirst())) }
    if arguments.first == "audit" {
      CurrentProcess.exit(AuditCommand.run(Array(arguments.dropFirst())))
    }
    do {
      try CurrentProcess.harden(diesWithParent: true)
      CurrentProcess.leaveSignalsToLauncher()
      let parsed = try WorkerArguments(arguments, version: Version.text)
      guard let link = CurrentProcess.inherited(linkDescriptor),
        let control = CurrentProcess.inherited(controlDescriptor)
      else {
        StandardStream.error.write(
          "bulkhead-worker is started by bulkhead, not by hand. To start everything, run: bulkhead serve\n")
        CurrentProcess.exit(.usage)
      }
      run(parsed, link: link.release(), control: control.release())
    } catch {
      StandardStream.error.write("bulkhead-worker: \(error)\n")
      CurrentProcess.exit(error is WorkerArguments.Failure ? .usage : .ownFault)
    }
  }

  private static func run(_ arguments: WorkerArguments, link: Int32, control: Int32) -> Never {
    CurrentProcess.run {
      let logger = Logger(process: "\(arguments.role.name) worker", level: arguments.logLevel)
      do {
        let link = try Channel(OwnedDescriptor(owning: link))
        let control = try Channel(OwnedDescriptor(owning: control))
        let relay = LogRelay(link, generation: arguments.generation)
        logger.relay { relay.take($0, $1) }
        let code = await work(arguments, link: link, control: control, relay: relay, logger: logger)
        relay.send()
        return code
      } catch {
        logger.error("cannot start: \(error)")
        return .ownFault
      }
    }
  }

  @LoopActor
  private static func work(
    _ arguments: WorkerArguments, link: Channel, control: Channel, relay: LogRelay, logger: Logger
  ) async -> ExitCode {
    do {
      let keys = try RoleKeys(arguments, logger: logger)
      try RoleDoors.shut(for: arguments.role)
      let exchange = keys.exchange()
      let end = Latch<ExitCode>()
      let watch =
        arguments.role == .market ? nil : keys.watch(exchange, logger: logger) { end.set($0) }
      let tools = RoleTools.make(arguments, exchange: exchange, keys: keys, watch: watch, logger: logger)
      let worker = RoleWorker(
        arguments, exchange: exchange, tools: tools, link: link, control: control, end: end, watch: watch,
        relay: relay, logger: logger)
      return await worker.run()
    } catch let refusal as KeyRefusal {
      logger.error("\(refusal)")
      return refusal.exitCode
    } catch {
      logger.error("cannot start: \(error)")
      return .ownFault
    }
  }
}
