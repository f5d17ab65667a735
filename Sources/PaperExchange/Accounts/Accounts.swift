/// All accounts, and everything that is owned by none of them: the fees, and what the simulated market gave
/// and took.
///
/// Closed like a ledger: what one loses another gets, so the `total` of an asset changes by `issue` alone.
/// Tests hold that after every action.
public final class Accounts {
  /// Accounts that may exist.
  public static let countMax = 10_000
  /// The first account's number; its keys are the ones of the ready line.
  public static let firstNumber = 350_000_001

  /// All accounts in the order in which they were opened.
  public private(set) var all: [Account] = []
  /// Commission taken, by asset.
  public private(set) var fees: [String: Int128] = [:]
  /// What the simulated market has got from accounts less what it gave them, by asset; may be negative.
  public private(set) var market: [String: Int128] = [:]
  /// What came in from outside, by asset: starting balances, the faucet, deposits.
  public private(set) var issued: [String: Int128] = [:]

  /// No accounts yet.
  public init() {}

  /// Opens an account; `nil` when there are `countMax`.
  public func open(commission: CommissionRates = CommissionRates(), now: Int) -> Account? {
    guard all.count < Self.countMax else { return nil }
    let account = Account(number: Self.firstNumber + all.count, commission: commission, now: now)
    all.append(account)
    return account
  }

  /// The account of a number.
  public func account(_ number: Int) -> Account? {
    let index = number - Self.firstNumber
    return all.indices.contains(index) ? all[index] : nil
  }

  /// Brings `units` in from outside.
  public func issue(_ units: Int128, of asset: String, to account: Account, wallet: Wallet = .spot, now: Int)
  {
    precondition(units >= 0)
    issued[asset, default: 0] += units
    account.change(asset, in: wallet, free: units, locked: 0, now: now)
  }

  /// Moves free units between two wallets, of one account or of two.
  public func transfer(
    _ units: Int128, of asset: String, from source: Account, _ sourceWallet: Wallet, to target: Account,
    _ targetWallet: Wallet, now: Int
  ) throws(Account.InsufficientBalance) {
    precondition(units >= 0)
    guard source.balance(of: asset, in: sourceWallet).free >= units else { throw .init() }
    source.change(asset, in: sourceWallet, free: -units, locked: 0, now: now)
    target.change(asset, in: targetWallet, free: units, locked: 0, now: now)
  }

  /// Pays locked units of an account to another one: a fill of a resting or just locked order.
  public func payLocked(
    _ units: Int128, of asset: String, from source: Account, to target: Account, wallet: Wallet = .spot,
    now: Int
  ) {
    source.change(asset, in: wallet, free: 0, locked: -units, now: now)
    target.change(asset, in: wallet, free: units, locked: 0, now: now)
  }

  /// Pays locked units of an account to the simulated market.
  public func payLockedToMarket(
    _ units: Int128, of asset: String, from source: Account, wallet: Wallet = .spot, now: Int
  ) {
    source.change(asset, in: wallet, free: 0, locked: -units, now: now)
    market[asset, default: 0] += units
  }

  /// The simulated market pays an account (`units` above zero) or is paid from its free balance (below).
  ///
  /// - Precondition: the free balance covers what is taken.
  public func receiveFromMarket(
    _ units: Int128, of asset: String, to target: Account, wallet: Wallet = .spot, now: Int
  ) {
    market[asset, default: 0] -= units
    target.change(asset, in: wallet, free: units, locked: 0, now: now)
  }

  /// Takes commission from a free balance.
  ///
  /// - Precondition: the free balance covers it.
  public func takeFee(
    _ units: Int128, of asset: String, from source: Account, wallet: Wallet = .spot, now: Int
  ) {
    precondition(units >= 0)
    fees[asset, default: 0] += units
    source.change(asset, in: wallet, free: -units, locked: 0, now: now)
  }

  /// Everything that exists of an asset: all wallets of all accounts, fees and market. Equal to what was
  /// issued, always.
  public func total(of asset: String) -> Int128 {
    var sum = fees[asset, default: 0] + market[asset, default: 0]
    for account in all {
      for wallet in Wallet.allCases { sum += account.balance(of: asset, in: wallet).total }
    }
    return sum
  }
}
