/// The spot endpoints of the order tools, with weights from the exchange's "Trading endpoints" document.
///
/// Beside its weight a new order counts against the orders of ten seconds and of the day; that count is the
/// account's and is in the headers of the answer.
extension Endpoint {
  /// Places an order.
  public static let newOrder = Endpoint(
    api: .spot, method: "POST", path: "/api/v3/order", weight: .fixed(1), security: .trade)
  /// Checks an order and places nothing.
  public static let testOrder = Endpoint(
    api: .spot, method: "POST", path: "/api/v3/order/test", weight: .fixed(1), security: .trade)
  /// The same with `computeCommissionRates`, which weighs more.
  public static let testOrderWithCommission = Endpoint(
    api: .spot, method: "POST", path: "/api/v3/order/test", weight: .fixed(20), security: .trade)
  /// Cancels an order.
  public static let cancelOrder = Endpoint(
    api: .spot, method: "DELETE", path: "/api/v3/order", weight: .fixed(1), security: .trade)
  /// Cancels all open orders and order lists of a symbol.
  public static let cancelOpenOrders = Endpoint(
    api: .spot, method: "DELETE", path: "/api/v3/openOrders", weight: .fixed(1), security: .trade)
  /// Cancels an order and places another.
  public static let cancelReplace = Endpoint(
    api: .spot, method: "POST", path: "/api/v3/order/cancelReplace", weight: .fixed(1), security: .trade)
  /// Places a pair of which one cancels the other.
  public static let newOCO = Endpoint(
    api: .spot, method: "POST", path: "/api/v3/orderList/oco", weight: .fixed(1), security: .trade)
  /// Places an order and one that follows its fill.
  public static let newOTO = Endpoint(
    api: .spot, method: "POST", path: "/api/v3/orderList/oto", weight: .fixed(1), security: .trade)
  /// Places an order and a pair that follows its fill.
  public static let newOTOCO = Endpoint(
    api: .spot, method: "POST", path: "/api/v3/orderList/otoco", weight: .fixed(1), security: .trade)
  /// Cancels an order list.
  public static let cancelOrderList = Endpoint(
    api: .spot, method: "DELETE", path: "/api/v3/orderList", weight: .fixed(1), security: .trade)
}
