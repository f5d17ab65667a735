internal import Configuration
internal import Values

/// Which exchange a command line and an environment mean.
///
/// Flags win over the environment, and the environment is not even looked at then. Where two settings could
/// mean two exchanges the answer is an error and not a guess: a person who believes to be on the testnet must
/// not find out at the live exchange.
struct VenueChoice: Equatable {
  /// The variables of the Binance MCP servers that people already configure. No key or secret is among them,
  /// here or anywhere in this module.
  static let testnetVariable = "BINANCE_TESTNET"
  static let spotVariable = "BINANCE_BASE_URL"
  static let futuresVariable = "BINANCE_FUTURES_BASE_URL"

  /// The exchange's own hosts, which the configuration file may name too.
  static let liveSpotURL = "https://api.binance.com"
  static let liveFuturesURL = "https://fapi.binance.com"

  /// The testnet's hosts, as the exchange documents them.
  static let testnetSpotURL = "https://testnet.binance.vision"
  static let testnetFuturesURL = "https://testnet.binancefuture.com"

  let venue: Venue
  let spotURL: String?
  let futuresURL: String?

  private init(_ venue: Venue, spotURL: String? = nil, futuresURL: String? = nil) {
    self.venue = venue
    self.spotURL = spotURL
    self.futuresURL = futuresURL
  }

  /// Decides.
  ///
  /// - Parameters:
  ///   - isPaperByDefault: without a flag it is the paper exchange whatever the environment says (the tour
  ///     kills a process).
  ///   - settings: the environment, where an empty value counts as none, and the configuration file, whose
  ///     hosts are taken when neither flags nor environment name an exchange.
  init(
    _ words: CommandWords, isPaperByDefault: Bool = false, settings: GivenSettings
  ) throws(UsageFailure) {
    let environment = settings.environment
    try Self.refuseConflicts(words)
    if words.has(.paper) {
      self.init(.paper)
    } else if words.has(.testnet) {
      self.init(.testnet)
    } else if words.has(.baseURL) || words.has(.futuresBaseURL) {
      self = try Self.custom(words, environment)
    } else if isPaperByDefault {
      self.init(.paper)
    } else {
      self = try Self.fromEnvironment(environment) ?? Self(hostsOf: settings.configuration)
    }
  }

  private static func refuseConflicts(_ words: CommandWords) throws(UsageFailure) {
    for first in [Flag.paper, .testnet] where words.has(first) {
      for second in [Flag.testnet, .baseURL, .futuresBaseURL] where second != first && words.has(second) {
        throw UsageFailure(
          "\(first.rawValue) and \(second.rawValue) name two different exchanges",
          suggestion: "Give only one of them.")
      }
    }
  }

  private static func custom(
    _ words: CommandWords, _ environment: (String) -> String?
  ) throws(UsageFailure) -> VenueChoice {
    let spot: String
    if let text = words.value(.baseURL) {
      spot = try ServerURL.checked(text, givenBy: Flag.baseURL.rawValue)
    } else if let text = present(spotVariable, environment) {
      spot = try ServerURL.checked(text, givenBy: spotVariable)
    } else {
      throw UsageFailure(
        "--futures-base-url alone leaves spot without a server", suggestion: "Add --base-url URL.")
    }
    guard let text = words.value(.futuresBaseURL) else {
      return VenueChoice(.custom, spotURL: spot, futuresURL: spot)
    }
    let futures = try ServerURL.checked(text, givenBy: Flag.futuresBaseURL.rawValue)
    return VenueChoice(.custom, spotURL: spot, futuresURL: futures)
  }

  private static func fromEnvironment(
    _ environment: (String) -> String?
  ) throws(UsageFailure) -> VenueChoice? {
    let isTestnet =
      try TruthValue.read(
        testnetVariable, environment, suggestion: "or give a flag: --testnet, --paper or --base-url URL")
      == true
    let spot = try url(spotVariable, environment)
    let futures = try url(futuresVariable, environment)
    if isTestnet {
      for (variable, given, own) in [
        (spotVariable, spot, testnetSpotURL), (futuresVariable, futures, testnetFuturesURL),
      ] where given != nil && given != own {
        throw UsageFailure(
          "\(testnetVariable) and \(variable) are both set and name two different exchanges",
          suggestion: "Unset one of them, or give a flag: --testnet or --base-url URL.")
      }
      return VenueChoice(.testnet)
    }
    guard let spot else {
      guard futures == nil else {
        throw UsageFailure(
          "\(futuresVariable) alone leaves spot without a server",
          suggestion: "Set \(spotVariable) too, or unset \(futuresVariable).")
      }
      return nil
    }
    return VenueChoice(.custom, spotURL: spot, futuresURL: futures ?? spot)
  }

  /// The exchange whose servers the configuration file names; the live one when it names none, or those.
  init(hostsOf configuration: Configuration) {
    guard let spot = configuration.spotHost else {
      self.init(.live)
      return
    }
    let futures = configuration.futuresHost
    switch (spot, futures) {
    case (Self.liveSpotURL, nil), (Self.liveSpotURL, Self.liveFuturesURL): self.init(.live)
    case (Self.testnetSpotURL, nil), (Self.testnetSpotURL, Self.testnetFuturesURL): self.init(.testnet)
    default: self.init(.custom, spotURL: spot, futuresURL: futures ?? spot)
    }
  }

  private static func url(
    _ variable: String, _ environment: (String) -> String?
  ) throws(UsageFailure) -> String? {
    guard let text = present(variable, environment) else { return nil }
    return try ServerURL.checked(text, givenBy: variable)
  }

  private static func present(_ variable: String, _ environment: (String) -> String?) -> String? {
    guard let text = environment(variable), !text.isEmpty else { return nil }
    return text
  }
}
