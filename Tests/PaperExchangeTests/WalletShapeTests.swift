import Foundation
import PaperRoutes
import TestSupport
import Testing
import Values

/// The shape of the wallet's answers against the documents.
@Suite struct `Documented shapes of the wallet` {
  /// What the documents show, typed off them: names in their order with the kinds of their values.
  static let table: [(target: String, query: String, shape: String)] = [
    ("GET sapi/v1/system/status", "", "{status:number,msg:string}"),
    ("GET sapi/v1/account/status", "", "{data:string}"),
    (
      "GET sapi/v1/account/apiTradingStatus", "",
      "{data:{isLocked:boolean,plannedRecoverTime:number,"
        + "triggerCondition:{GCR:number,IFER:number,UFR:number},updateTime:number}}"
    ),
    (
      "GET sapi/v1/account/info", "",
      "{vipLevel:number,isMarginEnabled:boolean,isFutureEnabled:boolean,isOptionsEnabled:boolean,"
        + "isPortfolioMarginRetailEnabled:boolean}"
    ),
    ("POST sapi/v1/asset/transfer", "type=MAIN_FUNDING&asset=BTC&amount=0.1", "{tranId:number}"),
    (
      "GET sapi/v1/asset/transfer", "type=MAIN_FUNDING",
      "{total:number,rows:[{asset:string,amount:string,type:string,status:string,tranId:number,"
        + "timestamp:number}]}"
    ),
    (
      "GET sapi/v1/capital/deposit/hisrec", "includeSource=true",
      "[{id:string,amount:string,coin:string,network:string,status:number,address:string,addressTag:string,"
        + "txId:string,insertTime:number,completeTime:number,transferType:number,confirmTimes:string,"
        + "unlockConfirm:number,walletType:number,travelRuleStatus:number,sourceAddress:string}]"
    ),
    ("GET sapi/v1/capital/deposit/address", "coin=BTC", "{address:string,coin:string,tag:string,url:string}"),
    (
      "GET sapi/v1/capital/deposit/address/list", "coin=BTC",
      "[{coin:string,address:string,tag:string,isDefault:number}]"
    ),
    (
      "GET sapi/v1/asset/tradeFee", "symbol=BTCUSDT",
      "[{symbol:string,makerCommission:string,takerCommission:string}]"
    ),
    (
      "POST sapi/v3/asset/getUserAsset", "",
      "[{asset:string,free:string,locked:string,freeze:string,withdrawing:string,ipoable:string,"
        + "btcValuation:string}]"
    ),
    (
      "POST sapi/v1/asset/get-funding-asset", "",
      "[{asset:string,free:string,locked:string,freeze:string,withdrawing:string,btcValuation:string}]"
    ),
    ("GET sapi/v1/asset/wallet/balance", "", "[{activate:boolean,balance:string,walletName:string}]"),
    (
      "GET sapi/v1/asset/assetDetail", "asset=BTC",
      "{BTC:{minWithdrawAmount:string,depositStatus:boolean,withdrawFee:number,withdrawStatus:boolean}}"
    ),
  ]

  @Test func `an answer has the documented members and types`() throws {
    let client = try WalletClient()
    try client.fund("BTC", "1")
    for row in Self.table {
      #expect(Self.names(of: try client.ask(row.target, row.query)) == row.shape, "\(row.target)")
    }
  }

  /// The documents' example, and the request that it answers.
  private static let examples: [(file: String, target: String, query: String)] = [
    ("GET_sapi_v1_system_status", "GET sapi/v1/system/status", ""),
    ("GET_sapi_v1_account_status", "GET sapi/v1/account/status", ""),
    ("GET_sapi_v1_account_apiTradingStatus", "GET sapi/v1/account/apiTradingStatus", ""),
    ("GET_sapi_v1_account_info", "GET sapi/v1/account/info", ""),
    ("GET_sapi_v1_capital_config_getall", "GET sapi/v1/capital/config/getall", ""),
    ("GET_sapi_v1_capital_deposit_hisrec", "GET sapi/v1/capital/deposit/hisrec", ""),
    ("GET_sapi_v1_capital_deposit_address", "GET sapi/v1/capital/deposit/address", "coin=BTC"),
    ("GET_sapi_v1_capital_deposit_address_list", "GET sapi/v1/capital/deposit/address/list", "coin=ETH"),
    ("POST_sapi_v1_asset_transfer", "POST sapi/v1/asset/transfer", "type=MAIN_UMFUTURE&asset=USDT&amount=1"),
    ("GET_sapi_v1_asset_transfer", "GET sapi/v1/asset/transfer", "type=MAIN_UMFUTURE"),
    ("GET_sapi_v1_asset_tradeFee", "GET sapi/v1/asset/tradeFee", ""),
    ("POST_sapi_v3_asset_getUserAsset", "POST sapi/v3/asset/getUserAsset", ""),
    ("POST_sapi_v1_asset_get-funding-asset", "POST sapi/v1/asset/get-funding-asset", "needBtcValuation=true"),
    ("GET_sapi_v1_asset_wallet_balance", "GET sapi/v1/asset/wallet/balance", ""),
    ("GET_sapi_v1_accountSnapshot__1", "GET sapi/v1/accountSnapshot", "type=SPOT"),
  ]

  @Test func `the recorded examples have the same members and types`() throws {
    guard let folder = Repository.reference("binance/examples") else { return }
    let client = try WalletClient()
    for asset in ["BTC", "USDT"] { try client.fund(asset, "100") }
    try client.fund("USDT", "100", "FUNDING")
    client.now += 86_400_000
    for row in Self.examples {
      let bytes = try [UInt8](Data(contentsOf: folder.appending(path: row.file + ".json")))
      let example = try JSONDocument(bytes).root
      #expect(
        Self.names(of: try client.ask(row.target, row.query)) == Self.names(of: example), "\(row.file)")
    }
  }

  private static func names(of value: JSONValue) -> String {
    switch value.kind {
    case .object: "{" + value.members.map { "\($0.key):" + names(of: $0.value) }.joined(separator: ",") + "}"
    case .array: "[" + (value[0].map(names) ?? "") + "]"
    default: value.kind.rawValue
    }
  }
}
