internal import Catalog
internal import Configuration
internal import Values

extension ServeOptions {
  /// The options of a command line: its flags win over what the configuration file says.
  ///
  /// - Parameters:
  ///   - venue: which exchange, already decided.
  ///   - logLevel: the command's default.
  ///   - settings: the configuration file and the environment.
  init(
    _ words: CommandWords, venue choice: VenueChoice, logLevel: String, settings: GivenSettings
  ) throws(UsageFailure) {
    self.init(venue: choice.venue)
    let file = settings.configuration
    spotURL = choice.spotURL
    futuresURL = choice.futuresURL
    certificateFile = try words.path(.certificateFile) ?? file.certificateFile
    toolSelection = try words.value(.tools).map(Self.selection) ?? file.toolSelection
    self.logLevel = file.logLevel ?? logLevel
    if let time = file.callTimeoutMilliseconds { callTimeoutMilliseconds = time }
    if let text = words.value(.callTimeout) { callTimeoutMilliseconds = try Self.milliseconds(text) }
    if let text = words.value(.logLevel) {
      self.logLevel = try Self.choice(text, of: .logLevel, among: Self.logLevels)
    }
    network = try NetworkOptions.read(words)
    configurationFile = try settings.configurationFile(words)
    isReadOnly = try ReadOnlyChoice.isReadOnly(words, environment: settings.environment)
    let folder = try StateFolderChoice(
      words, settings,
      mayTrade: StateFolderChoice.mayTrade(venue: venue, isReadOnly: isReadOnly, settings))
    stateFolder = folder.toldServer
    stateFolderWarning = folder.warning
    try readPaper(words)
  }

  /// The levels that can be asked for, gravest first.
  static let logLevels = ["error", "warning", "notice", "info", "debug"]

  private mutating func readPaper(_ words: CommandWords) throws(UsageFailure) {
    for flag in [Flag.seed, .replay] where words.has(flag) && venue != .paper {
      throw UsageFailure(
        "\(flag.rawValue) is for the paper exchange, and this is \(venue.rawValue)",
        suggestion: "Add --paper, or leave \(flag.rawValue) out.")
    }
    if let text = words.value(.seed) {
      guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let seed = Int(text) else {
        throw Self.outOfRange(text, of: .seed, "a whole number from 0 to \(Int.max)")
      }
      paperSeed = seed
    }
    paperReplay = words.allValues(.replay)
    guard paperReplay.count <= Self.replayCountMax else {
      throw UsageFailure(
        "\(paperReplay.count) recordings are more than \(Self.replayCountMax)",
        suggestion: "Leave some --replay out.")
    }
    if paperReplay.contains("-") {
      throw UsageFailure(
        "--replay - would read the recording from stdin, where the client's messages come in",
        suggestion: "Name a file, or run: bulkhead-paper --replay -")
    }
  }

  /// Seconds with up to three decimals, read exactly.
  private static func milliseconds(_ text: String) throws(UsageFailure) -> Int {
    do throws(ExactDecimal.Failure) {
      let product = try ExactDecimal(text).multiplied(by: ExactDecimal(1000)).withoutTrailingZeros
      if product.scale == 0, let milliseconds = Int(exactly: product.significand),
        callTimeoutMillisecondsRange.contains(milliseconds)
      {
        return milliseconds
      }
    } catch {
      // Not a number at all: said below, with what would be one.
    }
    throw outOfRange(text, of: .callTimeout, "seconds from 0.1 to 600, with at most three decimals")
  }

  /// A selection whose every word names a tool or a group.
  private static func selection(_ text: String) throws(UsageFailure) -> String {
    do throws(ToolSelection.Failure) {
      _ = try ToolSelection.tools(text, from: Catalog.tools)
      return text
    } catch {
      let nearest = error.nearest.map { "Did you mean \($0)? " } ?? ""
      throw UsageFailure(
        "\(Flag.tools.rawValue): there is no tool or group \(TerminalText.quoted(error.word))",
        suggestion: "\(nearest)All names: bulkhead tools")
    }
  }

  private static func choice(
    _ text: String, of flag: Flag, among choices: [String]
  ) throws(UsageFailure) -> String {
    if choices.contains(text) { return text }
    let nearest = NearestName.find(text, among: choices)
    throw UsageFailure(
      "\(flag.rawValue) \(TerminalText.quoted(text)) is not one of: \(choices.joined(separator: ", "))",
      suggestion: "Try: \(flag.rawValue) \(nearest ?? flag.exampleValue)")
  }

  private static func outOfRange(_ text: String, of flag: Flag, _ bound: String) -> UsageFailure {
    UsageFailure(
      "\(flag.rawValue) \(TerminalText.quoted(text)) is not \(bound)",
      suggestion: "For example: \(flag.rawValue) \(flag.exampleValue)")
  }
}
