/// Errors of the wallet interface (wallet documents, "Error codes"), and those that its servers are known to
/// answer with.
extension ExchangeError {
  /// -3003.
  static let noMarginAccount = Self(code: -3003, message: "Margin account does not exist.")
  /// -3011.
  static let badDateRange = Self(code: -3011, message: "Your input date is invalid.")
  /// -4018.
  static let unknownCoin = Self(code: -4018, message: "We don't have this asset.")
  /// -4045.
  static let noDepositAddress = Self(code: -4045, message: "Failure to acquire assets.")
  /// -4047.
  static let depositInterval = Self(code: -4047, message: "Time interval must be within 0-90 days")
  /// -5003.
  static let noSuchAsset = Self(code: -5003, message: "You don't have this asset.")
  /// -5007.
  static let amountNotPositive = Self(code: -5007, message: "Quantity must be greater than zero.")
  /// -5010.
  static let transferFailed = Self(code: -5010, message: "Asset transfer fail.")
  /// -5011.
  static let noFuturesAccount = Self(code: -5011, message: "future account not exists.")
  /// -5013. Not in the documents, whose -5002 the servers do not send here: this is what clients have seen
  /// and match on.
  static let transferExceedsBalance = Self(
    code: -5013, message: "Asset transfer failed: insufficient balance")
  /// -7001.
  static let dateRangeUnsupported = Self(code: -7001, message: "Date range is not supported.")
  /// -7002.
  static let snapshotTypeUnsupported = Self(code: -7002, message: "Data request type is not supported.")
  /// -21001.
  static let noPortfolioMargin = Self(
    code: -21_001, message: "Request ID is not a Portfolio Margin Account.")
}
