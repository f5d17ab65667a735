/// What an account's futures wallet is worth and how much of it is bound, at one moment, in units of 10⁻⁸
/// (USD-M documents, "Account Information V3").
public struct FuturesMargins: Sendable, Hashable {
  /// Cross wallet and isolated margins.
  public var walletBalance: Int128 = 0
  /// What crossed positions can use.
  public var crossWallet: Int128 = 0
  /// Profit of all positions that is not realised.
  public var unrealised: Int128 = 0
  /// That of the crossed ones.
  public var crossUnrealised: Int128 = 0
  /// What must be kept for all positions.
  public var maintenance: Int128 = 0
  /// What must be kept for the crossed ones.
  public var crossMaintenance: Int128 = 0
  /// Initial margin of all positions.
  public var positionInitial: Int128 = 0
  /// Initial margin of open orders.
  public var orderInitial: Int128 = 0
  /// Initial margin of crossed positions and of all orders: what cannot be used again.
  public var bound: Int128 = 0

  /// Wallet and profit together.
  public var marginBalance: Int128 { walletBalance + unrealised }
  /// What new orders may use; not below zero.
  public var available: Int128 { max(0, crossWallet + crossUnrealised - bound) }
  /// What may leave the wallet: what is available, but no profit that is not realised.
  public var withdrawable: Int128 { max(0, min(available, crossWallet)) }
}
