/// Which part of the holdings is shown, and in which asset they are valued.
struct BalanceView {
  /// Only this asset.
  let asset: String?
  /// Nil for no valuation.
  let quote: String?
  /// Rows of a page; what several wallets hold of one asset stays together.
  let limit: Int
  /// The last asset of the page before.
  let cursor: String?
}
