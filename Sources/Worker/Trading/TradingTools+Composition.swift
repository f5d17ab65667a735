package import Answers
package import Exchange
internal import Journal
internal import LinuxIO
package import Log
internal import Orders
internal import Values

/// The trading worker's tools as the program puts them together.
extension TradingTools {
  /// Tools that stand on the state folder, the event loop's clock and the exchange's own rules.
  ///
  /// - Parameters:
  ///   - account: answers the account's tools, if that is this worker's business.
  package convenience init(
    _ setting: TradingSetting, exchange: any ExchangeWriting, account: (any ToolAnswering)?, logger: Logger
  ) {
    var surroundings = TradingSurroundings(
      clock: LoopClock(), halt: HaltFile(folder: setting.stateFolder),
      drafting: OrderDesk(exchange: exchange, venue: setting.venue),
      randomBytes: { CurrentProcess.randomBytes($0) },
      openJournal: { account throws(JournalFailure) in
        try Journal(
          JournalSetting(
            stateFolder: setting.stateFolder, scope: setting.scope, account: account,
            venue: setting.venue.rawValue, version: setting.version))
      })
    surroundings.listens = true
    self.init(
      setting, exchange: exchange, account: account, logger: logger, surroundings: surroundings)
  }
}
