extension Route {
  /// Wallet endpoints (wallet documents: "Account", "Asset", "Capital", "Others").
  static let wallet: [Route] =
    [
      Route("GET", "/sapi/v1/system/status", weight: 1) { _ in Array(#"{"status":0,"msg":"normal"}"#.utf8) },
      Route("GET", "/sapi/v1/account/status", .userData, weight: 1) { _ in Array(#"{"data":"Normal"}"#.utf8)
      },
      Route("GET", "/sapi/v1/account/apiTradingStatus", .userData, weight: 1) { $0.tradingStatus() },
      Route("GET", "/sapi/v1/account/info", .userData, weight: 1) { $0.accountServices() },
      Route(
        "GET", "/sapi/v1/accountSnapshot", .userData,
        parameters: [
          Parameter("type", .text, isMandatory: true), Parameter("startTime", .integer),
          Parameter("endTime", .integer), Parameter("limit", .integer),
        ], weight: 2_400
      ) { answer throws(ExchangeError) in try answer.accountSnapshot() },
    ] + capital + assets

  private static let capital: [Route] = [
    Route("GET", "/sapi/v1/capital/config/getall", .userData, weight: 10) { $0.coinInformation() },
    Route(
      "GET", "/sapi/v1/capital/deposit/hisrec", .userData,
      parameters: [
        Parameter("includeSource", .boolean), Parameter("coin", .text), Parameter("status", .integer),
        Parameter("startTime", .integer), Parameter("endTime", .integer), Parameter("offset", .integer),
        Parameter("limit", .integer), Parameter("txId", .text),
      ], weight: 1
    ) { answer throws(ExchangeError) in try answer.depositHistory() },
    Route(
      "GET", "/sapi/v1/capital/withdraw/history", .userData,
      parameters: [
        Parameter("coin", .text), Parameter("withdrawOrderId", .text), Parameter("status", .integer),
        Parameter("offset", .integer), Parameter("limit", .integer), Parameter("idList", .text),
        Parameter("startTime", .integer), Parameter("endTime", .integer),
      ], weighsOn: .account, weight: 18_000
    ) { answer throws(ExchangeError) in try answer.withdrawalHistory() },
    Route(
      "GET", "/sapi/v1/capital/deposit/address", .userData,
      parameters: [
        Parameter("coin", .text, isMandatory: true), Parameter("network", .text), Parameter("amount", .text),
      ], weight: 10
    ) { answer throws(ExchangeError) in try answer.depositAddress() },
    Route(
      "GET", "/sapi/v1/capital/deposit/address/list", .userData,
      parameters: [Parameter("coin", .text, isMandatory: true), Parameter("network", .text)], weight: 10
    ) { answer throws(ExchangeError) in try answer.depositAddresses() },
    // No key of this exchange may withdraw, and what a key may not do is answered before what is wrong with
    // the request.
    Route(
      "POST", "/sapi/v1/capital/withdraw/apply", .userData, isCommand: false, weighsOn: .account, weight: 900
    ) {
      _ throws(ExchangeError) in throw .rejectedKey
    },
  ]

  private static let assets: [Route] = [
    Route(
      "POST", "/sapi/v1/asset/transfer", .userData,
      parameters: [
        Parameter("type", .text, isMandatory: true), Parameter("asset", .text, isMandatory: true),
        Parameter("amount", .text, isMandatory: true), Parameter("fromSymbol", .text),
        Parameter("toSymbol", .text),
      ], weighsOn: .account, weight: 300
    ) { answer throws(ExchangeError) in try answer.transfer() },
    Route(
      "GET", "/sapi/v1/asset/transfer", .userData,
      parameters: [
        Parameter("type", .text, isMandatory: true), Parameter("startTime", .integer),
        Parameter("endTime", .integer), Parameter("current", .integer), Parameter("size", .integer),
        Parameter("fromSymbol", .text), Parameter("toSymbol", .text),
      ], weight: 1
    ) { answer throws(ExchangeError) in try answer.transferHistory() },
    Route(
      "GET", "/sapi/v1/asset/tradeFee", .userData, parameters: [Parameter("symbol", .symbol)], weight: 1
    ) { answer throws(ExchangeError) in try answer.tradeFees() },
    // A blank asset means all of them, so `asset` is not among what is checked.
    Route(
      "POST", "/sapi/v3/asset/getUserAsset", .userData, parameters: [Parameter("needBtcValuation", .boolean)],
      isCommand: false, weight: 5
    ) { answer throws(ExchangeError) in try answer.userAssets() },
    Route(
      "POST", "/sapi/v1/asset/get-funding-asset", .userData,
      parameters: [Parameter("needBtcValuation", .boolean)], isCommand: false, weight: 1
    ) { answer throws(ExchangeError) in try answer.fundingAssets() },
    Route(
      "GET", "/sapi/v1/asset/wallet/balance", .userData,
      parameters: [Parameter("quoteAsset", .text), Parameter("needBalanceDetail", .boolean)], weight: 60
    ) { answer throws(ExchangeError) in try answer.walletBalances() },
    Route(
      "GET", "/sapi/v1/asset/assetDetail", .userData, parameters: [Parameter("asset", .text)], weight: 1
    ) { answer throws(ExchangeError) in try answer.assetDetail() },
    Route(
      "GET", "/sapi/v1/asset/assetDividend", .userData,
      parameters: [
        Parameter("asset", .text), Parameter("startTime", .integer), Parameter("endTime", .integer),
        Parameter("limit", .integer),
      ], weight: 10
    ) { answer throws(ExchangeError) in try answer.dividends() },
    Route(
      "GET", "/sapi/v1/asset/dribblet", .userData,
      parameters: [
        Parameter("accountType", .text), Parameter("startTime", .integer), Parameter("endTime", .integer),
      ], weight: 1
    ) { answer throws(ExchangeError) in try answer.dustLog() },
  ]
}
