/// What was deposited and what was moved between wallets, of all accounts.
///
/// Balances are not here: it writes down what `Accounts` has just done.
public final class WalletHistory {
  /// Deposits and transfers that are kept, of each kind and over all accounts; the oldest are forgotten.
  public static let entryCountMax = 100_000
  /// The first transfer's number, of the size that the exchange's have.
  public static let firstTransferID = 13_526_853_624
  /// Units that may ever come in of one asset: 10¹⁵ whole coins, more than exist of any, and few enough that
  /// units times a price fit 128 bits.
  public static let issuedUnitsMax = Int128(1_000_000_000_000_000) * 100_000_000

  /// More would come in than may exist.
  public struct TooMuch: Error, Hashable {}

  private var deposits: [Deposit] = []
  private var transfers: [WalletTransfer] = []
  private var depositCount = 0
  private var transferCount = 0

  /// Nothing yet.
  public init() {}

  /// Brings `units` in from outside and writes the deposit down.
  public func deposit(
    _ units: Int128, of asset: String, to account: Account, _ wallet: Wallet, in accounts: Accounts, now: Int
  ) throws(TooMuch) -> Deposit {
    guard units <= Self.issuedUnitsMax - accounts.issued[asset, default: 0] else { throw TooMuch() }
    accounts.issue(units, of: asset, to: account, wallet: wallet, now: now)
    depositCount += 1
    let deposit = Deposit(
      number: depositCount, account: account.number, wallet: wallet, asset: asset, units: units, time: now)
    Self.keep(deposit, in: &deposits)
    return deposit
  }

  /// Moves free units between two wallets of an account and writes the transfer down.
  public func transfer(
    _ units: Int128, of asset: String, of account: Account, _ type: TransferType, in accounts: Accounts,
    now: Int
  ) throws(Account.InsufficientBalance) -> WalletTransfer {
    try accounts.transfer(units, of: asset, from: account, type.source, to: account, type.target, now: now)
    let transfer = WalletTransfer(
      id: Self.firstTransferID + transferCount, account: account.number, type: type, asset: asset,
      units: units, time: now)
    transferCount += 1
    Self.keep(transfer, in: &transfers)
    return transfer
  }

  /// An account's deposits, the latest first.
  public func deposits(of account: Account) -> [Deposit] {
    deposits.suffix(Self.entryCountMax).reversed().filter { $0.account == account.number }
  }

  /// An account's transfers, the latest first.
  public func transfers(of account: Account) -> [WalletTransfer] {
    transfers.suffix(Self.entryCountMax).reversed().filter { $0.account == account.number }
  }

  /// Forgets the oldest in batches, since each removal moves all that stay.
  private static func keep<Entry>(_ entry: Entry, in entries: inout [Entry]) {
    if entries.count >= entryCountMax + 4_096 { entries.removeFirst(entries.count - entryCountMax) }
    entries.append(entry)
  }
}
