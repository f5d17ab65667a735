internal import Configuration
public import LinuxIO
internal import Values

/// `bulkhead config`: the configuration file, as a server would read it.
public enum ConfigCommand {
  /// Does what was asked for.
  ///
  /// - Parameter environment: looks a variable up.
  public static func run(
    _ options: ConfigOptions, environment: @escaping (String) -> String?
  ) -> ExitCode {
    switch options.action {
    case .check: return check(options, environment)
    case .show:
      guard let report = options.report else { return .ownFault }
      CommandOutput(isJSON: options.isJSON).show(
        report.lines(width: OutputWidth.columns(), palette: .forOutput()), report.json)
      return .success
    case .schema:
      let schema = ConfigurationSchema.json
      CommandOutput(isJSON: options.isJSON).show([PrettyJSON.text(schema)], schema)
      return .success
    }
  }

  private static func check(
    _ options: ConfigOptions, _ environment: @escaping (String) -> String?
  ) -> ExitCode {
    let place = ConfigurationFile.find(environment: environment, flag: options.configurationFile)
    let output = CommandOutput(isJSON: options.isJSON)
    let settings = GivenSettings(environment: environment)
    guard let path = place.path else {
      output.show(lines(of: place), json(of: nil, meaning(of: nil, options.words, settings), place))
      return .success
    }
    do throws(ConfigurationFailure) {
      let contents = try ConfigurationFile.read(path: path)
      let words = meaning(of: contents, options.words, settings.with(contents, of: path))
      output.show(lines(of: contents, words, path, place), json(of: contents, words, place))
      return .success
    } catch {
      if options.isJSON {
        output.show([], failureJSON(error))
      } else {
        CommandOutput.complain(["bulkhead: \(error)", error.suggestion])
      }
      return .configuration
    }
  }

  /// What a server that is started with the same words and in the same environment would do.
  static func meaning(
    of contents: ConfigurationFile.Contents?, _ words: CommandWords, _ settings: GivenSettings
  ) -> [String] {
    let policy = contents?.configuration.trading ?? TradingPolicy()
    do throws(UsageFailure) {
      return try VenueChoice(words, settings: settings).sentences(of: policy)
    } catch {
      return policy.limits + ["A server would not start here: \(error.message). \(error.suggestion)"]
    }
  }

  /// What is said where there is no file.
  static func lines(of place: ConfigurationFile.Place) -> [String] {
    let usual = place.usualPath.map { " at \(TerminalText.escaped($0))" } ?? ""
    return ["There is no configuration file\(usual); trading is off."] + warnings(place)
      + ["bulkhead trading enable writes one."]
  }

  /// What is said of a good file.
  static func lines(
    of contents: ConfigurationFile.Contents, _ words: [String], _ path: String,
    _ place: ConfigurationFile.Place
  ) -> [String] {
    let count = contents.givenKeys.count
    var lines = ["\(TerminalText.escaped(path)) is good: \(count) \(count == 1 ? "key" : "keys")."]
    lines += words.map { "  \($0)" }
    lines += contents.configuration.doubts.map { "Is this meant? \($0)." }
    return lines + warnings(place, contents)
  }

  private static func warnings(
    _ place: ConfigurationFile.Place, _ contents: ConfigurationFile.Contents? = nil
  ) -> [String] {
    doubtful(place, contents).map { "Warning: \(TerminalText.escaped($0))." }
  }

  /// What a server that reads the file would warn of.
  private static func doubtful(
    _ place: ConfigurationFile.Place, _ contents: ConfigurationFile.Contents?
  ) -> [String] {
    place.warnings + [contents.flatMap { IssuerKeys.problem(of: $0.configuration.access) }].compactMap { $0 }
  }

  /// The same for programs.
  static func json(
    of contents: ConfigurationFile.Contents?, _ words: [String], _ place: ConfigurationFile.Place
  ) -> JSON {
    let doubts = contents?.configuration.doubts ?? []
    return [
      "configuration_file": place.path.map { .string($0) } ?? .null, "good": true,
      "keys": .array((contents?.givenKeys ?? []).sorted().map { .string($0) }),
      "trading_enabled": .boolean(contents?.configuration.trading.isEnabled == true),
      "words": .array(words.map { .string($0) }), "doubts": .array(doubts.map { .string($0) }),
      "warnings": .array(doubtful(place, contents).map { .string($0) }),
    ]
  }

  private static func failureJSON(_ failure: ConfigurationFailure) -> JSON {
    [
      "configuration_file": .string(failure.path), "good": false, "error": .string(failure.description),
      "suggestion": .string(failure.suggestion),
    ]
  }
}
