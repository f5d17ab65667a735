/// A universal transfer between two wallets of one account (wallet documents, "User Universal Transfer").
public struct WalletTransfer: Sendable, Hashable {
  /// `tranId`: grows with each transfer of any account.
  public let id: Int
  /// Whose.
  public let account: Int
  /// From where to where.
  public let type: TransferType
  /// What was moved.
  public let asset: String
  /// How much, in units of 10⁻⁸.
  public let units: Int128
  /// When, in milliseconds of exchange time.
  public let time: Int
}
