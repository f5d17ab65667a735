public import Configuration
public import LinuxIO
internal import Values

extension Invocation {
  /// Why a command cannot be carried out.
  public enum Failure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The command line could not be understood.
    case usage(UsageFailure)
    /// The configuration file cannot be used.
    case configuration(ConfigurationFailure)

    /// Two whole lines for stderr.
    public var description: String {
      switch self {
      case .usage(let failure): failure.description
      case .configuration(let failure): "bulkhead: \(failure)\n\(failure.suggestion)\n"
      }
    }

    /// The code that the program ends with.
    public var exitCode: ExitCode {
      switch self {
      case .usage(let failure): failure.exitCode
      case .configuration: .configuration
      }
    }
  }

  /// What `--config` of a command says that goes by the configuration file.
  private struct ConfigurationFlag {
    /// The file; `nil` for the one at its usual place.
    let path: String?
  }

  /// Reads a command line together with the configuration file that it, or the environment, leads to.
  ///
  /// - Parameters:
  ///   - settings: the environment.
  ///   - workingFolder: the working directory, if it is known.
  ///   - warn: called with each thing to warn of.
  public static func read(
    _ arguments: [String], settings: GivenSettings, workingFolder: String? = CurrentProcess.workingFolder,
    warn: (String) -> Void
  ) throws(Failure) -> Invocation {
    let first = try parsed(arguments, settings)
    guard let flag = first.configurationFlag else { return first }
    let place = ConfigurationFile.find(
      environment: settings.environment, flag: flag.path, workingFolder: workingFolder)
    // The doctor has them in its report.
    if case .doctor = first {} else { for warning in place.warnings { warn(warning) } }
    // Over HTTP the tokens lie where the file would, whether there is one or not.
    if first.mayTouchRealMoney, let judged = place.path ?? (first.demandsToken ? place.usualPath : nil),
      ConfigurationFile.isInWorkingFolder(judged, usualPath: place.usualPath, workingFolder: workingFolder)
    {
      throw .configuration(ConfigurationFailure(path: judged, reason: .inWorkingFolder(workingFolder ?? "")))
    }
    guard let path = place.path else { return first }
    let contents: ConfigurationFile.Contents
    let link: String?
    do throws(ConfigurationFailure) {
      contents = try ConfigurationFile.read(path: path)
      link = contents.configuration.stateFolder == nil ? try StateFolderLink.folder(beside: path) : nil
    } catch {
      // Stopping is never put off: all that is missed is what the file says of the state folder.
      if case .operate(let asked) = first, case .halt = asked.request {
        warn("\(error)")
        let linked = try parsed(arguments, settings.withLink(beside: path))
        guard case .operate(let options) = linked else { return first }
        return .operate(options.withoutConfiguration)
      }
      // To find that is what it is for.
      if case .doctor(let options) = first { return .doctor(options.with(error)) }
      // One that is not there is written.
      if case .trading = first, error.isAbsence { return first }
      throw .configuration(error)
    }
    let invocation = try parsed(arguments, settings.with(contents, of: path, linkedStateFolder: link))
    if let warning = invocation.stateFolderWarning { warn(warning) }
    return invocation
  }

  private static func parsed(
    _ arguments: [String], _ settings: GivenSettings
  ) throws(Failure) -> Invocation {
    do throws(UsageFailure) {
      return try parse(arguments, settings: settings)
    } catch {
      throw .usage(error)
    }
  }

  /// Whether it starts a server whose venue keys are for. The paper exchange makes its own.
  private var mayTouchRealMoney: Bool {
    switch self {
    case .serve(let options): options.venue != .paper
    case .call(let options): options.serve.venue != .paper
    default: false
    }
  }

  /// Whether it lets clients in by tokens.
  private var demandsToken: Bool {
    if case .serve(let options) = self { options.network?.demandsToken == true } else { false }
  }

  private var stateFolderWarning: String? {
    switch self {
    case .serve(let options): options.stateFolderWarning
    case .call(let options): options.serve.stateFolderWarning
    default: nil
    }
  }

  /// The `--config` of a command that goes by the configuration file; `nil` for a command that does not, or
  /// that looks for the file itself.
  private var configurationFlag: ConfigurationFlag? {
    switch self {
    case .serve(let options): ConfigurationFlag(path: options.configurationFile)
    case .call(let options): ConfigurationFlag(path: options.serve.configurationFile)
    case .operate(let options): ConfigurationFlag(path: options.configurationFile)
    case .errand(let errand): ConfigurationFlag(path: errand.configurationFile)
    case .trading(let options): ConfigurationFlag(path: options.configurationFile)
    case .config(let options):
      options.action == .show ? ConfigurationFlag(path: options.configurationFile) : nil
    case .doctor(let options): ConfigurationFlag(path: options.configurationFile)
    case .tools, .tour, .token, .install, .help, .version: nil
    }
  }
}
