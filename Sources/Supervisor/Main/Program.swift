import Catalog
import CommandLineInterface
import LinuxIO

/// What `bulkhead` does with its command line.
enum Program {
  static func run(_ arguments: [String], wipedSecrets: [String]) -> Never {
    if arguments.first == "internal-gateway" { GatewayProgram.run(Array(arguments.dropFirst())) }
    let invocation: Invocation
    do throws(UsageFailure) {
      invocation = try Invocation.parse(arguments) { CurrentProcess.environment($0) }
    } catch {
      StandardStream.error.write(error.description)
      CurrentProcess.exit(error.exitCode)
    }
    switch invocation {
    case .serve(let options):
      ServeProgram.run(options, wipedSecrets: wipedSecrets)
    case .help(let topic):
      StandardStream.output.write(HelpText.text(topic))
      CurrentProcess.exit(.success)
    case .version:
      StandardStream.output.write(HelpText.version("\(Version.text) (build \(CurrentProcess.buildIdentity))"))
      CurrentProcess.exit(.success)
    case .tools(let options):
      CurrentProcess.exit(ToolsCommand.run(options))
    case .call(let options):
      runAsClient { path in await CallCommand.run(options, executablePath: path, version: Version.text) }
    case .tour(let options):
      runAsClient { path in await TourCommand.run(options, executablePath: path, version: Version.text) }
    }
  }

  /// Runs a command that starts this very program as its server.
  private static func runAsClient(
    _ command: @escaping @Sendable @LoopActor (_ executablePath: String) async -> ExitCode
  ) -> Never {
    do throws(SystemFailure) {
      let path = try CurrentProcess.executablePath()
      CurrentProcess.run { await command(path) }
    } catch {
      StandardStream.error.write("bulkhead: \(error)\n")
      CurrentProcess.exit(.ownFault)
    }
  }
}
