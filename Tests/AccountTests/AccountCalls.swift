/// One call of each kind that the account tools know, with the answers that it gets: what the tests of all
/// tools run over.
struct AccountCalls: Sendable, CustomStringConvertible {
  let tool: String
  let arguments: String
  /// Answers by path.
  let replies: [String: String]

  var description: String { "\(tool) \(arguments)" }

  init(_ tool: String, _ arguments: String, _ replies: [String: String]) {
    self.tool = tool
    self.arguments = arguments
    self.replies = replies
  }

  static let all: [AccountCalls] = balances + orders + wallet

  private typealias Replies = AccountReplies

  private static let balances = [
    AccountCalls("get_balance", "{}", ["/api/v3/account": Replies.account]),
    AccountCalls(
      "get_balance", #"{"wallet":"funding"}"#, ["/sapi/v1/asset/get-funding-asset": Replies.funding]),
    AccountCalls("get_balance", #"{"wallet":"futures"}"#, ["/fapi/v3/balance": Replies.futuresBalance]),
    AccountCalls(
      "get_balance", #"{"quote":"USDT"}"#,
      ["/api/v3/account": Replies.account, "/api/v3/ticker/price": Replies.prices]),
    AccountCalls(
      "get_balance", #"{"wallet":"all","quote":"USDT"}"#,
      ["/sapi/v1/asset/wallet/balance": Replies.wallets]),
    AccountCalls(
      "get_position_info", "{}",
      ["/fapi/v3/positionRisk": Replies.positions, "/fapi/v1/symbolConfig": Replies.configurations]),
    AccountCalls(
      "get_pnl", #"{"by":"day"}"#,
      ["/fapi/v1/income": Replies.income, "/fapi/v3/positionRisk": Replies.positions]),
    AccountCalls(
      "get_fee_info", #"{"symbol":"BTCUSDT"}"#,
      ["/sapi/v1/asset/tradeFee": Replies.tradeFee, "/api/v3/account/commission": Replies.commission]),
    AccountCalls("get_fee_info", "{}", ["/sapi/v1/asset/tradeFee": Replies.tradeFee]),
    AccountCalls(
      "get_fee_info", #"{"symbol":"BTCUSDT","market":"futures"}"#,
      ["/fapi/v1/commissionRate": Replies.futuresRates]),
    AccountCalls("get_order_rate_limits", "{}", ["/api/v3/rateLimit/order": Replies.orderCounts]),
  ]

  private static let orders = [
    AccountCalls(
      "get_open_orders", "{}", ["/api/v3/openOrders": "[\(Replies.spotOrder)]"]),
    AccountCalls(
      "get_open_orders", #"{"market":"futures"}"#,
      [
        "/fapi/v1/openOrders": "[\(Replies.futuresOrder)]",
        "/fapi/v1/openAlgoOrders": "[\(Replies.conditionalOrder)]",
      ]),
    AccountCalls(
      "get_order", #"{"symbol":"LTCBTC","order_id":1}"#, ["/api/v3/order": Replies.spotOrder]),
    AccountCalls(
      "get_order", #"{"symbol":"BTCUSDT","order_id":1917641,"market":"futures"}"#,
      ["/fapi/v1/order": Replies.futuresOrder]),
    AccountCalls(
      "get_order", #"{"symbol":"BTCUSDT","order_id":1,"market":"futures","conditional":true}"#,
      ["/fapi/v1/algoOrder": Replies.conditionalOrder]),
    AccountCalls(
      "get_orders", #"{"symbol":"LTCBTC","limit":1}"#, ["/api/v3/allOrders": "[\(Replies.spotOrder)]"]),
    AccountCalls(
      "get_orders", #"{"symbol":"BTCUSDT","market":"futures"}"#,
      ["/fapi/v1/allOrders": "[\(Replies.futuresOrder)]"]),
    AccountCalls(
      "get_orders", #"{"symbol":"BTCUSDT","market":"futures","conditional":true}"#,
      ["/fapi/v1/allAlgoOrders": "[\(Replies.conditionalOrder)]"]),
    AccountCalls(
      "get_my_trades", #"{"symbol":"LTCBTC","from_id":1,"limit":1}"#,
      ["/api/v3/myTrades": "[\(Replies.spotTrade)]"]),
    AccountCalls(
      "get_my_trades", #"{"symbol":"BTCUSDT","market":"futures"}"#,
      ["/fapi/v1/userTrades": "[\(Replies.futuresTrade)]"]),
    AccountCalls("get_liquidation_history", "{}", ["/fapi/v1/forceOrders": Replies.forced]),
  ]

  private static let wallet = [
    AccountCalls("get_account_snapshot", "{}", ["/sapi/v1/accountSnapshot": Replies.spotSnapshot]),
    AccountCalls(
      "get_account_snapshot", #"{"type":"margin"}"#, ["/sapi/v1/accountSnapshot": Replies.marginSnapshot]),
    AccountCalls(
      "get_account_snapshot", #"{"type":"futures"}"#,
      ["/sapi/v1/accountSnapshot": Replies.futuresSnapshot]),
    AccountCalls(
      "get_deposit_history", "{}", ["/sapi/v1/capital/deposit/hisrec": "[\(Replies.deposit)]"]),
    AccountCalls(
      "get_withdraw_history", "{}", ["/sapi/v1/capital/withdraw/history": "[\(Replies.withdrawal)]"]),
    AccountCalls(
      "get_deposit_address", #"{"asset":"btc"}"#, ["/sapi/v1/capital/deposit/address": Replies.address]),
    AccountCalls(
      "get_universal_transfer_history", #"{"type":"MAIN_UMFUTURE"}"#,
      ["/sapi/v1/asset/transfer": Replies.transfers]),
  ]
}
