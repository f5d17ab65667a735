import Catalog
import CommandLineInterface
import LinuxIO

/// What `bulkhead` does with its command line.
enum Program {
  static func run(_ arguments: [String], secrets: EnvironmentSecrets) -> Never {
    if arguments.first == "internal-gateway" { GatewayProgram.run(Array(arguments.dropFirst())) }
    let invocation: Invocation
    let settings = GivenSettings(secretNames: secrets.names) { CurrentProcess.environment($0) }
    do throws(Invocation.Failure) {
      invocation = try Invocation.read(arguments, settings: settings) { warning in
        StandardStream.error.write("bulkhead: warning: \(warning)\n")
      }
    } catch {
      StandardStream.error.write(error.description)
      CurrentProcess.exit(error.exitCode)
    }
    switch invocation {
    case .serve(let options):
      ServeProgram.run(options, secrets: secrets)
    case .help(let topic):
      StandardStream.output.write(HelpText.text(topic))
      CurrentProcess.exit(.success)
    case .version:
      StandardStream.output.write(HelpText.version("\(Version.text) (build \(CurrentProcess.buildIdentity))"))
      CurrentProcess.exit(.success)
    case .tools(let options):
      CurrentProcess.exit(ToolsCommand.run(options))
    case .call(let options):
      let handedOn = secrets.handedOn(from: ServerCommand.firstPageDescriptor)
      runAsClient { path in
        await CallCommand.run(options, executablePath: path, version: Version.text, secrets: handedOn)
      }
    case .tour(let options):
      runAsClient { path in await TourCommand.run(options, executablePath: path, version: Version.text) }
    case .install(let options):
      run(options)
    case .doctor(let options):
      runAsClient { path in await DoctorCommand.run(options, executablePath: path) }
    case .config(let options):
      CurrentProcess.exit(ConfigCommand.run(options) { CurrentProcess.environment($0) })
    case .trading(let options):
      runAsClient { _ in await TradingCommand.run(options) }
    case .token(let options):
      CurrentProcess.exit(TokenCommand.run(options))
    case .operate(let options):
      runAsClient { _ in await OperatorCommand.run(options) }
    case .errand(let errand):
      run(errand, secrets)
    }
  }

  private static func run(_ options: InstallOptions) -> Never {
    do throws(SystemFailure) {
      CurrentProcess.exit(InstallCommand.run(options, executablePath: try CurrentProcess.executablePath()))
    } catch {
      StandardStream.error.write("bulkhead: \(error)\n")
      CurrentProcess.exit(.ownFault)
    }
  }

  private static func run(_ errand: WorkerErrand, _ secrets: EnvironmentSecrets) -> Never {
    do throws(SystemFailure) {
      let path = try CurrentProcess.executablePath()
      let folder = "/" + path.split(separator: "/").dropLast().joined(separator: "/")
      CurrentProcess.exit(errand.run(programFolder: folder, secrets: secrets.handedOn(from: 3)))
    } catch {
      StandardStream.error.write("bulkhead: \(error)\n")
      CurrentProcess.exit(.ownFault)
    }
  }

  /// Runs a command on the event loop; some start this very program as their server.
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
