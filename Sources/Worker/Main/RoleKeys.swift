import Configuration
import Catalog
import Exchange
import Keys
import LinuxIO
import Log
import Values

/// The keys of a worker, read once at its start, and what judges them.
@LoopActor
struct RoleKeys {
  let main: HeldKey?
  let futures: HeldKey?
  private let configuration: Configuration
  private let arguments: WorkerArguments

  /// Reads the secrets and the configuration file.
  ///
  /// - Throws: why a key, or the file, cannot be used.
  init(_ arguments: WorkerArguments, logger: Logger) throws(KeyRefusal) {
    self.arguments = arguments
    main = try arguments.key.map { source throws(KeyRefusal) in try KeyReading.read(source) }
    futures = try arguments.futuresKey.map { source throws(KeyRefusal) in try KeyReading.read(source) }
    configuration = try Self.configuration(arguments)
    for warning in (main?.warnings ?? []) + (futures?.warnings ?? []) { logger.warning(warning) }
  }

  private static func configuration(_ arguments: WorkerArguments) throws(KeyRefusal) -> Configuration {
    guard let path = arguments.configurationFile, arguments.role != .market else { return Configuration() }
    do throws(ConfigurationFailure) {
      return try ConfigurationFile.load(path: path)
    } catch {
      throw KeyRefusal(error.description, suggestion: error.suggestion, exitCode: .configuration)
    }
  }

  /// The exchange, with the keys that sign.
  func exchange() -> ExchangeClient {
    ExchangeClient(configuration: arguments.exchange, key: main?.key, futuresKey: futures?.key)
  }

  /// Judges the keys at the exchange.
  ///
  /// - Parameter end: ends the worker.
  func watch(
    _ exchange: ExchangeClient, logger: Logger, end: @escaping @LoopActor (ExitCode) -> Void
  ) -> KeyWatch {
    let venue = arguments.exchange.venue
    let allows = configuration.allowsWithdrawalPermission
    var inspections = [
      KeyInspection(
        KeyUse(arguments.role == .account ? .read : .trading, allowsWithdrawals: allows), exchange: exchange,
        venue: venue)
    ]
    if let futures {
      // Its rights are asked for with itself: the other client signs with the other key there.
      let own = ExchangeClient(configuration: arguments.exchange, key: futures.key)
      inspections.append(
        KeyInspection(KeyUse(.futures, allowsWithdrawals: allows), exchange: own, venue: venue))
    }
    return KeyWatch(inspections, warns: venue != .paper, logger: logger, end: end)
  }
}
