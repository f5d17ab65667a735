import LinuxIO
import PaperAccounts
import PaperRoutes

/// The accounts that keys speak of, each with what it begins with.
@LoopActor
enum StartingAccounts {
  /// Opens those that a log has not brought back, and writes them down.
  ///
  /// What an account begins with comes by the faucet's own route: it stands in the deposit history, and in
  /// the log like every other command.
  ///
  /// - Parameter now: the exchange's time in milliseconds.
  static func open(
    count: Int, with balances: [StartingBalance], by router: Router, _ keeper: StateKeeper?, now: Int
  ) throws(StateKeeper.Refusal) {
    while router.venue.accounts.all.count < count {
      guard let account = router.venue.accounts.open(now: now) else { return }
      keeper?.opened(account, now: now)
      for balance in balances { try fund(account, balance, by: router, now: now) }
    }
  }

  private static func fund(
    _ account: Account, _ balance: StartingBalance, by router: Router, now: Int
  ) throws(StateKeeper.Refusal) {
    let command = Command(
      time: now, account: account.number, method: "POST", path: "/paper/v1/fund",
      parameters: [
        Command.Parameter(name: "asset", value: balance.asset),
        Command.Parameter(name: "amount", value: balance.amountText),
        Command.Parameter(name: "wallet", value: balance.wallet.rawValue),
      ])
    do throws(ExchangeError) {
      _ = try router.replay(command)
    } catch {
      throw StateKeeper.Refusal(message: "--balance \(balance.asset)=\(balance.amountText): \(error.message)")
    }
    router.onCommand?(command)
  }
}
