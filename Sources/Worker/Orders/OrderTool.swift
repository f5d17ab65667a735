/// The tools that this module has to do with; `trading_status` is the trading worker's own.
enum OrderTool: String, Sendable, CaseIterable {
  case createOrder = "create_order"
  case testOrder = "test_order"
  case cancelOrder = "cancel_order"
  case cancelAllOrders = "cancel_all_orders"
  case replaceOrder = "replace_order"
  case createOrderList = "create_order_list"
  case cancelOrderList = "cancel_order_list"
  case createFuturesOrder = "create_futures_order"
  case cancelFuturesOrder = "cancel_futures_order"
  case setLeverage = "set_leverage"
  case closePosition = "close_position"
}
