/// Questions about the wallet, with weights from its documents ("Account", "Asset", "Capital").
extension Endpoint {
  /// What each wallet is worth in one asset.
  public static let walletBalance = wallet("/sapi/v1/asset/wallet/balance", 60)
  /// Assets of the funding wallet; a question that is asked as a POST.
  public static let fundingAssets = Endpoint(
    api: .wallet, method: "POST", path: "/sapi/v1/asset/get-funding-asset", weight: .fixed(1),
    security: .userData)
  /// What the account held at the end of each day.
  public static let accountSnapshot = wallet("/sapi/v1/accountSnapshot", 2_400)
  /// Trading fees of one or all symbols.
  public static let tradeFee = wallet("/sapi/v1/asset/tradeFee", 1)
  /// Deposits.
  public static let depositHistory = wallet("/sapi/v1/capital/deposit/hisrec", 1)
  /// Withdrawals; weighed by account.
  public static let withdrawHistory = Endpoint(
    api: .wallet, path: "/sapi/v1/capital/withdraw/history", weight: .fixed(18_000), security: .userData,
    isWeighedByAccount: true)
  /// Where to deposit an asset.
  public static let depositAddress = wallet("/sapi/v1/capital/deposit/address", 10)
  /// Transfers between the account's own wallets.
  public static let transferHistory = wallet("/sapi/v1/asset/transfer", 1)

  private static func wallet(_ path: String, _ weight: Int) -> Endpoint {
    Endpoint(api: .wallet, path: path, weight: .fixed(weight), security: .userData)
  }
}
