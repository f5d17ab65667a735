import Launcher
import LinuxIO
import Log
import Values

enum Program {
  static func run(_ arguments: [String], wipedSecrets: [String]) -> Never {
    if arguments.first == "internal-gateway" { GatewayProgram.run(Array(arguments.dropFirst())) }
    var configuration = LauncherConfiguration(venue: .custom)
    var rest = arguments.dropFirst()
    while let argument = rest.popFirst() {
      switch argument {
      case "--paper":
        configuration.venue = .paper
        configuration.paperArguments = []
      case "--base-url":
        configuration.spotURL = rest.popFirst()
        configuration.futuresURL = configuration.spotURL
      default: configuration.logLevel = .debug
      }
    }
    ServeProgram.run(configuration, wipedSecrets: wipedSecrets)
  }
}
