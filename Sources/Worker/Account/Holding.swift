import Values

/// What a wallet holds of one asset.
struct Holding {
  /// `spot`, `funding` or `futures`.
  let wallet: String
  let asset: String
  let total: ExactDecimal
  let free: ExactDecimal
  /// Nil of futures, whose margin is not locked in the sense of the other wallets.
  let locked: ExactDecimal?
  /// Nil of the other wallets.
  let unrealized: ExactDecimal?
}
