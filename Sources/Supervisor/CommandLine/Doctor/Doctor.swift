internal import LinuxIO

/// Looks at an installation. Changes nothing, reads no secret, and asks the exchange only through a server of
/// its own that has no key.
@LoopActor
struct Doctor {
  let options: DoctorOptions
  /// Absolute path of `bulkhead`.
  let executablePath: String
  let environment: (String) -> String?

  /// The folder of the programs.
  var programFolder: String {
    "/" + executablePath.split(separator: "/").dropLast().joined(separator: "/")
  }

  /// Everything, in the order of the report. Those that need a program of ours come only when it is there.
  func findings() async -> [Finding] {
    let programs = await programFindings()
    var findings = programs + machineFindings() + configurationFindings() + keyFindings()
    findings += accessFindings()
    findings += await stateFindings()
    findings += await serverFindings()
    findings += clientFindings()
    if programs.allSatisfy({ $0.grade != .problem }) { findings += await exchangeFindings() }
    return findings
  }
}
