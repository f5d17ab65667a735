public import Configuration
public import LinuxIO

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
  ///   - warn: called with each thing to warn of.
  public static func read(
    _ arguments: [String], settings: GivenSettings, warn: (String) -> Void
  ) throws(Failure) -> Invocation {
    let first = try parsed(arguments, settings)
    guard let flag = first.configurationFlag else { return first }
    let place = ConfigurationFile.find(environment: settings.environment, flag: flag.path)
    for warning in place.warnings { warn(warning) }
    guard let path = place.path else { return first }
    let contents: ConfigurationFile.Contents
    do throws(ConfigurationFailure) {
      contents = try ConfigurationFile.read(path: path)
    } catch {
      // Stopping is never put off: all that is missed is what the file says of the state folder.
      if case .operate(let options) = first, case .halt = options.request {
        warn("\(error)")
        return .operate(options.withoutConfiguration)
      }
      // One that is not there is written.
      if case .trading = first, error.isAbsence { return first }
      throw .configuration(error)
    }
    return try parsed(arguments, settings.with(contents, of: path))
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
    case .tools, .tour, .token, .help, .version: nil
    }
  }
}
