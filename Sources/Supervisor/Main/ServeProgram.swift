import CommandLineInterface
import Launcher
import LinuxIO
import Log
import Values

/// `bulkhead serve`: the launcher.
enum ServeProgram {
  static func run(_ options: ServeOptions, wipedSecrets: [String]) -> Never {
    let configuration = configuration(for: options)
    do throws(SystemFailure) {
      // Before anything can print: the launcher itself never writes to the protocol either.
      let output = try CurrentProcess.takeStandardOutput().release()
      let input = try CurrentProcess.takeStandardInput().release()
      try CurrentProcess.harden(diesWithParent: false)
      let path = try CurrentProcess.executablePath()
      let folder = "/" + path.split(separator: "/").dropLast().joined(separator: "/")
      CurrentProcess.run {
        let logger = Logger(process: "launcher", level: configuration.logLevel)
        if !wipedSecrets.isEmpty {
          logger.notice(
            "\(wipedSecrets.joined(separator: ", ")): not used, because this version reads market data only; "
              + "erased from this process and not handed on")
        }
        let launcher = Launcher(configuration, programFolder: folder, logger: logger)
        return await launcher.run(
          input: OwnedDescriptor(owning: input), output: OwnedDescriptor(owning: output))
      }
    } catch {
      StandardStream.error.write("bulkhead: \(error)\n")
      CurrentProcess.exit(.ownFault)
    }
  }

  private static func configuration(for options: ServeOptions) -> LauncherConfiguration {
    var configuration = LauncherConfiguration(venue: options.venue)
    configuration.spotURL = options.spotURL
    configuration.futuresURL = options.futuresURL
    configuration.certificateFile = options.certificateFile
    configuration.toolSelection = options.toolSelection
    configuration.callTimeoutMilliseconds = options.callTimeoutMilliseconds
    configuration.logLevel = Logger.Level(name: options.logLevel) ?? .notice
    if options.venue == .paper {
      var arguments: [String] = []
      if let seed = options.paperSeed { arguments += ["--seed", "\(seed)"] }
      for file in options.paperReplay { arguments += ["--replay", file] }
      configuration.paperArguments = arguments
    }
    return configuration
  }
}
