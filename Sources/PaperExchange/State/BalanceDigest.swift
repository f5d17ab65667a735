public import PaperAccounts
internal import Signing

/// One number for everything that everybody has.
public enum BalanceDigest {
  /// The digest of all balances, fees and what the market has: the same for two ledgers that agree to the
  /// last unit, whatever they went through.
  public static func of(_ accounts: Accounts) -> [UInt8] {
    let digest = SHA256()
    for account in accounts.all {
      add("account", Int128(account.number), to: digest)
      for wallet in Wallet.allCases {
        for (asset, balance) in account.balances(in: wallet) where balance.total != 0 {
          add(wallet.rawValue, 0, to: digest)
          add(asset, balance.free, to: digest)
          add(asset, balance.locked, to: digest)
        }
      }
    }
    for (name, pot) in [("fees", accounts.fees), ("market", accounts.market), ("issued", accounts.issued)] {
      for (asset, units) in pot.sorted(by: { $0.key < $1.key }) where units != 0 {
        add(name, 0, to: digest)
        add(asset, units, to: digest)
      }
    }
    return digest.finished()
  }

  private static func add(_ name: String, _ units: Int128, to digest: SHA256) {
    var writer = LogBytes()
    writer.append(name)
    writer.append(units)
    digest.add(writer.bytes)
  }
}
