import Catalog
import Exchange
import Keys
import Values

/// The words of a worker's command line, as names and values.
struct WorkerWords {
  private var values: [String: String] = [:]

  init(_ arguments: [String]) throws(WorkerArguments.Failure) {
    var index = 0
    while index < arguments.count {
      guard arguments[index].hasPrefix("--"), index + 1 < arguments.count else {
        throw WorkerArguments.Failure(description: "unexpected argument")
      }
      values[arguments[index]] = arguments[index + 1]
      index += 2
    }
  }

  subscript(_ name: String) -> String? { values[name] }

  func role() throws(WorkerArguments.Failure) -> Role {
    guard let role = Role.allCases.first(where: { $0.name == values["--role"] }), role != .supervisor else {
      throw WorkerArguments.Failure(description: "--role must be one of market, account, trading")
    }
    return role
  }

  /// The exchange that the words name, with the certificates that they name.
  func exchange(version: String) throws(WorkerArguments.Failure) -> ExchangeConfiguration {
    try exchange(version: version, certificateFile: values["--ca-file"])
  }

  /// The exchange that the words name.
  ///
  /// - Parameter certificateFile: trusted in place of the system's certificates.
  func exchange(
    version: String, certificateFile: String?
  ) throws(WorkerArguments.Failure) -> ExchangeConfiguration {
    guard let venue = values["--venue"].flatMap({ Venue(rawValue: $0) }) else {
      throw WorkerArguments.Failure(description: "--venue must be one of live, testnet, paper, custom")
    }
    let urls: (spot: BaseURL?, futures: BaseURL?)
    do throws(BaseURL.Failure) {
      let spot: BaseURL? = if let text = values["--spot-url"] { try BaseURL(text) } else { nil }
      let futures: BaseURL? = if let text = values["--futures-url"] { try BaseURL(text) } else { nil }
      urls = (spot, futures)
    } catch {
      throw WorkerArguments.Failure(description: "\(error)")
    }
    if urls.spot == nil && ExchangeConfiguration.ownHosts(of: venue) == nil {
      throw WorkerArguments.Failure(description: "--venue \(venue.rawValue) needs --spot-url")
    }
    return ExchangeConfiguration(
      venue: venue, spot: urls.spot, futures: urls.futures, caFile: certificateFile, version: version)
  }

  /// The key of these names; nil when none of them is there.
  func key(
    id: String, file: String, page: String, _ passphrase: String
  ) throws(WorkerArguments.Failure) -> KeySource? {
    guard let keyID = values[id] else { return nil }
    let place: KeySource.Place
    switch (values[file], values[page].flatMap { Int32($0) }) {
    case (let path?, nil): place = .file(path)
    case (nil, let number?) where number > 4: place = .page(number)
    default: throw WorkerArguments.Failure(description: "\(id) needs \(file) or \(page)")
    }
    return KeySource(id: keyID, place: place, passphraseFile: values[passphrase])
  }
}
