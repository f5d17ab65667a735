internal import Catalog

extension Endpoint {
  /// How many orders a request to it places, as the exchange counts them ("Unfilled Order Count" of each
  /// endpoint; "order rate limit" in the USD-M documents).
  ///
  /// Tests of orders and cancels place none.
  var orderCount: Int {
    guard security == .trade else { return 0 }
    return switch (method, path) {
    case ("POST", "/api/v3/order"), ("POST", "/api/v3/order/cancelReplace"), ("POST", "/api/v3/sor/order"):
      1
    case ("POST", "/api/v3/orderList/oco"), ("POST", "/api/v3/orderList/oto"),
      ("POST", "/api/v3/orderList/opo"), ("POST", "/api/v3/order/oco"):
      2
    case ("POST", "/api/v3/orderList/otoco"), ("POST", "/api/v3/orderList/opoco"): 3
    case ("POST", "/fapi/v1/order"), ("PUT", "/fapi/v1/order"), ("POST", "/fapi/v1/algoOrder"): 1
    case ("POST", "/fapi/v1/batchOrders"), ("PUT", "/fapi/v1/batchOrders"): 5
    default: 0
    }
  }
}

extension Endpoint {
  /// Whether a request to it carries a signature, and with it a time stamp.
  var isSigned: Bool { security == .userData || security == .trade }
}
