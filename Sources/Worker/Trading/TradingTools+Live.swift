package import Answers
package import Exchange
internal import Journal
internal import LinuxIO
package import Log
internal import Orders
internal import Values

extension OrderDesk: OrderDrafting {}

extension TradingTools {
  /// The tools of a trading worker: on its disk, by its clock, with the rules that the exchange states.
  ///
  /// - Parameter account: answers the tools of the account, when no other worker has a key for them.
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
    self.init(setting, exchange: exchange, account: account, logger: logger, surroundings: surroundings)
  }
}
