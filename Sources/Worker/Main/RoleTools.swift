import Account
import Answers
import Catalog
import Configuration
import Exchange
import Keys
import LinuxIO
import Log
import Market
import Signing
import Trading
import Values

/// What a worker of each role can do, put together.
@LoopActor
enum RoleTools {
  /// The tools of a role.
  ///
  /// - Parameter watch: judges the keys; nil for the market worker.
  static func make(
    _ arguments: WorkerArguments, exchange: ExchangeClient, keys: RoleKeys, watch: KeyWatch?, logger: Logger
  ) -> any ToolAnswering {
    let venue = arguments.exchange.venue
    switch arguments.role {
    case .market, .supervisor:
      return MarketTools(exchange: exchange, venue: venue) { EventLoop.wallClockMilliseconds }
    case .account:
      watch?.start()
      return AccountTools(exchange: exchange, venue: venue)
    case .trading:
      watch?.start()
      let account = arguments.servesAccount ? AccountTools(exchange: exchange, venue: venue) : nil
      let tools = TradingTools(
        setting(arguments, keys: keys, watch: watch), exchange: exchange, account: account, logger: logger)
      onLoop { await tools.start() }
      return tools
    }
  }

  private static func setting(
    _ arguments: WorkerArguments, keys: RoleKeys, watch: KeyWatch?
  ) -> TradingSetting {
    let file = arguments.configurationFile
    var setting = TradingSetting(
      venue: arguments.exchange.venue,
      // A folder that nobody could make is one that cannot be read: nothing is traded, and it is said why.
      stateFolder: arguments.stateFolder ?? "/nonexistent", scope: arguments.scope,
      mode: arguments.tradingMode, configurationFile: file, keyID: arguments.key?.id ?? "",
      keyKind: keys.main?.kind.rawValue ?? "", version: Version.text, launcherPID: CurrentProcess.parent,
      policy: {
        guard let file else { return TradingPolicy() }
        return try ConfigurationFile.load(path: file).trading
      },
      inspect: { call throws(ToolFailure) in try await watch?.judge(for: call) ?? [] })
    #if DEBUG
      if let point = arguments.crashPoint.flatMap({ CrashPoint(rawValue: $0) }) { setting.die(at: point) }
    #endif
    return setting
  }
}
