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
    case .tools, .call, .tour:
      CurrentProcess.exit(.ownFault)
    }
  }
}
