public import LinuxIO

/// `bulkhead doctor`: finds what is wrong with an installation, and says what to do about each thing.
@LoopActor
public enum DoctorCommand {
  /// Looks at everything and prints the report.
  ///
  /// - Parameters:
  ///   - executablePath: absolute path of `bulkhead`; its other programs lie beside it.
  ///   - environment: looks a variable up.
  /// - Returns: `commandFailed` when something is wrong.
  public static func run(
    _ options: DoctorOptions, executablePath: String,
    environment: @escaping (String) -> String? = CurrentProcess.environment
  ) async -> ExitCode {
    do {
      // Writing to a server that has just ended must be an error value, not a signal.
      try CurrentProcess.harden(diesWithParent: false)
    } catch {
      CommandOutput.complain(["bulkhead: \(error)"])
      return .ownFault
    }
    let doctor = Doctor(options: options, executablePath: executablePath, environment: environment)
    let report = DoctorReport(findings: await doctor.findings())
    CommandOutput(isJSON: options.isJSON).show(
      report.lines(width: OutputWidth.columns(), palette: .forOutput()),
      report.json(build: CurrentProcess.buildIdentity))
    return report.isGood ? .success : .commandFailed
  }
}
