import Launcher
import LinuxIO
import Log

/// `bulkhead serve`: the launcher.
enum ServeProgram {
  static func run(_ configuration: LauncherConfiguration, wipedSecrets: [String]) -> Never {
    do throws(SystemFailure) {
      // Before anything can print: the launcher itself never writes to the protocol either.
      let output = try CurrentProcess.takeStandardOutput().release()
      let input = try CurrentProcess.takeStandardInput().release()
      try CurrentProcess.harden(diesWithParent: false)
      let path = try CurrentProcess.executablePath()
      let folder = path.split(separator: "/").dropLast().joined(separator: "/")
      CurrentProcess.run {
        let logger = Logger(process: "launcher", level: configuration.logLevel)
        if !wipedSecrets.isEmpty {
          logger.notice(
            "\(wipedSecrets.joined(separator: ", ")): not used, because this version reads market data only; "
              + "erased from this process and not handed on")
        }
        let launcher = Launcher(configuration, programFolder: "/" + folder, logger: logger)
        return await launcher.run(input: OwnedDescriptor(owning: input), output: OwnedDescriptor(owning: output))
      }
    } catch {
      StandardStream.error.write("bulkhead: \(error)\n")
      CurrentProcess.exit(.ownFault)
    }
  }
}
