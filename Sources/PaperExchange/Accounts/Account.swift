public import PaperCore

/// One customer: what it owns, wallet by wallet.
///
/// Every change goes through the functions here, and each of them leaves nothing negative; `Accounts` has
/// those that move something between two owners. Orders and positions are not here: spot and futures each
/// keep their own.
public final class Account {
  /// The asset filters of every account: one, on an asset that few trade, so that a client can meet the kind.
  public static let standardAssetFilters: [AssetFilter] = [
    .maximum(asset: "EUR", limit: 1_000_000 * AmountScale.unitsPerWhole)
  ]

  /// Why something cannot be taken: there is not enough of it.
  public struct InsufficientBalance: Error, Hashable {}

  /// The number that the exchange calls `uid`.
  public let number: Int
  /// What it pays for spot trades.
  public var commission: CommissionRates
  /// The most of an asset that one of its orders may move.
  public var assetFilters: [AssetFilter] = Account.standardAssetFilters
  /// When a balance last changed, in milliseconds of exchange time.
  public private(set) var updateTimeMilliseconds: Int

  private var wallets: [Wallet: [String: Balance]] = [:]
  private let firstDay: Int
  /// What it had at the end of each day on which something had changed, today not included.
  private var pastDays: [(day: Int, wallets: [Wallet: [String: Balance]])] = []
  /// Days with changes that are kept: enough for the month that may be asked for.
  static let pastDayCountMax = 40
  private static let dayMilliseconds = 86_400_000

  init(number: Int, commission: CommissionRates, now: Int) {
    self.number = number
    self.commission = commission
    updateTimeMilliseconds = now
    firstDay = now / Self.dayMilliseconds
  }

  /// What it has of `asset`.
  public func balance(of asset: String, in wallet: Wallet = .spot) -> Balance {
    wallets[wallet]?[asset] ?? Balance()
  }

  /// All assets that a wallet ever held, by name.
  public func balances(in wallet: Wallet = .spot) -> [(asset: String, balance: Balance)] {
    (wallets[wallet] ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// What a wallet held when a day (counted from 1970-01-01, UTC) ended, by name; `nil` when the account was
  /// not open then, or when that day has been forgotten. For a day that has not ended: what it holds now.
  ///
  /// Nothing has to happen at midnight: the first change of a later day keeps what was there before it.
  public func balances(in wallet: Wallet, atEndOfDay day: Int) -> [(asset: String, balance: Balance)]? {
    guard day >= firstDay else { return nil }
    if day >= updateTimeMilliseconds / Self.dayMilliseconds { return balances(in: wallet) }
    guard let past = pastDays.last(where: { $0.day <= day }) else { return nil }
    return (past.wallets[wallet] ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private func keepPastDay(now: Int) {
    let day = updateTimeMilliseconds / Self.dayMilliseconds
    guard now / Self.dayMilliseconds > day else { return }
    if pastDays.count >= Self.pastDayCountMax { pastDays.removeFirst() }
    pastDays.append((day, wallets))
  }

  /// Sets `units` aside for an open order.
  public func lock(_ units: Int128, of asset: String, in wallet: Wallet = .spot, now: Int)
    throws(InsufficientBalance)
  {
    precondition(units >= 0)
    guard balance(of: asset, in: wallet).free >= units else { throw InsufficientBalance() }
    change(asset, in: wallet, free: -units, locked: units, now: now)
  }

  /// Gives back what was set aside.
  ///
  /// - Precondition: at least `units` are locked.
  public func unlock(_ units: Int128, of asset: String, in wallet: Wallet = .spot, now: Int) {
    precondition(units >= 0 && balance(of: asset, in: wallet).locked >= units)
    change(asset, in: wallet, free: units, locked: -units, now: now)
  }

  /// Adds to both halves at once; the only place where a balance is written.
  func change(_ asset: String, in wallet: Wallet, free: Int128, locked: Int128, now: Int) {
    var balance = balance(of: asset, in: wallet)
    balance.free += free
    balance.locked += locked
    precondition(balance.free >= 0 && balance.locked >= 0, "a balance never falls below zero")
    keepPastDay(now: now)
    wallets[wallet, default: [:]][asset] = balance
    updateTimeMilliseconds = now
  }
}
