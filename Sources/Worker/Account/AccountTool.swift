/// The tools this module answers; a test holds that they are exactly the catalog's tools of the account role.
package enum AccountTool: String, Sendable, CaseIterable {
  case balance = "get_balance"
  case positionInfo = "get_position_info"
  case profitAndLoss = "get_pnl"
  case openOrders = "get_open_orders"
  case order = "get_order"
  case orders = "get_orders"
  case myTrades = "get_my_trades"
  case feeInfo = "get_fee_info"
  case orderRateLimits = "get_order_rate_limits"
  case accountSnapshot = "get_account_snapshot"
  case depositHistory = "get_deposit_history"
  case withdrawHistory = "get_withdraw_history"
  case depositAddress = "get_deposit_address"
  case transferHistory = "get_universal_transfer_history"
  case liquidationHistory = "get_liquidation_history"
}
