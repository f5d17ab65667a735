internal import Catalog

/// What the trading worker asks of the exchange on its own account: what became of orders, whose account it
/// is, what stands open. All of them read.
enum TradingEndpoint {
  /// One spot order.
  static let order = Endpoint(api: .spot, path: "/api/v3/order", weight: .fixed(4), security: .userData)
  /// One spot order list.
  static let orderList = Endpoint(
    api: .spot, path: "/api/v3/orderList", weight: .fixed(4), security: .userData)
  /// The account: its uid and its balances.
  static let account = Endpoint(api: .spot, path: "/api/v3/account", weight: .fixed(20), security: .userData)
  /// Every open spot order; asked without a symbol.
  static let openOrders = Endpoint(
    api: .spot, path: "/api/v3/openOrders", weight: .fixed(80), security: .userData)
  /// Spot orders of one symbol.
  static let allOrders = Endpoint(
    api: .spot, path: "/api/v3/allOrders", weight: .fixed(20), security: .userData)
  /// One USD-M order.
  static let futuresOrder = Endpoint(
    api: .futures, path: "/fapi/v1/order", weight: .fixed(1), security: .userData)
  /// One conditional USD-M order.
  static let algoOrder = Endpoint(
    api: .futures, path: "/fapi/v1/algoOrder", weight: .fixed(1), security: .userData)
  /// Every open USD-M order; asked without a symbol.
  static let futuresOpenOrders = Endpoint(
    api: .futures, path: "/fapi/v1/openOrders", weight: .fixed(40), security: .userData)
  /// Every open conditional USD-M order; asked without a symbol.
  static let openAlgoOrders = Endpoint(
    api: .futures, path: "/fapi/v1/openAlgoOrders", weight: .fixed(40), security: .userData)
  /// USD-M orders of one symbol.
  static let allFuturesOrders = Endpoint(
    api: .futures, path: "/fapi/v1/allOrders", weight: .fixed(5), security: .userData)
  /// What happened to the futures wallet; names the symbols that were traded.
  static let income = Endpoint(
    api: .futures, path: "/fapi/v1/income", weight: .fixed(30), security: .userData)
}
