internal import LinuxIO

extension Doctor {
  /// How long a program may take to say which one it is, in milliseconds.
  private static let versionMilliseconds = 5_000

  /// Whether the programs are there, start on this machine and belong together.
  func programFindings() async -> [Finding] {
    let build = CurrentProcess.buildIdentity
    var findings: [Finding] = []
    for name in ["bulkhead-worker", "bulkhead-paper"] {
      let path = "\(programFolder)/\(name)"
      switch await ProgramRun.finished(path, ["--version"], timeoutMilliseconds: Self.versionMilliseconds) {
      case .failure(let failure):
        findings.append(
          .problem(
            .programs, "\(path) cannot be started: \(failure)", "Keep the three programs side by side."))
      case .success(let run):
        findings.append(Self.finding(run, path, build: build))
      }
    }
    if findings.allSatisfy({ $0.grade == .good }) {
      return [
        .good(.programs, "the three programs in \(programFolder) are of one build (\(build.prefix(8)))")
      ]
    }
    return findings
  }

  nonisolated static func finding(_ run: ProgramRun, _ path: String, build: String) -> Finding {
    let said = run.lines.first.map { String($0) } ?? "nothing"
    guard let ending = run.ending else {
      return .problem(.programs, "\(path) did not say its version in time", "Look at the machine's load.")
    }
    guard run.isGood else {
      if run.lines.isEmpty {
        return .problem(
          .programs, "\(path) does not start, and does not say why (\(ending))",
          "Install the three programs of one build anew. What it lacks, if anything, says: ldd "
            + ShellWord.quoted(path))
      }
      // The loader's own words name the library.
      return .problem(
        .programs, "\(path) does not start: \(said) (\(ending))",
        "If it names a library, install that: Debian has libcurl4 and libssl3.")
    }
    guard said.hasSuffix(build) || said.hasSuffix("\(build))") else {
      return .problem(
        .programs, "\(path) is of another build than bulkhead: \(said)",
        "Install the programs of one build together; a worker of another one is refused.")
    }
    return .good(.programs, "\(path) is of the same build")
  }
}
