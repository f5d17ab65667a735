import Catalog
import Exchange
import Keys
import Log
import Signing
import Trading
import Values

/// What the launcher tells a worker on its command line. Nothing in it is secret.
struct WorkerArguments {
  /// Why the arguments cannot be used.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  var role: Role
  var generation: UInt32
  var logLevel: Logger.Level
  var exchange: ExchangeConfiguration
  /// The key that signs; nil for the market worker.
  var key: KeySource?
  /// In its place for USD-M futures.
  var futuresKey: KeySource?
  /// Whether the trading worker answers the tools of the account too, for want of a key that only reads.
  var servesAccount = false
  /// What the command line allows.
  var tradingMode = TradingMode.off
  /// The state folder's path; nil when there is none.
  var stateFolder: String?
  /// The folder of this venue in it.
  var scope: String
  /// The configuration file that is in use.
  var configurationFile: String?
  /// At which step a test has the process die; debug builds only.
  var crashPoint: Int?

  /// Whether this worker answers a tool.
  func serves(_ tool: Tool) -> Bool { tool.role == role || servesAccount && tool.role == .account }

  /// Reads `--name value` pairs; only the launcher writes them, so anything unexpected is a fault and not a
  /// typo.
  init(_ arguments: [String], version: String) throws(Failure) {
    let words = try WorkerWords(arguments)
    role = try words.role()
    guard let generation = words["--generation"].flatMap({ UInt32($0) }) else {
      throw Failure(description: "--generation must be a number")
    }
    self.generation = generation
    logLevel = words["--log-level"].flatMap { Logger.Level(name: $0) } ?? .notice
    exchange = try words.exchange(version: version)
    scope = words["--scope"] ?? exchange.venue.rawValue
    if scope == Venue.custom.rawValue { scope = Self.customScope(exchange.spot) }
    configurationFile = words["--config"]
    guard role != .market else { return }
    key = try words.key(id: "--key-id", file: "--key-file", page: "--key-descriptor", "--passphrase-file")
    guard key != nil else { throw Failure(description: "the \(role.name) worker needs a key") }
    guard role == .trading else { return }
    futuresKey = try words.key(
      id: "--futures-key-id", file: "--futures-key-file", page: "--futures-key-descriptor",
      "--futures-passphrase-file")
    servesAccount = words["--serves-account"] == "yes"
    guard let mode = words["--trading"].flatMap({ TradingMode(rawValue: $0) }) else {
      throw Failure(description: "--trading must be one of off, read-only, paper, configured")
    }
    tradingMode = mode
    stateFolder = words["--state-folder"]
    #if DEBUG
      crashPoint = words["--crash-point"].flatMap { Int($0) }
    #endif
  }

  /// The folder of a server that somebody named: another server has other accounts.
  static func customScope(_ url: BaseURL) -> String {
    let digest = SHA256.digest(of: Array("\(url)".utf8))
    return "custom-\(Hexadecimal.text(digest).prefix(16))"
  }
}
