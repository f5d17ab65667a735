internal import Configuration
public import LinuxIO
internal import Values

/// `bulkhead audit …` and `bulkhead keys check`: what the worker's program does, since it alone may hold a
/// key or read a journal. This process becomes it.
public struct WorkerErrand: Sendable, Equatable {
  /// The most words that are passed on.
  static let wordCountMax = 64

  /// The words behind `bulkhead-worker`.
  public let arguments: [String]
  /// Whether it signs requests, so that it has to be told which keys there are.
  public let needsKeys: Bool
  /// The file that `--config` names, or the one that was read.
  let configurationFile: String?
  /// The configuration file's proxy; signed requests go no other way.
  let proxy: String?

  init(
    _ words: CommandWords, _ command: CommandName, _ action: String, _ settings: GivenSettings
  ) throws(UsageFailure) {
    guard words.others.count <= Self.wordCountMax else {
      throw UsageFailure(
        "\(words.others.count) words are more than \(Self.wordCountMax)",
        suggestion: "Try: bulkhead help \(command.rawValue)")
    }
    needsKeys = command == .keys
    configurationFile = try settings.configurationFile(words)
    proxy = needsKeys ? settings.configuration.proxy : nil
    var arguments = [command.rawValue, action]
    if needsKeys {
      let venue = try VenueChoice(words, settings: settings)
      arguments += ["--venue", venue.venue.rawValue]
      if let url = venue.spotURL { arguments += ["--spot-url", url] }
      if let url = venue.futuresURL { arguments += ["--futures-url", url] }
    }
    let folder = try StateFolderChoice(words, settings)
    guard let path = folder.path else {
      throw UsageFailure(
        "nothing says where the state folder is: HOME is not set", suggestion: "Name one: --state-folder DIR")
    }
    arguments += ["--state-folder", path]
    if needsKeys, let configurationFile { arguments += ["--config", configurationFile] }
    let certificates = try words.path(.certificateFile) ?? settings.configuration.certificateFile
    if needsKeys, let certificates { arguments += ["--ca-file", certificates] }
    self.arguments = arguments + words.others
  }

  /// The environment that it gets: what every child of ours gets, and for a key where it is. No secret.
  ///
  /// - Parameter environment: looks a variable up.
  public func entries(_ environment: (String) -> String?) -> [String] {
    let plain = ["TZ", "LANG", "LC_ALL", "NO_COLOR", "TERM"]
    let names = plain + (needsKeys ? KeyPurpose.handedOnVariables : [])
    return ["HOME=/nonexistent", "SWIFT_BACKTRACE=enable=no"]
      + names.compactMap { name in environment(name).map { "\(name)=\($0)" } }
      + (proxy.map { ["all_proxy=\($0)"] } ?? [])
  }

  /// Becomes the worker's program, which lies beside this one.
  ///
  /// - Parameters:
  ///   - programFolder: where this program lies.
  ///   - secrets: the entries and descriptors (for 3, 4, …) by which it finds the secrets that the
  ///     environment brought; for who needs keys alone.
  /// - Returns: the code to end with when that was not possible.
  public func run(
    programFolder: String, secrets: (entries: [String], numbers: [Int32]) = ([], [])
  ) -> ExitCode {
    let path = "\(programFolder)/bulkhead-worker"
    let handedOn = needsKeys ? secrets : (entries: [], numbers: [])
    do throws(SystemFailure) {
      try CurrentProcess.become(
        path, ["bulkhead-worker"] + arguments,
        environment: entries(CurrentProcess.environment) + handedOn.entries, keeping: handedOn.numbers)
    } catch {
      CommandOutput.complain([
        "bulkhead: \(path) cannot be started: \(error)", "bulkhead and bulkhead-worker lie side by side.",
      ])
      return .ownFault
    }
  }
}
