import Catalog
import Exchange
import Log
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

  /// Whether this worker answers a tool.
  func serves(_ tool: Tool) -> Bool { tool.role == role }

  /// Reads `--name value` pairs; only the launcher writes them, so anything unexpected is a fault and not a
  /// typo.
  init(_ arguments: [String], version: String) throws(Failure) {
    var values: [String: String] = [:]
    var index = 0
    while index < arguments.count {
      guard arguments[index].hasPrefix("--"), index + 1 < arguments.count else {
        throw Failure(description: "unexpected argument")
      }
      values[arguments[index]] = arguments[index + 1]
      index += 2
    }
    guard let role = Role.allCases.first(where: { "\($0)" == values["--role"] }), role == .market else {
      throw Failure(description: "--role must be market")
    }
    guard let generation = values["--generation"].flatMap({ UInt32($0) }) else {
      throw Failure(description: "--generation must be a number")
    }
    guard let venue = values["--venue"].flatMap({ Venue(rawValue: $0) }) else {
      throw Failure(description: "--venue must be one of live, testnet, paper, custom")
    }
    self.role = role
    self.generation = generation
    logLevel = values["--log-level"].flatMap { Logger.Level(name: $0) } ?? .notice
    let urls: (spot: BaseURL?, futures: BaseURL?)
    do throws(BaseURL.Failure) {
      let spot: BaseURL? = if let text = values["--spot-url"] { try BaseURL(text) } else { nil }
      let futures: BaseURL? = if let text = values["--futures-url"] { try BaseURL(text) } else { nil }
      urls = (spot, futures)
    } catch {
      throw Failure(description: "\(error)")
    }
    if urls.spot == nil && ExchangeConfiguration.ownHosts(of: venue) == nil {
      throw Failure(description: "--venue \(venue.rawValue) needs --spot-url")
    }
    exchange = ExchangeConfiguration(
      venue: venue, spot: urls.spot, futures: urls.futures, caFile: values["--ca-file"], version: version)
  }
}
