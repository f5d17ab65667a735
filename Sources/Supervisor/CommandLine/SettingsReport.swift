internal import Configuration
internal import Values

/// What holds when a server is started now, value by value, and where each came from.
struct SettingsReport: Sendable, Equatable {
  /// What decided a value.
  enum Origin: Sendable, Equatable {
    case flag(Flag)
    case variable(String)
    case file
    /// The link beside the configuration file (`StateFolderLink`).
    case link
    case byDefault

    /// For people.
    var words: String {
      switch self {
      case .flag(let flag): "flag \(flag.rawValue)"
      case .variable(let name): "variable \(name)"
      case .file: "file"
      case .link: "link beside the file"
      case .byDefault: "default"
      }
    }

    /// For programs: the kind alone.
    var kind: String {
      switch self {
      case .flag: "flag"
      case .variable: "variable"
      case .file: "file"
      case .link: "link"
      case .byDefault: "default"
      }
    }

    /// For programs: which flag or variable.
    var name: String? {
      switch self {
      case .flag(let flag): flag.rawValue
      case .variable(let name): name
      case .file, .link, .byDefault: nil
      }
    }
  }

  /// One value.
  struct Row: Sendable, Equatable {
    let name: String
    /// `nil` when nothing is set.
    let value: String?
    let origin: Origin
  }

  /// What stands in the place of a secret.
  static let secret = "<secret>"

  private(set) var rows: [Row] = []
  /// The file that was read.
  let configurationFile: String?
  /// What the operator allows, in words; that of `--paper` when it is.
  let sentences: [String]

  /// - Throws: as `serve` with the same words would.
  init(_ words: CommandWords, _ settings: GivenSettings) throws(UsageFailure) {
    configurationFile = settings.configurationFile
    let venue = try VenueChoice(words, settings: settings)
    let options = try ServeOptions(words, venue: venue, logLevel: "notice", settings: settings)
    sentences = venue.sentences(of: settings.configuration.trading)
    addServers(words, settings, options)
    try add("read_only", options.isReadOnly ? "true" : "false", Self.readOnlyOrigin(words, settings))
    let folder = try StateFolderChoice(
      words, settings,
      mayTrade: StateFolderChoice.mayTrade(venue: venue.venue, isReadOnly: options.isReadOnly, settings))
    add("state_folder", folder.path, Self.origin(of: folder))
    for (key, flag, value) in [
      ("certificate_file", Flag.certificateFile, options.certificateFile),
      ("call_timeout_seconds", .callTimeout, Self.seconds(options.callTimeoutMilliseconds)),
      ("log_level", .logLevel, options.logLevel), ("tools", .tools, options.toolSelection ?? "all"),
    ] {
      add(key, value, words.has(flag) ? .flag(flag) : Self.fileOrDefault(key, settings))
    }
    for purpose in KeyPurpose.allCases { addKey(purpose, settings) }
    for key in ConfigurationKey.all where Self.isFromFileAlone(key.name) {
      add(key.name, key.text(in: settings.configuration), Self.fileOrDefault(key.name, settings))
    }
  }

  private mutating func add(_ name: String, _ value: String?, _ origin: Origin) {
    rows.append(Row(name: name, value: value, origin: origin))
  }

  private mutating func addServers(
    _ words: CommandWords, _ settings: GivenSettings, _ options: ServeOptions
  ) {
    let venueFlags = [Flag.paper, .testnet, .baseURL, .futuresBaseURL].filter { words.has($0) }
    let variables = [VenueChoice.testnetVariable, VenueChoice.spotVariable].filter {
      settings.environment($0) != nil
    }
    let hasHosts = settings.givenKeys.contains("hosts.spot")
    let origin: Origin =
      venueFlags.first.map { .flag($0) } ?? variables.first.map { .variable($0) }
      ?? (hasHosts ? .file : .byDefault)
    add("venue", options.venue.rawValue, origin)
    let own = Self.ownServers(of: options.venue)
    add("hosts.spot", options.spotURL ?? own.spot, options.spotURL == nil ? .byDefault : origin)
    add("hosts.futures", options.futuresURL ?? own.futures, options.futuresURL == nil ? .byDefault : origin)
  }

  private static func ownServers(of venue: Venue) -> (spot: String, futures: String) {
    switch venue {
    case .testnet: (VenueChoice.testnetSpotURL, VenueChoice.testnetFuturesURL)
    case .paper: ("its own, on loopback", "its own, on loopback")
    case .live, .custom: (VenueChoice.liveSpotURL, VenueChoice.liveFuturesURL)
    }
  }

  private static func readOnlyOrigin(
    _ words: CommandWords, _ settings: GivenSettings
  ) throws(UsageFailure) -> Origin {
    if words.has(.readOnly) { return .flag(.readOnly) }
    let isVariable = try ReadOnlyChoice.isReadOnly(words, environment: settings.environment)
    return isVariable ? .variable(ReadOnlyChoice.variable) : .byDefault
  }

  private static func origin(of folder: StateFolderChoice) -> Origin {
    switch folder.origin {
    case .flag: .flag(.stateFolder)
    case .variable(let name): .variable(name)
    case .file: .file
    case .link: .link
    case .usual: .byDefault
    }
  }

  private static func fileOrDefault(_ key: String, _ settings: GivenSettings) -> Origin {
    settings.givenKeys.contains(key) ? .file : .byDefault
  }

  private static func seconds(_ milliseconds: Int) -> String {
    ExactDecimal(unchecked: Int128(milliseconds), scale: 3).withoutTrailingZeros.description
  }

  /// Whether nothing but the file can set this.
  private static func isFromFileAlone(_ key: String) -> Bool {
    key.hasPrefix("trading.") || key.hasPrefix("authorization.") || key == "proxy"
      || key == "allow_withdrawal_permission"
  }

  private mutating func addKey(_ purpose: KeyPurpose, _ settings: GivenSettings) {
    let place = purpose.place(in: settings.configuration)
    let name = purpose.configurationKey
    addPart("\(name).id", purpose.idVariable, place.id, settings) { $0.count > 12 ? "\($0.prefix(8))…" : $0 }
    let isGiven = settings.secretNames.contains(purpose.secretVariable)
    if isGiven { add("\(name).secret", Self.secret, .variable(purpose.secretVariable)) }
    addPart("\(name).secret_file", purpose.secretFileVariable, place.secretFile, settings) { $0 }
    addPart("\(name).passphrase_file", purpose.passphraseFileVariable, place.passphraseFile, settings) { $0 }
  }

  private mutating func addPart(
    _ name: String, _ variable: String, _ inFile: String?, _ settings: GivenSettings,
    shown: (String) -> String
  ) {
    let given = settings.environment(variable)
    add(
      name, (given ?? inFile).map(shown),
      given != nil ? .variable(variable) : inFile != nil ? .file : .byDefault)
  }
}
