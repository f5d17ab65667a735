import PaperAccounts
import PaperRoutes
import Testing
import Values

@Suite struct `Wrong requests to the wallet` {
  private static let address = "GET sapi/v1/capital/deposit/address"
  private static let deposits = "GET sapi/v1/capital/deposit/hisrec"
  private static let withdrawals = "GET sapi/v1/capital/withdraw/history"
  private static let snapshot = "GET sapi/v1/accountSnapshot"
  private static let transfer = "POST sapi/v1/asset/transfer"
  private static let transfers = "GET sapi/v1/asset/transfer"
  private static let amountRange = #"'^([0-9]{1,20})(\.[0-9]{1,20})?$'"#
  private static let day = 86_400_000
  private static let noon = PaperClient.noon

  /// Request, parameters and the exchange's answer (error codes of the wallet documents).
  static let table: [(target: String, query: String, refusal: String)] =
    [
      (address, "", "-1102 Mandatory parameter 'coin' was not sent, was empty/null, or malformed."),
      (address, "coin=NOSUCH", "-4018 We don't have this asset."),
      (address, "coin=EUR", "-4045 Failure to acquire assets."),
      (address, "coin=BTC&network=ETH", "-1130 Data sent for parameter 'network' is not valid."),
      (deposits, "startTime=5", "-4047 Time interval must be within 0-90 days"),
      (
        deposits, "startTime=\(noon - 91 * day)&endTime=\(noon)",
        "-4047 Time interval must be within 0-90 days"
      ),
      (deposits, "startTime=\(noon)&endTime=\(noon - 1)", "-4047 Time interval must be within 0-90 days"),
      (deposits, "status=3", "-1130 Data sent for parameter 'status' is not valid."),
      (deposits, "limit=0", "-1130 Data sent for parameter 'limit' is not valid."),
      (
        deposits, "limit=ten",
        "-1100 Illegal characters found in parameter 'limit'; legal range is '^[0-9]{1,20}$'."
      ),
      (withdrawals, "startTime=5", "-4047 Time interval must be within 0-90 days"),
      (
        withdrawals, "withdrawOrderId=a&startTime=\(noon - 8 * day)",
        "-1127 More than 168 hours between startTime and endTime."
      ),
      (withdrawals, "status=7", "-1130 Data sent for parameter 'status' is not valid."),
      (
        withdrawals, "idList=\(Array(repeating: "a", count: 46).joined(separator: ","))",
        "-1101 Too many values sent for parameter 'idList', maximum allowed up to 45."
      ),
      (
        "POST sapi/v1/capital/withdraw/apply", "coin=BTC&amount=1&address=x",
        "-2015 Invalid API-key, IP, or permissions for action."
      ),
      (snapshot, "", "-1102 Mandatory parameter 'type' was not sent, was empty/null, or malformed."),
      (snapshot, "type=OPTIONS", "-7002 Data request type is not supported."),
      (snapshot, "type=SPOT&limit=6", "-1130 Data sent for parameter 'limit' is not valid."),
      (snapshot, "type=SPOT&limit=31", "-1130 Data sent for parameter 'limit' is not valid."),
      (snapshot, "type=SPOT&startTime=\(noon - 40 * day)", "-7001 Date range is not supported."),
      (
        snapshot, "type=SPOT&startTime=\(noon - 2 * day)&endTime=\(noon - 3 * day)",
        "-7001 Date range is not supported."
      ),
      (transfer, "", "-1102 Mandatory parameter 'type' was not sent, was empty/null, or malformed."),
      (transfer, "type=MAIN_MAIN&asset=BTC&amount=1", "-1130 Data sent for parameter 'type' is not valid."),
      (transfer, "type=MAIN_MARGIN&asset=BTC&amount=1", "-3003 Margin account does not exist."),
      (
        transfer, "type=ISOLATEDMARGIN_MARGIN&asset=BTC&amount=1",
        "-1102 Mandatory parameter 'fromSymbol' was not sent, was empty/null, or malformed."
      ),
      (
        transfer, "type=MARGIN_ISOLATEDMARGIN&asset=BTC&amount=1",
        "-1102 Mandatory parameter 'toSymbol' was not sent, was empty/null, or malformed."
      ),
      (transfer, "type=MAIN_CMFUTURE&asset=BTC&amount=1", "-5011 future account not exists."),
      (transfer, "type=MAIN_OPTION&asset=BTC&amount=1", "-5010 Asset transfer fail."),
      (
        transfer, "type=MAIN_PORTFOLIO_MARGIN&asset=BTC&amount=1",
        "-21001 Request ID is not a Portfolio Margin Account."
      ),
      (transfer, "type=MAIN_FUNDING&asset=NOSUCH&amount=1", "-5003 You don't have this asset."),
      (transfer, "type=MAIN_FUNDING&asset=BTC&amount=0.0", "-5007 Quantity must be greater than zero."),
      (
        transfer, "type=MAIN_FUNDING&asset=BTC&amount=0.000000001",
        "-1111 Precision is over the maximum defined for this asset."
      ),
      (
        transfer, "type=MAIN_FUNDING&asset=BTC&amount=1.00000001",
        "-5013 Asset transfer failed: insufficient balance"
      ),
      (
        transfer, "type=FUNDING_MAIN&asset=BTC&amount=99999999999999999999.99999999",
        "-5013 Asset transfer failed: insufficient balance"
      ),
      (transfers, "type=MAIN_FUNDING&size=101", "-1130 Data sent for parameter 'size' is not valid."),
      (transfers, "type=MAIN_FUNDING&current=0", "-1130 Data sent for parameter 'current' is not valid."),
      (transfers, "type=MAIN_FUNDING&startTime=9&endTime=8", "-3011 Your input date is invalid."),
      ("GET sapi/v1/asset/tradeFee", "symbol=NOSUCH", "-1121 Invalid symbol."),
      ("POST sapi/v3/asset/getUserAsset", "asset=NOSUCH", "-5003 You don't have this asset."),
      (
        "POST sapi/v3/asset/getUserAsset", "needBtcValuation=yes",
        "-1130 Data sent for parameter 'needBtcValuation' is not valid."
      ),
      (
        "GET sapi/v1/asset/wallet/balance", "quoteAsset=NOSUCH",
        "-1130 Data sent for parameter 'quoteAsset' is not valid."
      ),
      ("GET sapi/v1/asset/assetDetail", "asset=NOSUCH", "-5003 You don't have this asset."),
      (
        "GET sapi/v1/asset/assetDividend", "startTime=\(noon - 181 * day)",
        "-7001 Date range is not supported."
      ),
      ("POST paper/v1/fund", "asset=NOSUCH&amount=1", "-5003 You don't have this asset."),
      (
        "POST paper/v1/fund", "asset=BTC&amount=1&wallet=SHOE",
        "-1130 Data sent for parameter 'wallet' is not valid."
      ),
      (
        "POST paper/v1/fund", "asset=BTC&amount=1000000000000001",
        "-1130 Data sent for parameter 'amount' is not valid: no more of this asset may exist."
      ),
    ]
    + ["1e3", "-1", "+1", ".5", "5.", "1.2.3", "٣", "1,5", "123456789012345678901"].map { amount in
      (
        transfer, "type=MAIN_FUNDING&asset=BTC&amount=\(amount)",
        "-1100 Illegal characters found in parameter 'amount'; legal range is \(amountRange)."
      )
    }

  @Test func `are answered with the exchange's code and text, and change nothing`() throws {
    let client = try WalletClient()
    try client.fund("BTC", "1")
    for row in Self.table {
      #expect(try client.refusal(row.target, row.query) == row.refusal, "\(row.target) \(row.query)")
    }
    #expect(client.account.balance(of: "BTC").free == 100_000_000)
    #expect(client.accounts.total(of: "BTC") == 100_000_000)
    #expect(try client.ask(Self.transfers, "type=MAIN_FUNDING")["total"]?.integer == 0)
  }

  @Test func `an amount may have leading zeros and zeros behind the eighth decimal`() throws {
    let client = try WalletClient()
    try client.fund("BTC", "0001.50000000000")
    #expect(client.account.balance(of: "BTC").free == 150_000_000)
  }
}
