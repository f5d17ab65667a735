public import Values

/// What `bulkhead serve` was asked for; `call` and `tour` start a server with the same.
public struct ServeOptions: Sendable, Equatable {
  /// The deadline of one call, in milliseconds, unless asked otherwise.
  public static let callTimeoutMillisecondsDefault = 10_000
  /// What deadlines one may ask for, in milliseconds.
  public static let callTimeoutMillisecondsRange = 100...600_000
  /// The most recordings.
  public static let replayCountMax = 64

  /// Which exchange.
  public var venue: Venue
  /// Base URL of the spot and wallet endpoints; `nil` means the venue's own, and is never `nil` for `custom`.
  public var spotURL: String?
  /// Base URL of the USD-M futures endpoints; `nil` means the venue's own, and is never `nil` for `custom`.
  public var futuresURL: String?
  /// A file of certificates in PEM that takes the place of the system's.
  public var certificateFile: String?
  /// Which tools to list, as `ToolSelection` of the catalogue reads it; `nil` for the default.
  public var toolSelection: String?
  /// The deadline of one call, in milliseconds.
  public var callTimeoutMilliseconds: Int
  /// The least important lines that are logged: `error`, `warning`, `notice`, `info` or `debug`.
  public var logLevel: String
  /// How clients reach it over HTTP; `nil` for one client on stdin and stdout.
  public var network: NetworkOptions?
  /// The seed of the paper exchange's market; `nil` for its default.
  public var paperSeed: Int?
  /// Recordings for the paper exchange to play.
  public var paperReplay: [String]
  /// The configuration file; `nil` when there is none. Before files are looked for, the one of the flag.
  public var configurationFile: String?
  /// Whether nothing that moves money is listed or done, whatever the file says.
  public var isReadOnly: Bool
  /// Where journals, sockets and the halt file lie, as a flag, the configuration file or the link beside it
  /// says; `nil` for what the environment says.
  public var stateFolder: String?
  /// What to say of a flag or an environment that names another folder and does not count.
  public var stateFolderWarning: String?

  /// The defaults for a venue.
  public init(venue: Venue) {
    self.venue = venue
    callTimeoutMilliseconds = Self.callTimeoutMillisecondsDefault
    logLevel = "notice"
    paperReplay = []
    isReadOnly = false
  }

  /// The same options as flags of `bulkhead serve`, for whoever starts it.
  ///
  /// Flags win over the environment, so a server started with these flags is the same whatever it inherits;
  /// the one exception is `live`, which has no flag and is what an environment without `BINANCE_TESTNET` and
  /// `BINANCE_BASE_URL` means.
  public var arguments: [String] {
    var words = venueArguments
    if let certificateFile { words += [Flag.certificateFile.rawValue, certificateFile] }
    // With an equals sign, since a selection may begin with a dash.
    if let toolSelection { words.append("\(Flag.tools.rawValue)=\(toolSelection)") }
    if callTimeoutMilliseconds != Self.callTimeoutMillisecondsDefault {
      let seconds = ExactDecimal(unchecked: Int128(callTimeoutMilliseconds), scale: 3).withoutTrailingZeros
      words += [Flag.callTimeout.rawValue, seconds.description]
    }
    words += [Flag.logLevel.rawValue, logLevel]
    if let paperSeed { words += [Flag.seed.rawValue, String(paperSeed)] }
    for file in paperReplay { words += [Flag.replay.rawValue, file] }
    if let configurationFile { words += [Flag.configuration.rawValue, configurationFile] }
    if isReadOnly { words.append(Flag.readOnly.rawValue) }
    if let stateFolder { words += [Flag.stateFolder.rawValue, stateFolder] }
    if let network { words += network.arguments }
    return words
  }

  /// Only the flags that choose the exchange.
  public var venueArguments: [String] {
    switch venue {
    case .live: []
    case .paper: [Flag.paper.rawValue]
    case .testnet: [Flag.testnet.rawValue]
    case .custom:
      (spotURL.map { [Flag.baseURL.rawValue, $0] } ?? [])
        + (futuresURL == spotURL ? [] : futuresURL.map { [Flag.futuresBaseURL.rawValue, $0] } ?? [])
    }
  }
}
