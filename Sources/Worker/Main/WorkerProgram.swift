import Catalog
import Exchange
import Journal
import LinuxIO
import Log
import Market

/// The program of a worker: shut the doors, take the two sockets, work.
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
      let logger = Logger(process: "\(arguments.role) worker", level: arguments.logLevel)
      do {
        let exchange = ExchangeClient(configuration: arguments.exchange)
        let tools = MarketTools(exchange: exchange, venue: arguments.exchange.venue) {
          EventLoop.wallClockMilliseconds
        }
        let worker = RoleWorker(
          arguments, exchange: exchange, tools: tools, link: try Channel(OwnedDescriptor(owning: link)),
          control: try Channel(OwnedDescriptor(owning: control)), logger: logger)
        return await worker.run()
      } catch {
        logger.error("cannot use the sockets of the launcher: \(error)")
        return .ownFault
      }
    }
  }
}
