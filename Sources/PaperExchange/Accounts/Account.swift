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

  init(number: Int, commission: CommissionRates, now: Int) {
    self.number = number
    self.commission = commission
    updateTimeMilliseconds = now
  }

  /// What it has of `asset`.
  public func balance(of asset: String, in wallet: Wallet = .spot) -> Balance {
    wallets[wallet]?[asset] ?? Balance()
  }

  /// All assets that a wallet ever held, by name.
  public func balances(in wallet: Wallet = .spot) -> [(asset: String, balance: Balance)] {
    (wallets[wallet] ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
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
    wallets[wallet, default: [:]][asset] = balance
    updateTimeMilliseconds = now
  }
}
