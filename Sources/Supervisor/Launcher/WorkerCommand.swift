internal import Catalog
internal import Configuration
internal import LinuxIO
internal import Log
internal import Values

/// How a worker is started: what it is told, what surrounds it, and which key pages it gets. Nothing secret
/// is among its words.
struct WorkerCommand {
  /// The number that a worker finds the page of its key under.
  static let keyDescriptor: Int32 = 5
  /// The number of the page of its futures key.
  static let futuresKeyDescriptor: Int32 = 6

  /// Where a server's state is.
  struct State: Equatable {
    /// The state folder.
    var folder: String
    /// The folder of this venue in it.
    var scope: String
  }

  /// The words behind `bulkhead-worker`.
  private(set) var arguments: [String]
  /// The environment, all of it.
  let environment: [String]
  /// Pages that become descriptors 5 and 6; nil where the worker has none under that number.
  private(set) var pages: [KeyPage?] = []

  /// The command for one life of a worker.
  ///
  /// - Parameters:
  ///   - keys: the keys of this server; of them the role's are handed on.
  ///   - spotURL: where the exchange is, nil for the venue's own.
  ///   - state: nil when there is no state folder.
  init(
    _ role: Role, generation: UInt32, _ configuration: LauncherConfiguration, keys: NamedKeys,
    spotURL: String?, futuresURL: String?, state: State?
  ) {
    let isKeyed = role != .market
    let network = configuration.keyedNetwork
    arguments = [
      "--role", role.name, "--generation", "\(generation)", "--venue", configuration.venue.rawValue,
      "--log-level", configuration.logLevel.name,
    ]
    environment = ChildEnvironment.make(
      reachesNetwork: !isKeyed, proxy: isKeyed ? network.proxy : nil)
    add("--spot-url", spotURL)
    add("--futures-url", futuresURL)
    // A flag may change whom the market worker believes. Whom a signed request is sent to is the
    // configuration file's business.
    add("--ca-file", isKeyed ? network.certificateFile : configuration.certificateFile)
    guard isKeyed else { return }
    add("--config", configuration.configurationPath)
    if role == .account {
      add(keys.read, names: ("--key-id", "--key-file", "--key-descriptor", "--passphrase-file"))
      return
    }
    add(keys.trading, names: ("--key-id", "--key-file", "--key-descriptor", "--passphrase-file"))
    add(
      keys.futures,
      names: (
        "--futures-key-id", "--futures-key-file", "--futures-key-descriptor", "--futures-passphrase-file"
      ))
    add("--serves-account", configuration.accountRole == .trading ? "yes" : nil)
    add("--trading", configuration.tradingMode.rawValue)
    add("--state-folder", state?.folder)
    add("--scope", state?.scope)
    #if DEBUG
      let life = Int(generation) - 1
      if configuration.crashPoints.indices.contains(life), configuration.crashPoints[life] > 0 {
        add("--crash-point", "\(configuration.crashPoints[life])")
      }
    #endif
  }

  private mutating func add(_ name: String, _ value: String?) {
    if let value { arguments += [name, value] }
  }

  private mutating func add(
    _ key: NamedKey?, names: (id: String, file: String, descriptor: String, passphrase: String)
  ) {
    guard let key else { return }
    add(names.id, key.id)
    switch key.place {
    case .file(let path):
      add(names.file, path)
    case .page(let page):
      let number = key.purpose == .futures ? Self.futuresKeyDescriptor : Self.keyDescriptor
      add(names.descriptor, "\(number)")
      if number == Self.futuresKeyDescriptor && pages.isEmpty { pages.append(nil) }
      pages.append(page)
    }
    add(names.passphrase, key.passphraseFile)
  }
}
