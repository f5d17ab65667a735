import Catalog
import CommandLineInterface
import Configuration
import Launcher
import LinuxIO
import Log
import Values

/// `bulkhead serve`: the launcher.
enum ServeProgram {
  static func run(_ options: ServeOptions, secrets: EnvironmentSecrets) -> Never {
    let configuration: LauncherConfiguration
    do {
      configuration = try self.configuration(for: options, secrets: secrets)
    } catch let failure as ConfigurationFailure {
      complain("\(failure.description)\n\(failure.suggestion)")
    } catch {
      complain("\(error)")
    }
    do throws(SystemFailure) {
      // What the client has forgotten to close is not kept open for it. On purpose come keys' pages alone.
      try CurrentProcess.closeInherited(besides: secrets.pages.values.map(\.number))
      // Before anything can print: the launcher itself never writes to the protocol either.
      let output = try CurrentProcess.takeStandardOutput().release()
      let input = try CurrentProcess.takeStandardInput().release()
      try CurrentProcess.harden(diesWithParent: false)
      let path = try CurrentProcess.executablePath()
      let folder = "/" + path.split(separator: "/").dropLast().joined(separator: "/")
      CurrentProcess.run {
        let logger = Logger(process: "launcher", level: configuration.logLevel)
        if let words = unused(options, secrets) { logger.notice(words) }
        let launcher = Launcher(configuration, programFolder: folder, logger: logger)
        return await launcher.run(
          input: OwnedDescriptor(owning: input), output: OwnedDescriptor(owning: output))
      }
    } catch {
      StandardStream.error.write("bulkhead: \(error)\n")
      CurrentProcess.exit(.ownFault)
    }
  }

  private static func complain(_ words: String) -> Never {
    StandardStream.error.write("bulkhead: \(words)\n")
    CurrentProcess.exit(.configuration)
  }

  /// What to say of secrets that the environment brought and nobody gets.
  private static func unused(_ options: ServeOptions, _ secrets: EnvironmentSecrets) -> String? {
    let names = options.venue == .paper ? secrets.names : secrets.erased
    guard !names.isEmpty else { return nil }
    let why =
      options.venue == .paper
      ? "not used, because the paper exchange has keys of its own"
      : "not used, because nothing here is named so"
    // No colon behind a name: the log takes what follows one for the secret, and would leave out the "not".
    let claim = "\(names.joined(separator: ", ")) \(names.count == 1 ? "is" : "are") \(why)"
    return "\(claim); erased from this process and not handed on"
  }

  private static func configuration(
    for options: ServeOptions, secrets: EnvironmentSecrets
  ) throws -> LauncherConfiguration {
    var configuration = LauncherConfiguration(venue: options.venue)
    configuration.spotURL = options.spotURL
    configuration.futuresURL = options.futuresURL
    configuration.certificateFile = options.certificateFile
    configuration.toolSelection = options.toolSelection
    configuration.callTimeoutMilliseconds = options.callTimeoutMilliseconds
    configuration.logLevel = Logger.Level(name: options.logLevel) ?? .notice
    configuration.network = options.network.map(Self.network)
    if let network = options.network, network.demandsToken {
      configuration.access = try AccessPlan(
        try read(options.configurationFile).access, configurationPath: options.configurationFile,
        environment: CurrentProcess.environment)
    }
    #if DEBUG
      let points = CurrentProcess.environment("BULKHEAD_CRASH_POINTS") ?? ""
      configuration.crashPoints = points.split(separator: ",").map { Int($0) ?? 0 }
    #endif
    configuration.stateFolder =
      options.stateFolder ?? StateFolder.path(environment: CurrentProcess.environment)
    if options.venue == .paper {
      // Nobody's keys and nobody's policy: it has its own, and there is no money.
      configuration.paperArguments = paperArguments(options)
      configuration.tradingMode = options.isReadOnly ? .readOnly : .paper
      return configuration
    }
    let file = try read(options.configurationFile)
    let naming: @Sendable () throws(KeyFailure) -> NamedKeys = { () throws(KeyFailure) in
      try keys(options, pages: secrets.pages)
    }
    configuration.configurationPath = options.configurationFile
    configuration.keyedNetwork.proxy = file.proxy
    configuration.keyedNetwork.certificateFile = file.certificateFile
    configuration.tradingMode =
      options.isReadOnly ? .readOnly : file.trading.isEnabled ? .configured : .off
    configuration.keys = try naming()
    // Before anything is written: a server that is refused holds later ones to no folder.
    try checkTokens(options, configuration.tradingMode)
    if configuration.tradingMode == .configured, !configuration.keys[for: .trading].isEmpty {
      configuration.stateFolder = try heldFolder(configuration.stateFolder, file, options.configurationFile)
    }
    configuration.findAgain = findAgain(options, naming, folder: configuration.stateFolder)
    return configuration
  }

  /// - Throws: when everybody on this machine could trade with real money.
  private static func checkTokens(_ options: ServeOptions, _ mode: TradingMode) throws(KeyFailure) {
    guard let network = options.network, !network.demandsToken, options.venue != .testnet, mode.mayTrade
    else { return }
    throw KeyFailure(
      "--no-token lets every program of this machine trade with real money",
      suggestion: "Leave --no-token out (bulkhead token new makes a token), or add --read-only.")
  }

  /// Looks at the file again while the server runs. Orders that are allowed then are held to what a server
  /// that starts would be held to: to its demand of tokens, and to the one state folder.
  private static func findAgain(
    _ options: ServeOptions, _ naming: @escaping @Sendable () throws(KeyFailure) -> NamedKeys,
    folder: String?
  ) -> @Sendable () throws(KeyFailure) -> LauncherConfiguration.Found {
    { () throws(KeyFailure) in
      let keys = try naming()
      if options.isReadOnly { return .init(keys: keys, tradingMode: .readOnly) }
      let file: Configuration
      do throws(ConfigurationFailure) {
        file = try read(options.configurationFile)
      } catch {
        throw KeyFailure(error.description, suggestion: error.suggestion)
      }
      guard file.trading.isEnabled else { return .init(keys: keys, tradingMode: .off) }
      try checkTokens(options, .configured)
      var held = folder
      do throws(ConfigurationFailure) {
        if let named = file.stateFolder {
          held = named
        } else if !keys[for: .trading].isEmpty {
          held = try heldFolder(folder, file, options.configurationFile)
        }
      } catch {
        throw KeyFailure(error.description, suggestion: error.suggestion)
      }
      guard held == folder else {
        throw KeyFailure(
          "orders under this file are written down in another state folder than this server's",
          suggestion: "Start the server anew.")
      }
      return .init(keys: keys, tradingMode: .configured)
    }
  }

  private static func network(_ options: NetworkOptions) -> LauncherConfiguration.Network {
    var network = LauncherConfiguration.Network(address: options.address, port: options.port)
    network.allowedHosts = options.allowedHosts
    network.allowedOrigins = options.allowedOrigins
    network.trustedProxies = options.trustedProxies
    network.demandsToken = options.demandsToken
    network.tellsOldStream = options.tellsOldStream
    return network
  }

  /// The state folder of a server that may trade: the one that the file names, or the link beside it, which
  /// is made now if there is none. Later servers are held to it, however they are started.
  private static func heldFolder(
    _ folder: String?, _ configuration: Configuration, _ file: String?
  ) throws(ConfigurationFailure) -> String? {
    guard configuration.stateFolder == nil, let file, let folder else { return folder }
    return try StateFolderLink.made(beside: file, to: folder)
  }

  private static func paperArguments(_ options: ServeOptions) -> [String] {
    var arguments: [String] = []
    if let seed = options.paperSeed { arguments += ["--seed", "\(seed)"] }
    for file in options.paperReplay { arguments += ["--replay", file] }
    return arguments
  }

  /// The configuration file; what holds without one, when there is none.
  private static func read(_ path: String?) throws(ConfigurationFailure) -> Configuration {
    guard let path else { return Configuration() }
    return try ConfigurationFile.load(path: path)
  }

  /// The keys that environment and file name now, each for the exchange that is meant.
  private static func keys(
    _ options: ServeOptions, pages: [String: KeyPage]
  ) throws(KeyFailure) -> NamedKeys {
    let file: Configuration
    do throws(ConfigurationFailure) {
      file = try read(options.configurationFile)
    } catch {
      throw KeyFailure(error.description, suggestion: error.suggestion)
    }
    let keys = try KeyNaming(
      configuration: file, configurationPath: options.configurationFile, pages: pages,
      environment: CurrentProcess.environment
    ).keys()
    try VenueRule(
      options.venue, spotURL: options.spotURL, futuresURL: options.futuresURL, configuration: file
    ).check(keys)
    return keys
  }
}
